// A stored release as the publisher needs it: its entries, its open log page and the names of all it reaches.
import { locales } from "../i18n/locales.ts";
import type {
  ArticleEntry,
  Catalog,
  LogPage,
  MediaFile,
  PastRevision,
  Release,
  SlugShard,
} from "../store/format.ts";
import { type Hash, hashOf, objectKey } from "../store/keys.ts";
import type { Shards } from "./build-slugs.ts";
import { CommandError } from "./command-error.ts";
import type { PublishKv } from "./kv.ts";

/**
 * Reads an object by its name, each once. What is asked for in the same turn is read together.
 * It throws if an object is not there whole: a publish never builds on what it cannot read.
 */
export type ObjectReader = (hash: Hash) => Promise<Uint8Array>;

export interface LoadedRelease {
  hash: Hash;
  release: Release;
  catalog: Catalog;
  shards: Shards;
  /** By article id. */
  articles: ReadonlyMap<string, ArticleEntry>;
  openLog: LogPage;
  /** Names of every object that the release leads to, itself included. */
  reach: Set<Hash>;
  /** Pictures that the release's articles show or have shown. */
  media: Set<Hash>;
}

export function objectReader(kv: PublishKv): ObjectReader {
  const read = new Map<Hash, Promise<Uint8Array>>();
  let batch: { names: Hash[]; values: Promise<Map<string, Uint8Array>> } | null = null;
  const readSoon = (hash: Hash): Promise<Map<string, Uint8Array>> => {
    if (!batch) {
      const names: Hash[] = [];
      const values = Promise.resolve().then(() => {
        batch = null;
        return kv.get(names.map(objectKey));
      });
      batch = { names, values };
    }
    batch.names.push(hash);
    return batch.values;
  };
  return (hash) => {
    const found =
      read.get(hash) ?? readSoon(hash).then((values) => checked(hash, values.get(objectKey(hash))));
    read.set(hash, found);
    return found;
  };
}

async function checked(hash: Hash, bytes: Uint8Array | undefined): Promise<Uint8Array> {
  if (!bytes || (await hashOf(bytes)) !== hash) {
    throw new CommandError("publish.refused.object", {
      key: objectKey(hash),
      context: bytes ? "damaged" : "",
    });
  }
  return bytes;
}

/** @throws see ObjectReader. */
export async function loadRelease(readObject: ObjectReader, hash: Hash): Promise<LoadedRelease> {
  const read = async <T>(name: Hash): Promise<T> => parseObject(await readObject(name));
  const release = await read<Release>(hash);
  const [catalog, openLog, ...shards] = await Promise.all([
    read<Catalog>(release.catalog),
    read<LogPage>(release.log.open),
    ...release.slugs.map(
      async ([prefix, name]) => [prefix, { hash: name, entries: await read<SlugShard>(name) }] as const,
    ),
  ]);
  const articles = new Map<string, ArticleEntry>();
  for (const [key, entry] of shards.flatMap(([, { entries }]) => Object.entries(entries))) {
    if (key.startsWith("@") && !("gone" in entry) && !("to" in entry)) articles.set(entry.id, entry);
  }
  const loaded = {
    hash,
    release,
    catalog,
    shards: new Map(shards),
    articles,
    openLog,
    media: mediaOf(articles),
  };
  return { ...loaded, reach: reachOf(loaded) };
}

/** Names of the objects that `loadRelease` reads once it has the release. */
export const indexNames = ({ catalog, log, slugs }: Release): Hash[] => [
  catalog,
  log.open,
  ...slugs.map(([, shard]) => shard),
];

/** Names of every object that a release leads to, itself included. */
export function reachOf({
  hash,
  release,
  catalog,
  articles,
}: Pick<LoadedRelease, "hash" | "release" | "catalog" | "articles">): Set<Hash> {
  const { site, log } = release;
  return new Set([
    hash,
    ...(typeof site === "string" ? [site] : []),
    ...indexNames(release),
    ...Object.values(catalog).flatMap((leaves) => leaves.map(([leaf]) => leaf)),
    ...log.closed.map(([, page]) => page),
    ...[...articles.values()].flatMap(articleNames),
  ]);
}

export const parseObject = <T>(bytes: Uint8Array): T => JSON.parse(new TextDecoder().decode(bytes));

/** Current and past article objects of an entry. */
const articleNames = (entry: ArticleEntry): Hash[] => [
  ...locales.flatMap((locale) => entry[locale]?.[1] ?? []),
  ...Object.values(entry.past ?? {}).flatMap((revisions) => revisions.map(hashOfPast)),
];

/** Pictures that the articles show or have shown. */
export const mediaOf = (articles: ReadonlyMap<string, ArticleEntry>): Set<Hash> =>
  new Set([...articles.values()].flatMap(({ media = [] }) => media.map(hashOfMedia)));

export const hashOfMedia = (file: MediaFile): Hash => file.slice(0, file.indexOf("."));

export const hashOfPast = (revision: PastRevision): Hash => revision.split(".", 1)[0] as Hash;
