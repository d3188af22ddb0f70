// Garbage collection: deletes values in KV that nothing needs. Kept are the releases of the timeline and of previews,
// the newest few, and those that were live lately, with everything that they reach.
import { type Hash, mediaKey, objectKey, PREVIEWS } from "../../store/keys.ts";
import { liveAt } from "../../store/pointer.ts";
import { loadRelease } from "../build/release-reader.ts";
import { RELEASES_KEPT } from "../build/sync-log.ts";
import { CommandError } from "../diagnostics/command-error.ts";
import type { PublishKv } from "../kv/kv.ts";
import { objectReader } from "../kv/object-reader.ts";
import { readPointer, upcoming } from "./commit.ts";
import type { PreviewMetadata } from "./draft-release.ts";
import { releaseChain } from "./releases.ts";
import { writtenAt } from "./written-at.ts";

/** Milliseconds for which a release that is not live any more is kept: readers go by an old pointer for minutes. */
const LIVE_LATELY = 24 * 3_600_000;
/** Milliseconds for which what no release leads to is kept: a publish may be about to write one. */
const GRACE = 3_600_000;

export interface Sweep {
  /** Releases that are kept, newest first. */
  kept: Hash[];
  /** Keys that can go. */
  unneeded: string[];
  /** How many values stay. */
  needed: number;
  /** The pointer's edit that this was worked out for. */
  edit: number;
}

/** Deletes nothing. @param now milliseconds since 1970. @throws if a release that is kept is not whole. */
export async function planGc(kv: PublishKv, now: number): Promise<Sweep> {
  const base = await readPointer(kv);
  if (!base) throw new CommandError("publish.refused.nothingToClear");
  const stored = await kv.list(objectKey(""));
  const read = objectReader(kv);
  const kept: Hash[] = upcoming(base, now)
    .map(({ release }) => release)
    .reverse();
  const previews = (await kv.list(PREVIEWS)).values() as Iterable<PreviewMetadata | null>;
  for (const preview of previews) if (preview) kept.push(preview.release);
  let replacedAt = Number.POSITIVE_INFINITY;
  let count = 0;
  for await (const { hash } of releaseChain(read, liveAt(base, now).release)) {
    if (count++ >= RELEASES_KEPT && replacedAt < now - LIVE_LATELY) break;
    kept.push(hash);
    replacedAt = writtenAt(stored.get(objectKey(hash)));
  }
  const needed = new Set<string>();
  for (const hash of kept) {
    const { reach, media } = await loadRelease(read, hash);
    for (const name of reach) needed.add(objectKey(name));
    for (const name of media) needed.add(mediaKey(name));
  }
  const all = new Map([...stored, ...(await kv.list(mediaKey("")))]);
  const unneeded = [...all].filter(
    ([key, metadata]) => !needed.has(key) && writtenAt(metadata) < now - GRACE,
  );
  return {
    kept,
    unneeded: unneeded.map(([key]) => key),
    needed: all.size - unneeded.length,
    edit: base.edit,
  };
}

/** Deletes what `planGc` found, unless somebody has published since. */
export async function gc(kv: PublishKv, now: number): Promise<Sweep> {
  const sweep = await planGc(kv, now);
  if ((await readPointer(kv))?.edit !== sweep.edit) {
    throw new CommandError("publish.refused.clearedNothing");
  }
  await kv.delete(sweep.unneeded);
  return sweep;
}
