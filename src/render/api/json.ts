// JSON of the public API: stored objects in, text out.
import type { Directory, List, StoredArticle, Summary } from "../../article/article.ts";
import { isHtml, isInternal, isLink } from "../../article/links.ts";
import { authorApiPath, authorPagePath, sectionApiPath, sectionPagePath } from "../../article/paths.ts";
import { byNewest, type SummaryRow, summaryOf } from "../../article/summary.ts";
import { compareNames } from "../../i18n/format.ts";
import type { Locale } from "../../i18n/locales.ts";
import type { Site } from "../../store/format.ts";
import type { Hash } from "../../store/keys.ts";
import { formatCursor, parseCursor } from "../cursor.ts";
import { absolute, absoluteLinks } from "../links.ts";
import type { DirectoryKind, ListInputs } from "../representation-key.ts";

/** Fields that lists leave out. */
const NOT_IN_LISTS = ["variants", "body", "corrections", "related"];

/** Root-relative URLs get the origin, which is the only place where it enters an answer. */
export function stringify(value: unknown, origin: string, leftOut: readonly string[] = []): string {
  return JSON.stringify(value, (key, field) => {
    if (isInternal(key) || leftOut.includes(key)) return undefined;
    if (isLink(key, field)) return absolute(field, origin);
    return isHtml(key, field) ? absoluteLinks(field, origin) : field;
  });
}

export function renderArticle(article: StoredArticle, revision: Hash, origin: string): string {
  const { type, id, ...rest } = article;
  return stringify({ type, id, revision, ...rest }, origin);
}

/** @param rows the leaves' rows, newest first, beginning at or before the page's first row. */
export const renderList = (rows: readonly SummaryRow[], list: ListInputs, origin: string): string =>
  stringify(pageOf(rows, list), origin, NOT_IN_LISTS);

/** The page of a list that `list` asks for, URLs root-relative. @param rows see renderList. */
export function pageOf(rows: readonly SummaryRow[], list: ListInputs): List {
  const after = list.cursor === null ? null : parseCursor(list.cursor, list.filter);
  const left = rows.flatMap((row): [SummaryRow, Summary][] => {
    const summary = after && byNewest(row, after) <= 0 ? null : summaryOf(row, list.locale);
    return summary && (list.fallback || !summary.isFallback) ? [[row, summary]] : [];
  });
  const page = left.slice(0, list.limit);
  // Where the page ends early but leaves follow, the next one begins after the last row looked at.
  const last = page.length < left.length ? page.at(-1)?.[0] : list.more ? rows.at(-1) : undefined;
  return {
    items: page.map(([, summary]) => summary),
    total: list.total,
    ...(last && { nextCursor: formatCursor(last, list.filter) }),
  };
}

/** The articles asked for by id, as a list shows them. */
export function renderIds(
  revisions: readonly Hash[],
  articles: readonly StoredArticle[],
  origin: string,
): string {
  const items = articles.map(({ type, id, ...rest }, i): Summary => {
    const revision = revisions[i] as Hash;
    return { type, id, revision, ...rest };
  });
  const body: List = { items, total: items.length };
  return stringify(body, origin, NOT_IN_LISTS);
}

/** Sections in the newsroom's order, authors in that of the alphabet. */
export function renderDirectory(
  kind: DirectoryKind,
  locale: Locale,
  site: Site,
  counts: Readonly<Record<string, number>>,
  origin: string,
): string {
  const items =
    kind === "sections"
      ? Object.entries(site.sections).map(([id, names]) => ({
          id,
          name: names[locale] ?? id,
          url: sectionPagePath(locale, id),
          api: sectionApiPath(locale, id),
          articleCount: counts[id] ?? 0,
        }))
      : Object.entries(site.authors)
          .map(([id, { type, name }]) => ({
            type,
            id,
            name: name[locale] ?? id,
            url: authorPagePath(locale, id),
            api: authorApiPath(locale, id),
            articleCount: counts[id] ?? 0,
          }))
          .sort((a, b) => compareNames(a.name, b.name, locale));
  const body: Directory = { items, total: items.length };
  return stringify(body, origin);
}
