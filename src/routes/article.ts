// One article: by slug in a locale, by slug in the negotiated locale, by id.
import { isSlug } from "../article/identifiers.ts";
import { articleApiPath, articlePagePath } from "../article/paths.ts";
import { fallbackAllowed, oneOf, searchOf, single } from "../http/query.ts";
import { DEFAULT_LOCALE, type Locale, locales } from "../i18n/locales.ts";
import { articleJsonKey, articleKey, THEMES } from "../render/representation-key.ts";
import type { AliasEntry, ArticleEntry, EditionRef, GoneEntry, SlugEntry } from "../store/format.ts";
import { HASH_PATTERN, type Hash } from "../store/keys.ts";
import type { ReleaseIndex } from "../store/release-index.ts";
import { ARTICLE_FORMATS, type ArticleFormat, type ArticleFormatRow } from "./article-formats.ts";
import { type Problem, problem, type RequestContext, type Result } from "./result.ts";

/** GET an article in a format, with the locale in the path or negotiated. */
export function article(format: ArticleFormat, build: string) {
  const row: ArticleFormatRow = ARTICLE_FORMATS[format];
  const suffix = /\{slug\}([^/]*)/.exec(row.path.template)?.[1] ?? "";
  return async (context: RequestContext): Promise<Result> => {
    const { release, locale, negotiated, params, query } = context;
    const { slug: segment = "" } = params;
    const slug = segment.slice(0, segment.length - suffix.length);
    const fallback = fallbackAllowed(query);
    const theme = row.themed ? oneOf(query, "theme", THEMES) : null;
    // A revision belongs to one language, which a negotiated URL leaves open.
    const revision = row.revisions && !negotiated ? single(query, "revision") : null;
    if (revision !== null && !HASH_PATTERN.test(revision)) return problem("revision_not_found");
    const search = searchOf({ fallback: fallback ? null : "none", theme, revision });
    const path = (inLocale: Locale, ofSlug: string) =>
      (negotiated && row.negotiated ? row.negotiated.path(ofSlug) : row.path(inLocale, ofSlug)) + search;

    // The trie also holds keys that are no slugs (`@id`): nobody gets at those through a slug.
    const entry = isSlug(slug) ? await release.slug(slug) : null;
    if (!entry) return problem("article_not_found");
    if (isAlias(entry)) return { kind: "redirect", status: 308, to: path(locale, entry.to) };
    if (isGone(entry)) return retracted(entry, locale);

    const found = chooseEdition(entry, locale, fallback, negotiated);
    if (!found) return notInLocale(entry, row.alternates);
    const [contentOf, [canonicalSlug, hash, inLanguage]] = found;
    const explicit = row.path(contentOf, canonicalSlug) + search;
    if (negotiated && row.negotiated?.gives === "redirect")
      return { kind: "redirect", status: 302, to: explicit };
    // A negotiated URL takes any locale's slug: the same link works for every reader.
    if (!negotiated && slug !== canonicalSlug)
      return { kind: "redirect", status: 308, to: path(locale, canonicalSlug) };
    const { headers } = row;
    const url = path(locale, slug);
    if (revision !== null) {
      const language = languageOfRevision(entry, locale, revision);
      if (!language || !(fallback || language === locale)) return problem("revision_not_found");
      return {
        kind: "representation",
        url,
        key: articleJsonKey(revision),
        headers,
        language,
        immutable: true,
      };
    }
    const representation =
      format === "article.json"
        ? { key: articleJsonKey(hash) }
        : {
            key: articleKey(format, { build, site: await release.siteHash() }, hash, theme ? { theme } : {}),
            release: release.hash,
          };
    return {
      kind: "representation",
      url,
      ...representation,
      headers,
      language: inLanguage ?? contentOf,
      ...(negotiated && { contentLocation: explicit }),
    };
  };
}

/** GET /v1/{locale}/by-id/{id}: slugs differ by locale, ids do not. */
export async function articleById({ release, locale, params, query }: RequestContext): Promise<Result> {
  const fallback = fallbackAllowed(query);
  const entry = await release.article(params.id ?? "");
  if (!entry) return problem("article_not_found");
  if (isGone(entry)) return retracted(entry, locale);
  const found = chooseEdition(entry, locale, fallback, false);
  if (!found) return notInLocale(entry);
  return {
    kind: "redirect",
    status: 307,
    to: articleApiPath(locale, found[1][0]) + searchOf({ fallback: fallback ? null : "none" }),
  };
}

/**
 * The article that a page's slug leads to, whichever of its slugs it is: for who asks about a URL and does not follow
 * redirects.
 * @param locale `null` for a URL that leaves it to the reader.
 */
export async function resolveSlug(
  release: ReleaseIndex,
  locale: Locale | null,
  slug: string,
): Promise<{ locale: Locale; slug: string; article: Hash; language: Locale } | Problem> {
  const named = isSlug(slug) ? await release.slug(slug) : null;
  const entry = named && isAlias(named) ? await release.slug(named.to) : named;
  if (!entry || isAlias(entry)) return problem("article_not_found");
  if (isGone(entry)) return retracted(entry, locale ?? DEFAULT_LOCALE);
  const found = chooseEdition(entry, locale ?? DEFAULT_LOCALE, true, locale === null);
  if (!found) return notInLocale(entry);
  const [of, [canonicalSlug, article, language = of]] = found;
  return { locale: of, slug: canonicalSlug, article, language };
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

/** @returns `null` if this is none of the revisions that are kept for the requested `locale`. */
function languageOfRevision(entry: ArticleEntry, locale: Locale, revision: Hash): Locale | null {
  const [, current, inLanguage = locale] = entry[locale] ?? [];
  if (revision === current) return inLanguage;
  const past = entry.past?.[locale]?.map((each) => each.split(".") as [Hash, Locale?]) ?? [];
  const found = past.find(([hash]) => hash === revision);
  return found ? (found[1] ?? locale) : null;
}

const isAlias = (entry: SlugEntry): entry is AliasEntry => "to" in entry;
const isGone = (entry: SlugEntry): entry is GoneEntry => "gone" in entry;

/** The languages that an article has been written in or translated to. */
const nativeLocales = (entry: ArticleEntry): Locale[] =>
  locales.filter((locale) => entry[locale] && !entry[locale][2]);

/** @param path to which readers of another language are sent. */
function notInLocale(
  entry: ArticleEntry,
  path: (locale: Locale, slug: string) => string = articlePagePath,
): Problem {
  const available = nativeLocales(entry);
  const alternates = available.map((locale) => ({ locale, url: path(locale, entry[locale]?.[0] ?? "") }));
  return { ...problem("article_not_found", { available }), alternates };
}

function retracted({ gone, note }: GoneEntry, locale: Locale): Problem {
  const noteLanguage = [locale, ...locales].find((candidate) => note[candidate]);
  const text = noteLanguage && note[noteLanguage];
  return problem("article_retracted", { retractedAt: gone, ...(text && { note: text, noteLanguage }) });
}
