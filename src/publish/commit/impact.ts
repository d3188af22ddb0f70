// The impact of a release on readers, beyond new, changed and removed articles.
import { type Locale, locales } from "../../i18n/locales.ts";
import type { SlugEntry } from "../../store/format.ts";
import { idSlug } from "../../store/keys.ts";
import type { LoadedRelease } from "../build/release-reader.ts";
import type { ReleaseChanges } from "../build/sync-log.ts";
import type { CheckedArticle } from "../model.ts";

export type Effect =
  /**
   * Why it is not there any more: the newsroom took it back; its folder is gone; another article has its addresses; all
   * its texts are drafts.
   */
  | { kind: "withdrawn" | "deleted" | "replaced" | "draft" }
  /** Nor this one, until a moment (milliseconds since 1970): it has a `publishAt` to come. */
  | { kind: "scheduled"; until: number }
  /** It was withdrawn, and is not any more. */
  | { kind: "restored" }
  /** Languages that it had. */
  | { kind: "languageLost"; languages: Locale[] };

/** By article id. */
export type Impact = ReadonlyMap<string, readonly Effect[]>;

/** @param content what the release is made of, by id. @param now milliseconds since 1970. */
export function impactOf(
  { added, changed, removed }: ReleaseChanges,
  before: LoadedRelease | null,
  after: Pick<LoadedRelease, "articles" | "shards">,
  content: readonly CheckedArticle[],
  now: number,
): Impact {
  if (!before) return new Map();
  const sources = new Map(content.map((article) => [article.id, article]));
  return new Map<string, readonly Effect[]>([
    ...removed.map((id) => [id, [reasonFor(id, sources.get(id), before, after, now)]] as const),
    ...impactOnPresent({ added, changed }, before, after),
  ]);
}

/** Of articles that are there afterwards. */
export function impactOnPresent(
  { added, changed }: Pick<ReleaseChanges, "added" | "changed">,
  before: LoadedRelease,
  after: Pick<LoadedRelease, "articles">,
): Impact {
  const found = new Map<string, Effect[]>();
  for (const id of added)
    if ("gone" in (entryOf(before, idSlug(id)) ?? {})) found.set(id, [{ kind: "restored" }]);
  for (const id of changed) {
    const losses = lostLanguages(id, before, after);
    if (losses.length > 0) found.set(id, losses);
  }
  return found;
}

/** A slug that leads nowhere from now on. */
export interface LostSlug {
  slug: string;
  /** The article that it led to. */
  id: string;
  /** Whether it told why the article was withdrawn. */
  isNote: boolean;
}

/**
 * Slugs, former ones too, of articles that are still there, or whose note goes.
 * @param content what the release is made of: a slug that it has is a draft's, which comes back.
 */
export function lostSlugs(
  before: LoadedRelease | null,
  after: Pick<LoadedRelease, "articles" | "shards">,
  content: readonly CheckedArticle[],
): LostSlug[] {
  if (!before) return [];
  const gone = slugsGone(before, after);
  if (gone.length === 0) return [];
  const kept = new Set(
    content.flatMap(({ translations }) =>
      Object.values(translations).flatMap(({ slug, aliases }) => [slug, ...aliases]),
    ),
  );
  return gone.flatMap(([slug, entry]): LostSlug[] => {
    const owner = "to" in entry ? entryOf(before, entry.to) : entry;
    if (!owner || "to" in owner || kept.has(slug)) return [];
    const isNote = "gone" in owner;
    return isNote || after.articles.has(owner.id) ? [{ slug, id: owner.id, isNote }] : [];
  });
}

/** Slugs that are not there any more, with what they led to. */
function slugsGone(
  before: Pick<LoadedRelease, "shards">,
  after: Pick<LoadedRelease, "shards">,
): [slug: string, entry: SlugEntry][] {
  const changed = [...before.shards].filter(([prefix, { hash }]) => after.shards.get(prefix)?.hash !== hash);
  const slugs = changed.flatMap(([, { entries }]) => Object.entries(entries));
  if (slugs.length === 0) return [];
  const left = new Set([...after.shards.values()].flatMap(({ entries }) => Object.keys(entries)));
  return slugs.filter(([slug]) => !slug.startsWith("@") && !left.has(slug));
}

function reasonFor(
  id: string,
  source: CheckedArticle | undefined,
  before: LoadedRelease,
  after: Pick<LoadedRelease, "shards">,
  now: number,
): Effect {
  const until = source?.publishAt === undefined ? now : Date.parse(source.publishAt);
  if (until > now) return { kind: "scheduled", until };
  if (source) return { kind: source.retracted ? "withdrawn" : "draft" };
  const was = before.articles.get(id);
  const isTaken = locales.some((locale) => was?.[locale] && entryOf(after, was[locale][0]));
  return { kind: isTaken ? "replaced" : "deleted" };
}

function lostLanguages(id: string, before: LoadedRelease, after: Pick<LoadedRelease, "articles">): Effect[] {
  const hasOwn = (release: Pick<LoadedRelease, "articles">, locale: Locale) => {
    const edition = release.articles.get(id)?.[locale];
    return edition !== undefined && edition[2] === undefined;
  };
  const languages = locales.filter((locale) => hasOwn(before, locale) && !hasOwn(after, locale));
  return languages.length > 0 ? [{ kind: "languageLost", languages }] : [];
}

function entryOf({ shards }: Pick<LoadedRelease, "shards">, slug: string) {
  for (const { entries } of shards.values()) if (Object.hasOwn(entries, slug)) return entries[slug];
  return undefined;
}
