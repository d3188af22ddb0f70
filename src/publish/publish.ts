// Content → what is to be written so that it goes live: the release of now, and one for every moment at which something
// scheduled becomes public.

import type { SummaryRow } from "../article/summary.ts";
import type { Site, TimelineEntry } from "../store/format.ts";
import { type Hash, mediaKey, objectKey } from "../store/keys.ts";
import { liveAt } from "../store/pointer.ts";
import { type BuiltRelease, buildRelease } from "./build.ts";
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
import { compile, scheduledMoments } from "./compile.ts";
import type { PublishKv } from "./kv.ts";
import { type LoadedRelease, loadRelease, type ObjectReader, objectReader, parseObject } from "./load.ts";
import type { Content } from "./read.ts";

export interface Plan extends Commit {
  release: Hash;
  sequence: number;
  changes: BuiltRelease["changes"];
  /** Ids among those removed: their addresses say why from now on. */
  withdrawn: string[];
  /** Sections and authors that get other names, which rewrites all that they have. */
  renamed: Renamed[];
  /** What the release has, by id. */
  rows: ReadonlyMap<string, SummaryRow>;
  /** Prepared releases and when they go live (milliseconds since 1970). */
  scheduled: TimelineEntry[];
}

export interface Renamed {
  kind: "section" | "author";
  id: string;
  /** How many articles it has. */
  articles: number;
}

export interface Published extends Omit<Plan, keyof Commit | "rows"> {
  /** KV writes made, the pointer's included. */
  writes: number;
}

/** Makes `content` live. @param now milliseconds since 1970. @throws see `commit`. */
export async function publish(content: Content, kv: PublishKv, now: number): Promise<Published> {
  const { objects, pointer, base, rows: _, ...plan } = await planPublish(content, kv, now);
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
  const knownMedia = new Set(stored.flatMap(({ media }) => [...media]));
  const isStored = (hash: Hash, at: number) =>
    // What was to be seen later may still say so.
    at === now ? (parent?.media.has(hash) ?? false) : knownMedia.has(hash);

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
    const retracted = new Set(compiled.retracted.map(({ id }) => id));
    const withdrawn = release.changes.removed.filter((id) => retracted.has(id));
    return { ...release, withdrawn, rows: new Map(compiled.articles.map(({ row }) => [row.id, row])) };
  };

  const current = await build(now, parent);
  const scheduled: TimelineEntry[] = [];
  let last: LoadedRelease = current;
  for (const from of scheduledMoments(content, now)) {
    const next = await build(from, last);
    // A draft that is scheduled changes nothing when its time comes.
    if (next.hash !== last.hash) scheduled.push({ from, release: next.hash });
    last = next;
  }

  const { hash: release, changes, withdrawn } = current;
  const unchanged = release === live?.release && sameTimeline(scheduled, upcoming(base, now));
  const previous = release === live?.release ? live.previous : (live?.release ?? null);
  return {
    release,
    sequence: current.release.sequence,
    changes,
    withdrawn,
    rows: current.rows,
    renamed: parent ? renames(await siteOf(parent, read), content.site, parent) : [],
    scheduled,
    objects: unchanged ? [] : [...writes.values()],
    pointer: unchanged ? null : nextPointer(base, [{ from: 0, release }, ...scheduled], previous),
    base,
  };
}

const sameTimeline = (a: readonly TimelineEntry[], b: readonly TimelineEntry[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

async function siteOf({ release: { site } }: LoadedRelease, read: ObjectReader): Promise<Site> {
  return typeof site === "string" ? parseObject(await read(site)) : site;
}

function renames(before: Site, after: Site, { catalog }: LoadedRelease): Renamed[] {
  const other = (
    kind: Renamed["kind"],
    was: Record<string, unknown>,
    is: Record<string, unknown>,
  ): Renamed[] =>
    Object.keys(is)
      .filter((id) => Object.hasOwn(was, id) && JSON.stringify(was[id]) !== JSON.stringify(is[id]))
      .map((id) => {
        const leaves = catalog[`${kind === "section" ? "s" : "a"}:${id}`] ?? [];
        return { kind, id, articles: leaves.reduce((sum, [, rows]) => sum + rows, 0) };
      });
  return [
    ...other("section", before.sections, after.sections),
    ...other("author", before.authors, after.authors),
  ];
}
