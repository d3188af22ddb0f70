// Content → what is to be written so that it goes live: the release of now, and one for every moment at which something
// scheduled becomes public.

import type { SummaryRow } from "../../article/summary.ts";
import type { ListKey, Site, TimelineEntry } from "../../store/format.ts";
import { type Hash, mediaKey, objectKey } from "../../store/keys.ts";
import { parseObject } from "../../store/objects.ts";
import { liveAt } from "../../store/pointer.ts";
import { type BuiltRelease, buildRelease } from "../build/build.ts";
import { type LoadedRelease, loadRelease } from "../build/release-reader.ts";
import { compile, scheduledMoments } from "../compile/compile.ts";
import { type Draft, draftsOf } from "../compile/drafts.ts";
import type { PublishKv } from "../kv/kv.ts";
import { objectReader } from "../kv/object-reader.ts";
import type { Content, ObjectReader } from "../model.ts";
import {
  type Commit,
  commit,
  mediaWrite,
  nextPointer,
  objectWrite,
  type PlannedWrite,
  readPointer,
  upcoming,
} from "./commit.ts";
import { type Impact, impactOf, type LostSlug, lostSlugs } from "./impact.ts";

export interface Plan extends Commit {
  /** The moment that it was made for (milliseconds since 1970). */
  at: number;
  release: Hash;
  sequence: number;
  changes: BuiltRelease["changes"];
  /** How many of `objects`, the first ones, the release of now takes. */
  forNow: number;
  impact: Impact;
  lost: LostSlug[];
  /** Drafts that are left out. */
  drafts: Draft[];
  /** Renamed sections, authors and site: every article that shows them is rewritten. */
  renamed: Renamed[];
  /** The release's articles, by id. */
  rows: ReadonlyMap<string, SummaryRow>;
  /** Prepared releases, the next one first. */
  scheduled: Scheduled[];
  /** When something was scheduled, and nothing is any more (milliseconds since 1970). */
  unscheduled: number[];
}

export interface Scheduled extends TimelineEntry {
  /** Ids of the articles that are there from then on. */
  ids: string[];
}

export interface Renamed {
  kind: "section" | "author" | "site";
  /** Of a section or an author. */
  id: string;
  /** How many articles show it. */
  articles: number;
}

export interface Published extends Omit<Plan, keyof Commit | "at" | "forNow" | "rows"> {
  /** KV writes made, the pointer's included. */
  writes: number;
}

/** Makes `content` live. @param now milliseconds since 1970. @throws see `commit`. */
export async function publish(content: Content, kv: PublishKv, now: number): Promise<Published> {
  const {
    objects,
    pointer,
    base,
    at: _at,
    forNow: _forNow,
    rows: _rows,
    ...plan
  } = await planPublish(content, kv, now);
  return { ...plan, writes: await commit({ objects, pointer, base }, kv) };
}

/**
 * Works out all that publishing writes, and writes nothing.
 * @param now milliseconds since 1970. @param drafts whether what is marked as a draft counts as ready.
 */
export async function planPublish(
  content: Content,
  kv: PublishKv,
  now: number,
  drafts: "out" | "in" = "out",
): Promise<Plan> {
  const base = await readPointer(kv);
  const live = base && liveAt(base, now);
  const read = objectReader(kv);
  const parent = live && (await loadRelease(read, live.release));
  const pending = await Promise.all(upcoming(base, now).map(({ release }) => loadRelease(read, release)));
  const stored = [...(parent ? [parent] : []), ...pending];
  const known = new Set(stored.flatMap(({ reach }) => [...reach]));
  // What was to be seen later says so itself, and is written again to be seen sooner.
  const seenFrom = new Map<Hash, number>([...(parent?.media ?? [])].map((hash) => [hash, now]));
  for (const [i, { from }] of upcoming(base, now).entries())
    for (const hash of pending[i]?.media ?? []) if (!seenFrom.has(hash)) seenFrom.set(hash, from);
  const isStored = (hash: Hash, at: number) => (seenFrom.get(hash) ?? Number.POSITIVE_INFINITY) <= at;

  const writes = new Map<string, PlannedWrite>();
  // What is built here is not in KV yet.
  const readObject: ObjectReader = async (hash) => writes.get(objectKey(hash))?.encode() ?? read(hash);
  const build = async (at: number, before: LoadedRelease | null) => {
    const compiled = await compile(content, at, { stored: known, drafts });
    const release = await buildRelease(compiled, before, at, readObject);
    for (const [hash, encode] of [...compiled.objects, ...release.objects]) {
      if (!known.has(hash)) writes.set(objectKey(hash), objectWrite(hash, encode, now));
    }
    for (const [hash, medium] of compiled.media) {
      const key = mediaKey(hash);
      if (!isStored(hash, at) && !writes.has(key)) writes.set(key, mediaWrite(medium, now, at));
    }
    return { ...release, rows: new Map(compiled.articles.map(({ row }) => [row.id, row])) };
  };

  const current = await build(now, parent);
  const forNow = writes.size;
  const scheduled: Scheduled[] = [];
  let last: LoadedRelease = current;
  for (const from of scheduledMoments(content, now)) {
    const next = await build(from, last);
    // A draft that is scheduled changes nothing when its time comes.
    if (next.hash !== last.hash) scheduled.push({ from, release: next.hash, ids: next.changes.added });
    last = next;
  }

  const moments = new Set(scheduled.map(({ from }) => from));
  const unscheduled = upcoming(base, now)
    .map(({ from }) => from)
    .filter((from) => !moments.has(from));
  const { hash: release, changes } = current;
  const timeline = scheduled.map(({ from, release }): TimelineEntry => ({ from, release }));
  const unchanged = release === live?.release && sameTimeline(timeline, upcoming(base, now));
  const previous = release === live?.release ? live.previous : (live?.release ?? null);
  return {
    at: now,
    release,
    sequence: current.release.sequence,
    changes,
    impact: impactOf(changes, parent, current, content.articles, now),
    lost: lostSlugs(parent, current, content.articles),
    drafts: drafts === "in" ? [] : draftsOf(content),
    rows: current.rows,
    renamed: parent ? renames(await siteOf(parent, read), content.site, parent) : [],
    scheduled,
    unscheduled,
    objects: unchanged ? [] : [...writes.values()],
    forNow: unchanged ? 0 : forNow,
    pointer: unchanged ? null : nextPointer(base, [{ from: 0, release }, ...timeline], previous),
    base,
  };
}

const sameTimeline = (a: readonly TimelineEntry[], b: readonly TimelineEntry[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

async function siteOf({ release: { site } }: LoadedRelease, read: ObjectReader): Promise<Site> {
  return typeof site === "string" ? parseObject(await read(site)) : site;
}

function renames(before: Site, after: Site, { catalog }: LoadedRelease): Renamed[] {
  const articlesOf = (list: ListKey) => (catalog[list] ?? []).reduce((sum, [, rows]) => sum + rows, 0);
  const other = (
    kind: Renamed["kind"],
    was: Record<string, unknown>,
    is: Record<string, unknown>,
    listOf: (id: string) => ListKey,
  ): Renamed[] =>
    Object.keys(is)
      .filter((id) => Object.hasOwn(was, id) && JSON.stringify(was[id]) !== JSON.stringify(is[id]))
      .map((id) => ({ kind, id, articles: articlesOf(listOf(id)) }));
  // It stands on every article's social card.
  const names = ({ name, socialCards }: Site) => (socialCards === false ? {} : { "": name });
  return [
    ...other("section", before.sections, after.sections, (id) => `s:${id}`),
    ...other("author", before.authors, after.authors, (id) => `a:${id}`),
    ...other("site", names(before), names(after), () => "all"),
  ];
}
