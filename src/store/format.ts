// The storage contract, as types. Objects are JSON, immutable and named by their hash; only the pointer is ever
// overwritten.
import type { SummaryRow } from "../article/summary.ts";
import type { Locale, PerLocale } from "../i18n/locales.ts";
import type { Hash } from "./keys.ts";

export interface Pointer {
  v: 1;
  /** Counts the pointer's writes: what two publishers compare. */
  edit: number;
  /** Live is the last entry whose `from` (milliseconds since 1970) has passed. */
  timeline: TimelineEntry[];
  /** The release that was live before, to answer from while an object of the live one cannot be read. */
  previous: Hash | null;
  // Stored with `checksum`, the hash of the JSON of all these (store/pointer.ts).
}

export interface TimelineEntry {
  from: number;
  release: Hash;
}

/** A release that whoever has the link sees before it is live. KV forgets it at its time. */
export interface Preview {
  v: 1;
  release: Hash;
  /** The moment that it was made for (milliseconds since 1970). */
  at: number;
  /** When the link stops working. */
  until: number;
  /** The pointer's edit that it was made for; 0 before the first publish. */
  edit: number;
  /** Releases scheduled after it. */
  timeline: TimelineEntry[];
}

export interface Release {
  v: 1;
  sequence: number;
  parent: Hash | null;
  /** Inline up to 8 KB, otherwise the object's name. */
  site: Site | Hash;
  catalog: Hash;
  /** Shards of the slug trie: the bits that their slugs' hashes begin with. */
  slugs: [prefix: string, shard: Hash][];
  /** Entries are counted from the log's beginning: closed pages come with the number of their first entry. */
  log: {
    open: Hash;
    closed: [first: number, page: Hash][];
    /** Number of the open page's first entry. Absent, with `end`, in a log of before there were marks: nobody reads it. */
    first?: number;
    /** Number of the entry that comes next. */
    end?: number;
  };
  /** Media that was withdrawn and must not be served any more. */
  gone: Hash[];
  /** Media in KV that must not be served yet: its article's time has not come, or never did. Absent if there is none. */
  withheld?: Hash[];
}

export interface Site {
  name: PerLocale<string>;
  description: PerLocale<string>;
  /** Whose ids those of feeds are, whatever host serves them (RFC 4151 §2.1). */
  taggingEntity?: string;
  /** `false` where articles are shared with their picture only. */
  socialCards?: boolean;
  sections: Record<string, PerLocale<string>>;
  authors: Record<string, { type: string; name: PerLocale<string> }>;
}

/** `inLanguage` is there on a fallback: the language that the article really comes in. */
export type EditionRef = [slug: string, article: Hash, inLanguage?: Locale];

export type ArticleEntry = {
  id: string;
  /** At most four earlier revisions per requested locale, newest first. */
  past?: PerLocale<StoredRevision[]>;
  /** Every picture that the article shows or has shown: what a takedown withdraws. Absent when there is none. */
  media?: MediaFile[];
} & PerLocale<EditionRef>;

/** Name of an article object, on a fallback followed by the language that it really comes in: `{hash}.{language}`. */
export type StoredRevision = Hash | `${Hash}.${Locale}`;

/** `{hash}.{extension}` */
export type MediaFile = `${Hash}.${string}`;

export interface GoneEntry {
  id: string;
  /** UTC, to the second. */
  gone: string;
  /** The public note, by language. */
  note: PerLocale<string>;
}

/** A former slug. */
export interface AliasEntry {
  to: string;
}

export type SlugEntry = ArticleEntry | GoneEntry | AliasEntry;
/** Keys are slugs of every locale, former slugs, and `@id` for every article. */
export type SlugShard = Record<string, SlugEntry>;

/** Which list: every article, a section's or an author's. A filter without articles has an empty list. */
export type ListKey = "all" | `s:${string}` | `a:${string}`;
export type Catalog = Record<string, LeafRef[]>;
export type LeafRef = [
  leaf: Hash,
  rows: number,
  counts: PerLocale<[visible: number, native: number]>,
  /** Sort key of the first row. */
  newest: [datePublished: string, id: string],
];
export type Leaf = SummaryRow[];

/** Begins what a release changed. */
export interface LogMark {
  sequence: number;
  /** The release that it was built on: tells a place in this log from the same place in another one. */
  parent: Hash;
  /** When it became public: UTC, to the second. */
  at: string;
}

/** An article's editions that a release changed; `deleted` says since when a locale has it no more. */
export type LogEntry = {
  sequence: number;
  id: string;
  deleted?: PerLocale<string>;
} & PerLocale<[slug: string, article: Hash]>;
export type LogPage = (LogMark | LogEntry)[];

export const isMark = (entry: LogMark | LogEntry): entry is LogMark => "parent" in entry;

export const SHARD_MAX = 256;
export const LEAF_MAX = 128;
/** A leaf that a change leaves smaller is joined with its neighbour. */
export const LEAF_MIN = 32;
export const LOG_PAGE_MAX = 256;
export const REVISIONS_MAX = 4;
export const INLINE_SITE_MAX = 8192;
