// References between stored values: a row for each field of a value that may hold names, so that the compiler asks for
// a new field, and one for each kind, so that it asks for a new kind. The reach of a release follows from it, and with
// that the values that garbage collection keeps.
import { type Locale, locales } from "../i18n/locales.ts";
import type { ArticleEntry, Catalog, MediaFile, Release, StoredRevision } from "./format.ts";
import type { Hash } from "./keys.ts";

/** Values that lead to others, by kind. */
interface Leading {
  release: Release;
  catalog: Catalog;
  entry: ArticleEntry;
}

/** Kinds of values in KV, an article's entry in its slug shard among them. */
export type StoredKind = keyof Leading | "site" | "shard" | "leaf" | "log" | "article" | "media";

/** Is told of each value that another one names. */
export type Visit = (kind: StoredKind, name: Hash) => void;

/** For each field the kind and the names of what it leads to; `null` for one that leads to nothing. */
type Fields<T> = {
  readonly [F in keyof Required<T>]: [StoredKind, (value: NonNullable<T[F]>) => readonly Hash[]] | null;
};

const RELEASE: Fields<Release> = {
  v: null,
  sequence: null,
  // An earlier release is kept for its own sake.
  parent: null,
  site: ["site", (site) => (typeof site === "string" ? [site] : [])],
  catalog: ["catalog", (name) => [name]],
  slugs: ["shard", (shards) => shards.map(([, name]) => name)],
  log: ["log", ({ open, closed }) => [open, ...closed.map(([, page]) => page)]],
  gone: null,
  withheld: null,
};

const EDITION: Fields<ArticleEntry>[Locale] = ["article", ([, name]) => [name]];

const ENTRY: Fields<ArticleEntry> = {
  id: null,
  past: ["article", (past) => Object.values(past).flatMap((revisions) => revisions.map(hashOfRevision))],
  media: ["media", (files) => files.map(hashOfMedia)],
  ...(Object.fromEntries(locales.map((locale) => [locale, EDITION])) as Record<Locale, typeof EDITION>),
};

const byField =
  <T extends object>(fields: Fields<T>) =>
  (value: T, visit: Visit): void => {
    for (const field of Object.keys(fields) as (keyof T)[]) {
      const [held, row] = [value[field], fields[field]];
      if (row === null || held === undefined || held === null) continue;
      const [kind, namesIn] = row;
      for (const name of namesIn(held)) visit(kind, name);
    }
  };

/** `null` for a kind that leads to nothing: all that its values name is named by an entry, too. */
export const REFERENCES: {
  readonly [K in StoredKind]: K extends keyof Leading ? (value: Leading[K], visit: Visit) => void : null;
} = {
  release: byField(RELEASE),
  catalog: (lists, visit) => {
    for (const leaves of Object.values(lists)) for (const [name] of leaves) visit("leaf", name);
  },
  entry: byField(ENTRY),
  site: null,
  shard: null,
  leaf: null,
  log: null,
  article: null,
  media: null,
};

export const hashOfMedia = (file: MediaFile): Hash => file.slice(0, file.indexOf("."));

export const hashOfRevision = (revision: StoredRevision): Hash => revision.split(".", 1)[0] as Hash;
