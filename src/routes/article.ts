// One article: by slug in a locale, by slug in the negotiated locale, by id.
import { isSlug } from "../article/identifiers.ts";
import { articleApiPath, negotiatedArticleApiPath } from "../article/paths.ts";
import { fallbackAllowed } from "../http/query.ts";
import { type Locale, locales } from "../i18n/locales.ts";
import { articleAddress } from "../render/address.ts";
import type { AliasEntry, ArticleEntry, EditionRef, GoneEntry, SlugEntry } from "../store/format.ts";
import { type Ask, type Outcome, type Problem, problem } from "./outcome.ts";

/** GET /v1/{locale}/articles/{slug} and /v1/articles/{slug} */
export async function article({ release, locale, negotiated, params, query }: Ask): Promise<Outcome> {
  const { slug = "" } = params;
  const fallback = fallbackAllowed(query);
  const search = fallback ? "" : "?fallback=none";
  const path = (inLocale: Locale, ofSlug: string) =>
    (negotiated ? negotiatedArticleApiPath(ofSlug) : articleApiPath(inLocale, ofSlug)) + search;

  // The trie also holds keys that are no slugs (`@id`): nobody gets at those through a slug.
  const entry = isSlug(slug) ? await release.slug(slug) : null;
  if (!entry) return problem("article_not_found");
  if (isAlias(entry)) return { kind: "moved", status: 308, to: path(locale, entry.to) };
  if (isGone(entry)) return retracted(entry, locale);

  const found = chooseEdition(entry, locale, fallback, negotiated);
  if (!found) return notInLocale(entry);
  const [contentOf, [canonicalSlug, hash, inLanguage]] = found;
  // A negotiated URL takes any locale's slug: the same link works for every reader.
  if (!negotiated && slug !== canonicalSlug)
    return { kind: "moved", status: 308, to: path(locale, canonicalSlug) };
  return {
    kind: "found",
    url: path(locale, slug),
    address: articleAddress(hash),
    headers: "json",
    language: inLanguage ?? contentOf,
    ...(negotiated && { contentLocation: articleApiPath(contentOf, canonicalSlug) + search }),
  };
}

/** GET /v1/{locale}/by-id/{id}: slugs differ by locale, ids do not. */
export async function articleById({ release, locale, params, query }: Ask): Promise<Outcome> {
  const fallback = fallbackAllowed(query);
  const entry = await release.article(params.id ?? "");
  if (!entry) return problem("article_not_found");
  if (isGone(entry)) return retracted(entry, locale);
  const found = chooseEdition(entry, locale, fallback, false);
  if (!found) return notInLocale(entry);
  return {
    kind: "moved",
    status: 307,
    to: articleApiPath(locale, found[1][0]) + (fallback ? "" : "?fallback=none"),
  };
}

/**
 * @param anyLocale whether another language is better than none: Accept-Language is a wish, not a condition.
 * @returns the requested locale that the edition belongs to, with the edition.
 */
function chooseEdition(
  entry: ArticleEntry,
  locale: Locale,
  fallback: boolean,
  anyLocale: boolean,
): [Locale, EditionRef] | null {
  const order = anyLocale && fallback ? [locale, ...nativeLocales(entry)] : [locale];
  for (const candidate of order) {
    const edition = entry[candidate];
    if (edition && (fallback || !edition[2])) return [candidate, edition];
  }
  return null;
}

const isAlias = (entry: SlugEntry): entry is AliasEntry => "to" in entry;
const isGone = (entry: SlugEntry): entry is GoneEntry => "gone" in entry;

/** The languages that an article has been written in or translated to. */
const nativeLocales = (entry: ArticleEntry): Locale[] =>
  locales.filter((locale) => entry[locale] && !entry[locale][2]);

const notInLocale = (entry: ArticleEntry): Problem =>
  problem("article_not_found", { available: nativeLocales(entry) });

function retracted({ gone, note }: GoneEntry, locale: Locale): Problem {
  const noteLanguage = [locale, ...locales].find((candidate) => note[candidate]);
  const text = noteLanguage && note[noteLanguage];
  return problem("article_retracted", { retractedAt: gone, ...(text && { note: text, noteLanguage }) });
}
