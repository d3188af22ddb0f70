// Links within the site, `[text](/uk/articles/slug)`: each leads to a page that readers get, at its own address.
import { foldCase } from "../../article/identifiers.ts";
import {
  articlePagePath,
  authorPagePath,
  frontPath,
  MARKDOWN_SUFFIX,
  sectionPagePath,
} from "../../article/paths.ts";
import { type Locale, localeChain, locales, type PerLocale, parseLocale } from "../../i18n/locales.ts";
import type { Site } from "../../store/format.ts";
import type { Diagnostic, Finding } from "../diagnostics/diagnostic.ts";
import { suggest, suggesting } from "../diagnostics/suggest.ts";
import type { CheckedArticle, SiteLink } from "../model.ts";

/** @param now milliseconds since 1970. */
export function checkLinks(
  articles: readonly CheckedArticle[],
  site: Site,
  now: number,
  diagnostics: Diagnostic[],
): void {
  const owners = new Map<string, CheckedArticle>();
  const named = new Map(articles.map((article) => [article.id, article]));
  for (const article of articles) {
    for (const { slug, aliases } of Object.values(article.translations)) {
      for (const each of [slug, ...aliases]) owners.set(each, article);
    }
  }
  for (const [slug, article] of owners) named.set(slug, article);
  const known = slugsByName(named);
  const unread = new Set(articles.flatMap((article) => article.unread ?? []));
  for (const { translations, publishAt } of articles) {
    // Who reads the link reads it then.
    const read = Math.max(now, Date.parse(publishAt ?? "1970-01-01"));
    for (const locale of locales) {
      for (const { path, place } of translations[locale]?.links ?? []) {
        const finding = findingOf(path, locale, { owners, known, unread }, site, read);
        if (finding) diagnostics.push({ ...place, ...finding });
      }
    }
  }
}

/** By every name of an article, its slug, of those that readers of the locale get at that time. */
type Slugs = (locale: Locale, at: number) => ReadonlyMap<string, string>;

/** @param locale of the text that has the link. */
function findingOf(
  path: SiteLink["path"],
  locale: Locale,
  {
    owners,
    known,
    unread,
  }: { owners: ReadonlyMap<string, CheckedArticle>; known: Slugs; unread: ReadonlySet<string> },
  { sections, authors }: Site,
  read: number,
): Finding | null {
  const [, first = "", kind, name, ...others] = decode(path.replace(/[?#].*$/, "")).split("/");
  const target = parseLocale(first.toLowerCase());
  if (!target || others.length > 0) return { code: "link_unknown", values: { path, locale } };
  const isHere = (canonical: string): Finding | null =>
    decode(path).replace(/[?#].*$/, "") === decode(canonical)
      ? null
      : { code: "link_moved", values: { path, to: decode(canonical) } };
  if (kind === undefined || (kind === "" && name === undefined)) return isHere(frontPath(target));
  const id = foldCase(name ?? "");
  const directory = kind === "sections" ? sections : kind === "authors" ? authors : null;
  if (directory) {
    const pathOf = kind === "sections" ? sectionPagePath : authorPagePath;
    if (Object.hasOwn(directory, id)) return isHere(pathOf(target, id));
    return broken(path, target, suggest(id, Object.keys(directory)), pathOf);
  }
  if (kind !== "articles" || !id) return { code: "link_unknown", values: { path, locale } };
  const slug = id.endsWith(MARKDOWN_SUFFIX) ? id.slice(0, -MARKDOWN_SUFFIX.length) : id;
  const article = owners.get(slug);
  // Where a link to a text that cannot be read leads is told once it can.
  if (!article && unread.has(slug)) return null;
  if (!article) {
    const nearest = nearestArticle(slug, known(target, read));
    return broken(path, target, nearest, (...name) => articlePagePath(...name) + id.slice(slug.length));
  }
  const canonical = publicSlug(article, target, read);
  if (canonical === null) return { code: "link_unpublished", values: { path } };
  return isHere(articlePagePath(target, canonical) + id.slice(slug.length));
}

const broken = (
  path: string,
  locale: Locale,
  nearest: string | undefined,
  pathOf: (locale: string, name: string) => string,
): Finding => ({
  code: "link_broken",
  values: suggesting({ path }, nearest === undefined ? undefined : decode(pathOf(locale, nearest))),
});

/**
 * The slug of the article that may be meant, among those that readers of the locale get: the one with that id, with a
 * name that is nearly the same, or the only one whose name goes on where this one ends.
 */
function nearestArticle(name: string, known: ReadonlyMap<string, string>): string | undefined {
  const near = suggest(name, known.keys());
  if (near !== undefined) return known.get(near);
  const longer = new Set<string>();
  for (const [each, slug] of known) if (each.startsWith(`${name}-`)) longer.add(slug);
  return longer.size === 1 ? [...longer][0] : undefined;
}

/**
 * @param named articles by slug and former slug, and also by id, where a slug comes before an id.
 * @returns what collects them once for all links that are read at the same time.
 */
function slugsByName(named: ReadonlyMap<string, CheckedArticle>): Slugs {
  const last: PerLocale<{ at: number; slugs: ReadonlyMap<string, string> }> = {};
  return (locale, at) => {
    const kept = last[locale];
    if (kept?.at === at) return kept.slugs;
    const slugs = new Map(
      [...named].flatMap(([each, article]) => {
        const slug = publicSlug(article, locale, at);
        return slug === null ? [] : [[each, slug]];
      }),
    );
    last[locale] = { at, slugs };
    return slugs;
  };
}

/** The edition for readers of the locale at that time, a fallback if need be; `null` if there is none. */
function publicSlug(
  { translations, publishAt, retracted }: CheckedArticle,
  locale: Locale,
  at: number,
): string | null {
  if (retracted || (publishAt !== undefined && Date.parse(publishAt) > at)) return null;
  const found = localeChain(locale).find((each) => translations[each] && !translations[each].draft);
  return (found && translations[found]?.slug) ?? null;
}

/** As it is written when it is not percent-encoded; what cannot be decoded stays. */
function decode(path: string): string {
  try {
    return decodeURI(path).normalize("NFC");
  } catch {
    return path;
  }
}
