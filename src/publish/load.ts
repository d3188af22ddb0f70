// A stored release as the publisher needs it: its entries, its open log page and the names of all it reaches.

import { locales } from "../i18n/locales.ts";
import type { ArticleEntry, Catalog, LogPage, MediaFile, Release, SlugShard } from "../store/format.ts";
import { type Hash, hashOf, objectKey } from "../store/keys.ts";
import type { PublishKv } from "./kv.ts";

/** Reads an object by its name, each once. */
export type ObjectReader = (hash: Hash) => Promise<Uint8Array>;

export interface LoadedRelease {
  hash: Hash;
  release: Release;
  /** By article id. */
  articles: ReadonlyMap<string, ArticleEntry>;
  openLog: LogPage;
  /** Names of every object that the release leads to, itself included. */
  reach: Set<Hash>;
  /** Pictures that the release's articles show or have shown. */
  media: Set<Hash>;
}

/** The reader throws if an object is not there whole: a publish never builds on what it cannot read. */
export function objectReader(kv: PublishKv): ObjectReader {
  const read = new Map<Hash, Promise<Uint8Array>>();
  return (hash) => {
    const found = read.get(hash) ?? readObject(kv, hash);
    read.set(hash, found);
    return found;
  };
}

async function readObject(kv: PublishKv, hash: Hash): Promise<Uint8Array> {
  const bytes = await kv.get(objectKey(hash));
  if (!bytes || (await hashOf(bytes)) !== hash) {
    throw new Error(
      `${objectKey(hash)} is ${bytes ? "damaged" : "missing"} in KV: the live release cannot be built on`,
    );
  }
  return bytes;
}

/** @throws see objectReader. */
export async function loadRelease(readObject: ObjectReader, hash: Hash): Promise<LoadedRelease> {
  const reach = new Set<Hash>([hash]);
  const read = async <T>(name: Hash): Promise<T> => {
    reach.add(name);
    return parseObject(await readObject(name));
  };
  const release = await read<Release>(hash);
  if (typeof release.site === "string") reach.add(release.site);
  const [catalog, openLog, ...shards] = await Promise.all([
    read<Catalog>(release.catalog),
    read<LogPage>(release.log.open),
    ...release.slugs.map(([, name]) => read<SlugShard>(name)),
  ]);
  for (const leaves of Object.values(catalog)) for (const [leaf] of leaves) reach.add(leaf);
  for (const [, page] of release.log.closed) reach.add(page);

  const articles = new Map<string, ArticleEntry>();
  for (const [key, entry] of shards.flatMap((shard) => Object.entries(shard))) {
    if (key.startsWith("@") && !("gone" in entry) && !("to" in entry)) articles.set(entry.id, entry);
  }
  for (const entry of articles.values()) {
    for (const article of articleNames(entry)) reach.add(article);
  }
  return { hash, release, articles, openLog, reach, media: mediaOf(articles) };
}

export const parseObject = <T>(bytes: Uint8Array): T => JSON.parse(new TextDecoder().decode(bytes));

/** Current and past article objects of an entry. */
const articleNames = (entry: ArticleEntry): Hash[] => [
  ...locales.flatMap((locale) => entry[locale]?.[1] ?? []),
  ...Object.values(entry.past ?? {}).flat(),
];

/** Pictures that the articles show or have shown. */
export const mediaOf = (articles: ReadonlyMap<string, ArticleEntry>): Set<Hash> =>
  new Set([...articles.values()].flatMap(({ media = [] }) => media.map(hashOfMedia)));

export const hashOfMedia = (file: MediaFile): Hash => file.slice(0, file.indexOf("."));
