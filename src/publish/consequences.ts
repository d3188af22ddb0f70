// What a release means for readers of an article, beyond its being new, other or gone.
import { articlePagePath } from "../article/paths.ts";
import { type Locale, locales } from "../i18n/locales.ts";
import { idSlug } from "../store/keys.ts";
import type { ReleaseChanges } from "./build-log.ts";
import type { CheckedArticle } from "./check-article.ts";
import type { LoadedRelease } from "./load.ts";

export type Consequence =
  /** Why it is not there any more: the newsroom took it back; its folder is gone; all its texts are drafts. */
  | { kind: "withdrawn" | "deleted" | "draft" }
  /** Nor this one, until a moment (milliseconds since 1970): it has a `publishAt` to come. */
  | { kind: "scheduled"; until: number }
  /** It was withdrawn, and is not any more. */
  | { kind: "restored" }
  /** Languages that it had. */
  | { kind: "languageLost"; languages: Locale[] }
  /** An address that leads nowhere from now on, and the slug that it ends with. */
  | { kind: "addressLost"; url: string; slug: string };

/** By article id. */
export type Consequences = ReadonlyMap<string, readonly Consequence[]>;

/** @param content what the release is made of, by id. @param now milliseconds since 1970. */
export function consequencesOf(
  { added, changed, removed }: ReleaseChanges,
  before: LoadedRelease | null,
  after: Pick<LoadedRelease, "articles" | "shards">,
  content: readonly CheckedArticle[],
  now: number,
): Consequences {
  if (!before) return new Map();
  const sources = new Map(content.map((article) => [article.id, article]));
  const found = new Map<string, Consequence[]>(removed.map((id) => [id, [reasonFor(sources.get(id), now)]]));
  for (const id of restoredBy(before, added)) found.set(id, [{ kind: "restored" }]);
  for (const id of changed) {
    const losses = [...lostLanguages(id, before, after), ...lostAddresses(id, before, after)];
    if (losses.length > 0) found.set(id, losses);
  }
  return found;
}

/** Ids among `added` that are withdrawn in `before`. */
export const restoredBy = (before: LoadedRelease, added: readonly string[]): string[] =>
  added.filter((id) => "gone" in (entryOf(before, idSlug(id)) ?? {}));

function reasonFor(source: CheckedArticle | undefined, now: number): Consequence {
  if (!source) return { kind: "deleted" };
  if (source.retracted) return { kind: "withdrawn" };
  const until = source.publishAt === undefined ? now : Date.parse(source.publishAt);
  return until > now ? { kind: "scheduled", until } : { kind: "draft" };
}

function lostLanguages(
  id: string,
  before: LoadedRelease,
  after: Pick<LoadedRelease, "articles">,
): Consequence[] {
  const hasOwn = (release: Pick<LoadedRelease, "articles">, locale: Locale) => {
    const edition = release.articles.get(id)?.[locale];
    return edition !== undefined && edition[2] === undefined;
  };
  const languages = locales.filter((locale) => hasOwn(before, locale) && !hasOwn(after, locale));
  return languages.length > 0 ? [{ kind: "languageLost", languages }] : [];
}

function lostAddresses(
  id: string,
  before: LoadedRelease,
  after: Pick<LoadedRelease, "articles" | "shards">,
): Consequence[] {
  const [was, is] = [before.articles.get(id), after.articles.get(id)];
  return locales.flatMap((locale): Consequence[] => {
    const [slug, , inLanguage] = was?.[locale] ?? [];
    if (slug === undefined || inLanguage !== undefined || slug === is?.[locale]?.[0]) return [];
    if (entryOf(after, slug)) return [];
    return [{ kind: "addressLost", url: articlePagePath(locale, slug), slug }];
  });
}

function entryOf({ shards }: Pick<LoadedRelease, "shards">, slug: string) {
  for (const { entries } of shards.values()) if (Object.hasOwn(entries, slug)) return entries[slug];
  return undefined;
}
