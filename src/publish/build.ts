// What was compiled + the parent release → the next release's objects. Pure assembly: same input, same bytes.
import { byNewest, type SummaryRow } from "../article/summary.ts";
import { type Locale, locales, type PerLocale } from "../i18n/locales.ts";
import {
  type ArticleEntry,
  type Catalog,
  type EditionRef,
  INLINE_SITE_MAX,
  LEAF_MAX,
  type LeafRef,
  LOG_PAGE_MAX,
  type LogEntry,
  type LogPage,
  PAST_MAX,
  type Release,
  SHARD_MAX,
  type SlugEntry,
  type SlugShard,
} from "../store/format.ts";
import { type Hash, hashOf, idSlug, slugBits } from "../store/keys.ts";
import type { Compiled, CompiledArticle } from "./compile.ts";
import { hashOfMedia, type LoadedRelease, mediaOf } from "./load.ts";

export interface BuiltRelease extends LoadedRelease {
  /** Index objects by name; those of articles are in `Compiled`. */
  objects: Map<Hash, Uint8Array>;
  changes: { added: string[]; changed: string[]; removed: string[] };
}

/**
 * @param at milliseconds since 1970 from which the release is public: when what it deletes is deleted.
 * @returns the parent itself (same hash, nothing new) when nothing has changed.
 */
export async function buildRelease(
  compiled: Compiled,
  parent: LoadedRelease | null,
  at: number,
): Promise<BuiltRelease> {
  const objects = new Map<Hash, Uint8Array>();
  const store = async (value: unknown): Promise<Hash> => {
    const bytes = new TextEncoder().encode(JSON.stringify(value));
    const hash = await hashOf(bytes);
    objects.set(hash, bytes);
    return hash;
  };

  const before = parent?.articles ?? new Map<string, ArticleEntry>();
  const articles = new Map(
    compiled.articles.map((article) => [article.row.id, buildEntry(article, before.get(article.row.id))]),
  );
  const entries = buildSlugEntries(compiled, articles);
  const slugs = await buildTrie(entries, store);
  const catalog = await store(await buildCatalog(compiled, store));
  const siteSize = new TextEncoder().encode(JSON.stringify(compiled.site)).byteLength;
  const site = siteSize <= INLINE_SITE_MAX ? compiled.site : await store(compiled.site);

  const { log, changes } = diff(before, articles, (parent?.release.sequence ?? 0) + 1, at);
  const gone = withdrawMedia(compiled, before, articles, parent?.release.gone ?? []);

  const same =
    parent !== null &&
    JSON.stringify([site, catalog, slugs, gone]) ===
      JSON.stringify([
        parent.release.site,
        parent.release.catalog,
        parent.release.slugs,
        parent.release.gone,
      ]);
  if (same) return { ...parent, objects: new Map(), changes };

  const openLog = [...(parent?.openLog ?? []), ...(parent ? log : [])];
  const closed = [...(parent?.release.log.closed ?? [])];
  while (openLog.length > LOG_PAGE_MAX) {
    const page: LogPage = openLog.splice(0, LOG_PAGE_MAX);
    closed.push([page[0]?.sequence ?? 0, await store(page)]);
  }
  const release: Release = {
    v: 1,
    sequence: (parent?.release.sequence ?? 0) + 1,
    parent: parent?.hash ?? null,
    site,
    catalog,
    slugs,
    log: { open: await store(openLog), closed },
    gone,
  };
  const hash = await store(release);
  return {
    hash,
    release,
    articles,
    openLog,
    media: mediaOf(articles),
    reach: new Set(objects.keys()),
    objects,
    changes,
  };
}

function buildEntry({ row, media }: CompiledArticle, before: ArticleEntry | undefined): ArticleEntry {
  const editions: PerLocale<EditionRef> = {};
  const past: PerLocale<Hash[]> = {};
  for (const locale of locales) {
    const edition = row.editions[locale];
    if (!edition) continue;
    const { slug, revision, inLanguage } = edition;
    editions[locale] = inLanguage === locale ? [slug, revision] : [slug, revision, inLanguage as Locale];
    const last = before?.[locale]?.[1];
    const earlier = before?.past?.[locale] ?? [];
    const history = last === undefined || last === revision ? earlier : [last, ...earlier];
    const kept = history.filter((hash) => hash !== revision).slice(0, PAST_MAX);
    if (kept.length > 0) past[locale] = kept;
  }
  const shown = [...new Set([...(before?.media ?? []), ...media])].sort();
  return {
    id: row.id,
    ...editions,
    ...(Object.keys(past).length > 0 && { past }),
    ...(shown.length > 0 && { media: shown }),
  };
}

function buildSlugEntries(
  compiled: Compiled,
  articles: ReadonlyMap<string, ArticleEntry>,
): Map<string, SlugEntry> {
  const entries = new Map<string, SlugEntry>();
  for (const { row, aliases } of compiled.articles) {
    const entry = articles.get(row.id) as ArticleEntry;
    entries.set(idSlug(row.id), entry);
    for (const { slug } of Object.values(row.editions)) entries.set(slug, entry);
    for (const [alias, to] of aliases) entries.set(alias, { to });
  }
  for (const { id, slugs, gone, note } of compiled.retracted) {
    for (const slug of [idSlug(id), ...slugs]) entries.set(slug, { id, gone, note });
  }
  return entries;
}

type Store = (value: unknown) => Promise<Hash>;

/** A shard over its size is split in two by the next bit of its slugs' hashes. */
async function buildTrie(entries: ReadonlyMap<string, SlugEntry>, store: Store): Promise<Release["slugs"]> {
  const leaves: Release["slugs"] = [];
  const split = async (prefix: string, slugs: [bits: string, slug: string][]): Promise<void> => {
    if (slugs.length > SHARD_MAX) {
      for (const bit of ["0", "1"]) {
        const deeper = prefix + bit;
        await split(
          deeper,
          slugs.filter(([bits]) => bits.startsWith(deeper)),
        );
      }
      return;
    }
    const shard: SlugShard = Object.fromEntries(
      slugs.map(([, slug]) => [slug, entries.get(slug) as SlugEntry]),
    );
    leaves.push([prefix, await store(shard)]);
  };
  const slugs = [...entries.keys()].sort();
  await split(
    "",
    await Promise.all(slugs.map(async (slug): Promise<[string, string]> => [await slugBits(slug), slug])),
  );
  return leaves;
}

/** Every section and author has a list, also an empty one: that is how a filter is known to exist. */
async function buildCatalog({ site, articles }: Compiled, store: Store): Promise<Catalog> {
  const lists: Record<string, SummaryRow[]> = { all: [] };
  for (const id of Object.keys(site.sections).sort()) lists[`s:${id}`] = [];
  for (const id of Object.keys(site.authors).sort()) lists[`a:${id}`] = [];
  for (const { row } of articles) {
    for (const key of ["all", `s:${row.section}`, ...row.author.map(({ id }) => `a:${id}`)])
      lists[key]?.push(row);
  }
  const catalog: Catalog = {};
  for (const [key, rows] of Object.entries(lists))
    catalog[key] = await buildLeaves(rows.sort(byNewest), store);
  return catalog;
}

/** Leaves are filled from the oldest row, so that a new article rewrites the newest leaf only. */
async function buildLeaves(rows: readonly SummaryRow[], store: Store): Promise<LeafRef[]> {
  const leaves: LeafRef[] = [];
  for (let end = rows.length; end > 0; end -= LEAF_MAX) {
    const leaf = rows.slice(Math.max(0, end - LEAF_MAX), end);
    const counts: LeafRef[2] = {};
    for (const locale of locales) {
      const editions = leaf.flatMap((row) => row.editions[locale] ?? []);
      counts[locale] = [editions.length, editions.filter(({ inLanguage }) => inLanguage === locale).length];
    }
    const { datePublished, id } = leaf[0] as SummaryRow;
    leaves.unshift([await store(leaf), leaf.length, counts, [datePublished, id]]);
  }
  return leaves;
}

/** What changed for clients, as the sync log has it. */
function diff(
  before: ReadonlyMap<string, ArticleEntry>,
  after: ReadonlyMap<string, ArticleEntry>,
  sequence: number,
  at: number,
): { log: LogEntry[]; changes: BuiltRelease["changes"] } {
  const log: LogEntry[] = [];
  const changes: BuiltRelease["changes"] = { added: [], changed: [], removed: [] };
  const deletedAt = new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
  for (const id of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, now] = [before.get(id), after.get(id)];
    const editions: PerLocale<[string, Hash]> = {};
    const deleted: PerLocale<string> = {};
    for (const locale of locales) {
      const [was, is] = [old?.[locale], now?.[locale]];
      if (is && (is[0] !== was?.[0] || is[1] !== was[1])) editions[locale] = [is[0], is[1]];
      if (was && !is) deleted[locale] = deletedAt;
    }
    const lost = Object.keys(deleted).length > 0;
    if (!lost && Object.keys(editions).length === 0) continue;
    log.push({ sequence, id, ...editions, ...(lost && { deleted }) });
    (now ? (old ? changes.changed : changes.added) : changes.removed).push(id);
  }
  return { log, changes };
}

/**
 * The pictures of an article that is gone are withdrawn, all that it ever showed, unless another article shows them.
 * A picture that an edit replaced stays: past revisions still show it.
 */
function withdrawMedia(
  compiled: Compiled,
  before: ReadonlyMap<string, ArticleEntry>,
  after: ReadonlyMap<string, ArticleEntry>,
  goneBefore: readonly Hash[],
): Hash[] {
  const gone = new Set(goneBefore);
  for (const [id, { media = [] }] of before) {
    if (!after.has(id)) for (const file of media) gone.add(hashOfMedia(file));
  }
  for (const hash of compiled.media.keys()) gone.delete(hash);
  return [...gone].sort();
}
