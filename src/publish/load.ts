// A stored release as the publisher needs it: its entries, its open log page and the names of all it reaches.

import { locales } from "../i18n/locales.ts";
import type { ArticleEntry, Catalog, LogPage, Release, SlugShard } from "../store/format.ts";
import { type Hash, hashOf, objectKey } from "../store/keys.ts";
import type { PublishKv } from "./kv.ts";

export interface LoadedRelease {
  hash: Hash;
  release: Release;
  /** By article id. */
  articles: ReadonlyMap<string, ArticleEntry>;
  openLog: LogPage;
  /** Names of every object that the release leads to, itself included. */
  reach: Set<Hash>;
}

/** @throws if the object is not there whole: a publish never builds on what it cannot read. */
export async function readObject(kv: PublishKv, hash: Hash): Promise<Uint8Array> {
  const bytes = await kv.get(objectKey(hash));
  if (!bytes || (await hashOf(bytes)) !== hash) {
    throw new Error(
      `${objectKey(hash)} is ${bytes ? "damaged" : "missing"} in KV: the live release cannot be built on`,
    );
  }
  return bytes;
}

/** @throws see readObject. */
export async function loadRelease(kv: PublishKv, hash: Hash): Promise<LoadedRelease> {
  const reach = new Set<Hash>([hash]);
  const read = async <T>(name: Hash): Promise<T> => {
    reach.add(name);
    return JSON.parse(new TextDecoder().decode(await readObject(kv, name)));
  };
  const release = await read<Release>(hash);
  if (typeof release.site === "string") reach.add(release.site);
  const catalog = await read<Catalog>(release.catalog);
  for (const leaves of Object.values(catalog)) for (const [leaf] of leaves) reach.add(leaf);
  for (const [, page] of release.log.closed) reach.add(page);
  const openLog = await read<LogPage>(release.log.open);

  const articles = new Map<string, ArticleEntry>();
  for (const [, name] of release.slugs) {
    for (const [key, entry] of Object.entries(await read<SlugShard>(name))) {
      if (key.startsWith("@") && !("gone" in entry) && !("to" in entry)) articles.set(entry.id, entry);
    }
  }
  for (const entry of articles.values()) {
    for (const article of articleNames(entry)) reach.add(article);
  }
  return { hash, release, articles, openLog, reach };
}

/** Current and past article objects of an entry. */
const articleNames = (entry: ArticleEntry): Hash[] => [
  ...locales.flatMap((locale) => entry[locale]?.[1] ?? []),
  ...Object.values(entry.past ?? {}).flat(),
];

/** Media that an article object shows. */
export function mediaOf(article: Uint8Array): Hash[] {
  const text = new TextDecoder().decode(article);
  return [...text.matchAll(/"url":"\/media\/([A-Za-z0-9_-]{22})\//g)].map(([, hash]) => hash as Hash);
}
