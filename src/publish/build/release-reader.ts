// A stored release as the publisher needs it: its entries, its open log page and the names of all it reaches.

import { locales } from "../../i18n/locales.ts";
import type {
  ArticleEntry,
  Catalog,
  LogPage,
  MediaFile,
  Release,
  SlugShard,
  StoredRevision,
} from "../../store/format.ts";
import type { Hash } from "../../store/keys.ts";
import { parseObject } from "../../store/objects.ts";
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

/** Current and past article objects of an entry. */
const articleNames = (entry: ArticleEntry): Hash[] => [
  ...locales.flatMap((locale) => entry[locale]?.[1] ?? []),
  ...Object.values(entry.past ?? {}).flatMap((revisions) => revisions.map(hashOfRevision)),
];

/** Pictures that the articles show or have shown. */
export const mediaOf = (articles: ReadonlyMap<string, ArticleEntry>): Set<Hash> =>
  new Set([...articles.values()].flatMap(({ media = [] }) => media.map(hashOfMedia)));

export const hashOfMedia = (file: MediaFile): Hash => file.slice(0, file.indexOf("."));

export const hashOfRevision = (revision: StoredRevision): Hash => revision.split(".", 1)[0] as Hash;
