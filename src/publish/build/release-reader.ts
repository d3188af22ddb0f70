// A stored release as the publisher needs it: its entries, its open log page and the names of all it reaches.

import type { ArticleEntry, Catalog, LogPage, Release, SlugShard } from "../../store/format.ts";
import type { Hash } from "../../store/keys.ts";
import { parseObject } from "../../store/objects.ts";
import { REFERENCES, type Visit } from "../../store/references.ts";
import type { ObjectReader, Shards } from "../model.ts";

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
  };
  return { ...loaded, ...reachOf(loaded) };
}

/** Names of the objects that `loadRelease` reads once it has the release. */
export const indexNames = ({ catalog, log, slugs }: Release): Hash[] => [
  catalog,
  log.open,
  ...slugs.map(([, shard]) => shard),
];

/** Names of every object that a release leads to, itself included, and of the pictures that its articles have shown. */
export function reachOf({
  hash,
  release,
  catalog,
  articles,
}: Pick<LoadedRelease, "hash" | "release" | "catalog" | "articles">): Pick<LoadedRelease, "reach" | "media"> {
  const reach = new Set([hash]);
  const media = new Set<Hash>();
  const visit: Visit = (kind, name) => {
    (kind === "media" ? media : reach).add(name);
  };
  REFERENCES.release(release, visit);
  REFERENCES.catalog(catalog, visit);
  for (const entry of articles.values()) REFERENCES.entry(entry, visit);
  return { reach, media };
}

/** Pictures that the articles show or have shown. */
export function mediaOf(articles: ReadonlyMap<string, ArticleEntry>): Set<Hash> {
  const media = new Set<Hash>();
  for (const entry of articles.values())
    REFERENCES.entry(entry, (kind, name) => {
      if (kind === "media") media.add(name);
    });
  return media;
}
