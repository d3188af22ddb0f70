// Compiled articles + the parent release → the next release's objects. Pure assembly: same input, same bytes.
import type { StoredArticle } from "../../article/article.ts";
import { type Locale, locales, type PerLocale } from "../../i18n/locales.ts";
import {
  type ArticleEntry,
  type EditionRef,
  type GoneEntry,
  INLINE_SITE_MAX,
  type Leaf,
  type ListKey,
  type Release,
  type Site,
  type SlugEntry,
} from "../../store/format.ts";
import { type Hash, idSlug } from "../../store/keys.ts";
import { parseObject } from "../../store/objects.ts";
import { hashOfMedia } from "../../store/references.ts";
import type { Compiled, CompiledArticle, Encode, ObjectReader, Shards } from "../model.ts";
import { buildCatalog, type Placement, type RowChange } from "./lists.ts";
import { NewObjects } from "./new-objects.ts";
import { type LoadedRelease, mediaOf, reachOf } from "./release-reader.ts";
import { losesLanguage, objectsNaming, revisionsOf } from "./revisions.ts";
import { buildTrie } from "./slugs.ts";
import { appendLog, diff, type ReleaseChanges } from "./sync-log.ts";

export interface BuiltRelease extends LoadedRelease {
  /** Index objects by name; those of articles are in `Compiled`. */
  objects: Map<Hash, Encode>;
  changes: ReleaseChanges;
}

/**
 * @param at milliseconds since 1970 from which the release is public: when what it deletes is deleted.
 * @param readObject an object that the parent leads to.
 * @returns the parent itself (same hash, nothing new) when nothing has changed.
 */
export async function buildRelease(
  compiled: Compiled,
  parent: LoadedRelease | null,
  at: number,
  readObject: ObjectReader,
): Promise<BuiltRelease> {
  const { values: objects, store } = new NewObjects();

  const before = parent?.articles ?? new Map<string, ArticleEntry>();
  const rows = new Map(compiled.articles.map(({ row }) => [row.id, row]));
  const withdrawn = new Set(
    [...before.values()]
      .filter((entry) => losesLanguage(entry, rows.get(entry.id)?.editions ?? {}))
      .map(({ id }) => id),
  );
  const hidden = await objectsNaming(withdrawn, rows.values(), before, readObject);
  const articles = new Map(
    compiled.articles.map((article) => {
      const { id } = article.row;
      return [id, buildEntry(article, before.get(id), hidden)];
    }),
  );
  const entries = buildSlugEntries(compiled, articles, parent?.shards ?? new Map());
  const shards = await buildTrie(parent?.shards ?? new Map(), entries, store);
  const slugs = [...shards].map(([prefix, { hash }]): [string, Hash] => [prefix, hash]);
  const rowChanges = await changedRows(compiled, before, articles, readObject);
  const catalog = await buildCatalog(
    parent?.catalog ?? {},
    listKeys(compiled.site),
    rowChanges,
    async (hash) => parseObject<Leaf>(await (objects.get(hash)?.() ?? readObject(hash))),
    store,
  );
  const root = await store(catalog);
  const siteSize = new TextEncoder().encode(JSON.stringify(compiled.site)).byteLength;
  const site = siteSize <= INLINE_SITE_MAX ? compiled.site : await store(compiled.site);

  const sequence = (parent?.release.sequence ?? 0) + 1;
  const { log: entriesOfLog, changes } = diff(before, articles, sequence, at);
  const gone = withdrawMedia(before, articles, parent?.release.gone ?? [], compiled.media.keys());

  const withheld = withhold(
    [...(parent?.release.withheld ?? []), ...compiled.withheld],
    mediaOf(articles),
    gone,
  );

  const content = contentOf({ site, catalog: root, slugs, gone, ...withheld });
  const same = parent !== null && JSON.stringify(content) === JSON.stringify(contentOf(parent.release));
  if (same) return { ...parent, objects: new Map(), changes };

  const { log, openLog } = parent
    ? await appendLog(parent, { sequence, at, entries: entriesOfLog }, readObject, store)
    : { log: { open: await store([]), closed: [], first: 0, end: 0 }, openLog: [] };
  const release: Release = {
    v: 1,
    sequence,
    parent: parent?.hash ?? null,
    log,
    ...content,
  };
  const hash = await store(release);
  const next = { hash, release, catalog, shards, articles, openLog };
  return { ...next, ...reachOf(next), objects, changes };
}

/** The common part of two releases with the same content. */
const contentOf = ({
  site,
  catalog,
  slugs,
  gone,
  withheld,
}: Omit<Release, "v" | "sequence" | "parent" | "log">) => ({
  site,
  catalog,
  slugs,
  gone,
  ...(withheld && { withheld }),
});

const listKeys = ({ sections, authors }: Site): ListKey[] => [
  "all",
  ...Object.keys(sections)
    .sort()
    .map((id): ListKey => `s:${id}`),
  ...Object.keys(authors)
    .sort()
    .map((id): ListKey => `a:${id}`),
];

/**
 * The rows that are new, other or gone. A row says nothing that is not in its articles too, so it has changed if one
 * of them has; where it stood is read from the article that it led to.
 */
async function changedRows(
  compiled: Compiled,
  before: ReadonlyMap<string, ArticleEntry>,
  after: ReadonlyMap<string, ArticleEntry>,
  readObject: ObjectReader,
): Promise<RowChange[]> {
  const changes: RowChange[] = [];
  for (const { row } of compiled.articles) {
    const was = before.get(row.id);
    if (was && sameEditions(was, after.get(row.id))) continue;
    changes.push({ before: was ? await placementOf(was, readObject) : null, after: row });
  }
  for (const [id, was] of before) {
    if (!after.has(id)) changes.push({ before: await placementOf(was, readObject), after: null });
  }
  return changes;
}

const sameEditions = (a: ArticleEntry, b: ArticleEntry | undefined): boolean =>
  JSON.stringify(locales.map((locale) => a[locale])) === JSON.stringify(locales.map((locale) => b?.[locale]));

async function placementOf(entry: ArticleEntry, readObject: ObjectReader): Promise<Placement> {
  const [edition] = locales.flatMap((locale) => (entry[locale] ? [entry[locale]] : []));
  if (!edition) throw new Error(`${entry.id} has no edition`);
  const { datePublished, section, author } = parseObject<StoredArticle>(await readObject(edition[1]));
  return { id: entry.id, datePublished, section: section.id, author: author.map(({ id }) => id) };
}

function buildEntry(
  { row, media }: CompiledArticle,
  before: ArticleEntry | undefined,
  hidden: ReadonlySet<Hash>,
): ArticleEntry {
  const editions: PerLocale<EditionRef> = {};
  for (const locale of locales) {
    const edition = row.editions[locale];
    if (!edition) continue;
    const { slug, revision, inLanguage } = edition;
    editions[locale] = inLanguage === locale ? [slug, revision] : [slug, revision, inLanguage as Locale];
  }
  const past = revisionsOf(row, before, hidden);
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
  shards: Shards,
): Map<string, SlugEntry> {
  const entries = new Map<string, SlugEntry>();
  for (const { row, aliases } of compiled.articles) {
    const entry = articles.get(row.id) as ArticleEntry;
    entries.set(idSlug(row.id), entry);
    // Only who asks for a picture asks for these, and by the article's id.
    const { media: _, ...short } = entry;
    for (const { slug } of Object.values(row.editions)) entries.set(slug, short);
    for (const [alias, to] of aliases) entries.set(alias, { to });
  }
  const withdrawn = new Map(compiled.retracted.map(({ id, gone, note }) => [id, { id, gone, note }]));
  for (const { id, slugs } of compiled.retracted) {
    for (const slug of [idSlug(id), ...slugs]) entries.set(slug, withdrawn.get(id) as GoneEntry);
  }
  // A slug that the article had until now leads to its note as well, also that of a translation whose file is gone.
  for (const [slug, id] of withdrawn.size > 0 ? slugOwners(shards) : []) {
    const gone = withdrawn.get(id);
    if (gone && !entries.has(slug)) entries.set(slug, gone);
  }
  return entries;
}

/** Every slug and former slug with the id of its article. */
function* slugOwners(shards: Shards): Generator<[slug: string, id: string]> {
  const all = new Map([...shards.values()].flatMap(({ entries }) => Object.entries(entries)));
  for (const [slug, entry] of all) {
    const owner = "to" in entry ? all.get(entry.to) : entry;
    if (owner && "id" in owner) yield [slug, owner.id];
  }
}

/**
 * The pictures of an article that is gone are withdrawn, all that it ever showed, unless another article shows them.
 * A picture that an edit replaced stays: past revisions still show it.
 */
export function withdrawMedia(
  before: ReadonlyMap<string, ArticleEntry>,
  after: ReadonlyMap<string, ArticleEntry>,
  goneBefore: readonly Hash[],
  shown: Iterable<Hash>,
): Hash[] {
  const gone = new Set(goneBefore);
  for (const [id, { media = [] }] of before) {
    if (!after.has(id)) for (const file of media) gone.add(hashOfMedia(file));
  }
  for (const hash of shown) gone.delete(hash);
  return [...gone].sort();
}

/**
 * What is withheld stays so until an article shows it, also when it is not scheduled any more: KV still has it.
 * @param shown what articles show or have shown. @param gone what is withdrawn, which is told from what never was there.
 */
export function withhold(
  media: readonly Hash[],
  shown: ReadonlySet<Hash>,
  gone: readonly Hash[],
): Pick<Release, "withheld"> {
  const withheld = [...new Set(media)].filter((hash) => !shown.has(hash) && !gone.includes(hash));
  return withheld.length > 0 ? { withheld: withheld.sort() } : {};
}
