// Checks between articles: sections, authors and related articles exist, and no two articles share a slug.
import { locales } from "../../i18n/locales.ts";
import type { Site } from "../../store/format.ts";
import {
  type Diagnostic,
  type DiagnosticCode,
  type DiagnosticValues,
  diagnosticAt,
} from "../diagnostics/diagnostic.ts";
import { suggest, suggesting } from "../diagnostics/suggest.ts";
import type { CheckedArticle } from "../model.ts";
import { checkDates } from "./dates.ts";
import { checkLinks } from "./links.ts";
import { checkSlugs } from "./slugs.ts";

/** @param now milliseconds since 1970. */
export function checkContent(
  { site, articles }: { site: Site; articles: readonly CheckedArticle[] },
  now: number,
  diagnostics: Diagnostic[],
): void {
  const ids = new Set(articles.map(({ id }) => id));
  for (const article of articles) {
    checkReferences(article, site, ids, diagnostics);
    checkDates(article, now, diagnostics);
  }
  checkSlugs(articles, diagnostics);
  checkLinks(articles, site, now, diagnostics);
}

function checkReferences(
  article: CheckedArticle,
  { sections, authors }: Site,
  ids: ReadonlySet<string>,
  diagnostics: Diagnostic[],
): void {
  const { section, author, related } = article;
  const files = locales.flatMap((locale) => article.translations[locale] ?? []);
  /** In the first file that states it: that is the one which counts. */
  const report = (field: string, code: DiagnosticCode, values: DiagnosticValues = {}) => {
    const file = files.find(({ places }) => Object.hasOwn(places, field));
    if (file) diagnostics.push(diagnosticAt(file, field, { code, values }));
  };
  const reportUnnamed = (field: "section" | "author", id: string, named: Named) => {
    const called = idsByName(named);
    const ids = Object.keys(named);
    const lower = id.toLowerCase();
    const suggestion = called.get(lower);
    const nearest = suggest(id, ids) ?? called.get(suggest(lower, called.keys()) ?? "");
    const code = field === "section" ? "unknown_section" : "unknown_author";
    report(field, code, suggestion ? { id, suggestion, context: "name" } : suggesting({ id, ids }, nearest));
  };
  const reportUnknown = (field: string, code: DiagnosticCode, id: string, known: readonly string[]) =>
    report(field, code, suggesting({ id, ids: known }, suggest(id, known)));
  if (section && isKnown(sections) && !Object.hasOwn(sections, section)) {
    reportUnnamed("section", section, sections);
  }
  for (const id of author.filter((each) => isKnown(authors) && !Object.hasOwn(authors, each))) {
    reportUnnamed("author", id, authors);
  }
  related.forEach((id, i) => {
    if (id === article.id) report(`related.${i}`, "related_itself");
    else if (!ids.has(id)) reportUnknown(`related.${i}`, "unknown_related", id, [...ids]);
  });
}

type Named = Site["sections"] | Site["authors"];

/** Ids by the names of what they stand for, of every language and in small letters. */
const idsByName = (named: Named): Map<string, string> =>
  new Map(
    Object.entries(named).flatMap(([id, entry]) => {
      const names: Record<string, string> = "name" in entry ? entry.name : entry;
      return Object.values(names).map((name) => [name.toLowerCase(), id] as const);
    }),
  );

/** Sections or authors that could not be read have their own problem. */
const isKnown = (named: object): boolean => Object.keys(named).length > 0;
