// The write sequence: new objects first, the pointer last. Until the pointer is written nobody sees anything, so
// a publish that is cut anywhere leaves the old release whole, and running it again completes it.
import type { Pointer, TimelineEntry } from "../store/format.ts";
import { type Hash, mediaKey, objectKey, POINTER_KEY } from "../store/keys.ts";
import type { MediaMetadata } from "../store/objects.ts";
import { liveAt, parsePointer } from "../store/pointer.ts";
import { type BuiltRelease, buildRelease } from "./build.ts";
import type { Content } from "./check.ts";
import { compile, scheduledMoments } from "./compile.ts";
import type { KvWrite, PublishKv } from "./kv.ts";
import { type LoadedRelease, loadRelease, type ObjectReader, objectReader } from "./load.ts";
import { readPictureBytes } from "./picture.ts";

export interface Published {
  /** KV writes made, the pointer's included. */
  writes: number;
  release: Hash;
  sequence: number;
  changes: BuiltRelease["changes"];
  /** Prepared releases and when they go live (milliseconds since 1970). */
  scheduled: TimelineEntry[];
}

/** Somebody else published in between. */
export class PublishConflict extends Error {
  override name = "PublishConflict";
}

/** @throws if the pointer is there but cannot be read: publishing over it could lose what is live. */
export async function readPointer(kv: PublishKv): Promise<Pointer | null> {
  const bytes = (await kv.get([POINTER_KEY])).get(POINTER_KEY);
  if (!bytes) return null;
  const pointer = parsePointer(new TextDecoder().decode(bytes));
  if (!pointer) throw new Error("the pointer in KV is damaged: restore it before publishing");
  return pointer;
}

/**
 * Makes `content` live, and prepares a release for every moment at which something scheduled becomes public.
 * @param now milliseconds since 1970.
 * @throws PublishConflict if another publisher was faster; nothing of this publish is visible then.
 */
export async function publish(content: Content, kv: PublishKv, now: number): Promise<Published> {
  const pointer = await readPointer(kv);
  const live = pointer && liveAt(pointer, now);
  const read = objectReader(kv);
  const parent = live && (await loadRelease(read, live.release));

  const writes = new Map<string, KvWrite>();
  const pending = await Promise.all(upcoming(pointer, now).map(({ release }) => loadRelease(read, release)));
  const stored = [...(parent ? [parent] : []), ...pending];
  const known = new Set(stored.flatMap(({ reach }) => [...reach]));
  const knownMedia = new Set(stored.flatMap(({ media }) => [...media]));

  // What is built here is not in KV yet.
  const readObject: ObjectReader = async (hash) => writes.get(objectKey(hash))?.value ?? read(hash);
  const build = async (at: number, before: LoadedRelease | null): Promise<BuiltRelease> => {
    const compiled = await compile(content, at);
    const release = await buildRelease(compiled, before, at, readObject);
    for (const [hash, value] of [...compiled.objects, ...release.objects]) {
      if (!known.has(hash)) writes.set(objectKey(hash), { key: objectKey(hash), value });
    }
    for (const [hash, picture] of compiled.media) {
      if (knownMedia.has(hash) || writes.has(mediaKey(hash))) continue;
      const metadata: MediaMetadata = { type: picture.type, size: picture.size };
      const value = await readPictureBytes(picture);
      writes.set(mediaKey(hash), { key: mediaKey(hash), value, metadata });
    }
    return release;
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

  const unchanged = current.hash === live?.release && sameTimeline(scheduled, upcoming(pointer, now));
  const result = {
    release: current.hash,
    sequence: current.release.sequence,
    changes: current.changes,
    scheduled,
  };
  if (unchanged) return { ...result, writes: 0 };

  await kv.put([...writes.values()]);
  const next: Pointer = {
    v: 1,
    edit: (pointer?.edit ?? 0) + 1,
    timeline: [{ from: 0, release: current.hash }, ...scheduled],
    previous: current.hash === live?.release ? live.previous : (live?.release ?? null),
  };
  const found = await readPointer(kv);
  if ((found?.edit ?? 0) !== (pointer?.edit ?? 0)) {
    throw new PublishConflict(
      "somebody else published in the meantime: nothing of yours is live; publish again",
    );
  }
  await kv.put([{ key: POINTER_KEY, value: new TextEncoder().encode(JSON.stringify(next)) }]);
  return { ...result, writes: writes.size + 1 };
}

/** What the timeline still holds after `now`. */
const upcoming = (pointer: Pointer | null, now: number): TimelineEntry[] =>
  pointer?.timeline.filter(({ from }, i) => i > 0 && from > now) ?? [];

const sameTimeline = (a: readonly TimelineEntry[], b: readonly TimelineEntry[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
