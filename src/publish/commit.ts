// The write sequence: new objects first, the pointer last. Until the pointer is written nobody sees anything, so what
// is cut anywhere leaves the old release whole, and running it again completes it.
import { PICTURE_TYPES } from "../article/paths.ts";
import type { Pointer, TimelineEntry } from "../store/format.ts";
import { type Hash, mediaKey, objectKey, POINTER_KEY } from "../store/keys.ts";
import type { MediaMetadata } from "../store/objects.ts";
import { parsePointer } from "../store/pointer.ts";
import type { Medium } from "./compile.ts";
import type { KvWrite, Progress, PublishKv } from "./kv.ts";
import { readKept } from "./media-cache.ts";

/** Bytes. */
const MEDIA_IN_MEMORY = 32 * 2 ** 20;

/** Somebody else published in between. */
export class PublishConflict extends Error {
  override name = "PublishConflict";
}

/** KV metadata of an object. */
export interface ObjectMetadata {
  /** When it was written: UTC, to the second. */
  writtenAt: string;
}

/** A file that is read when its turn comes to be written. */
export interface MediaWrite extends Medium {
  metadata: MediaMetadata & ObjectMetadata;
}

/** All that a publish, or a rollback, is going to write. */
export interface Commit {
  media: readonly MediaWrite[];
  objects: readonly KvWrite[];
  /** What the pointer will be; `null` when nothing changes. */
  pointer: Pointer | null;
  /** The pointer that it was made for. */
  base: Pointer | null;
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
 * @param onProgress told how many values are written.
 * @returns KV writes made, the pointer's included.
 * @throws PublishConflict if another publisher was faster; nothing of this is visible then.
 */
export async function commit(
  { media, objects, pointer, base }: Commit,
  kv: PublishKv,
  onProgress: Progress = () => {},
): Promise<number> {
  if (!pointer) return 0;
  const after =
    (before: number): Progress =>
    (written) =>
      onProgress(before + written);
  let written = 0;
  for (const some of bySize(media)) {
    await kv.put(await Promise.all(some.map(readMedia)), after(written));
    written += some.length;
  }
  await kv.put(objects, after(written));
  const found = await readPointer(kv);
  if ((found?.edit ?? 0) !== (base?.edit ?? 0)) {
    throw new PublishConflict(
      "somebody else published in the meantime: nothing of yours is live; publish again",
    );
  }
  await kv.put([{ key: POINTER_KEY, value: new TextEncoder().encode(JSON.stringify(pointer)) }]);
  onProgress(written + objects.length + 1);
  return written + objects.length + 1;
}

async function readMedia({ file, remake, metadata }: MediaWrite): Promise<KvWrite> {
  return { key: mediaKey(file.hash), value: await readKept(file, remake), metadata };
}

/** As many at a time as may be in memory. */
function* bySize(media: readonly MediaWrite[]): Generator<MediaWrite[]> {
  let some: MediaWrite[] = [];
  let bytes = 0;
  for (const write of media) {
    if (some.length > 0 && bytes + write.file.size > MEDIA_IN_MEMORY) {
      yield some;
      some = [];
      bytes = 0;
    }
    some.push(write);
    bytes += write.file.size;
  }
  if (some.length > 0) yield some;
}

export const nextPointer = (
  base: Pointer | null,
  timeline: TimelineEntry[],
  previous: Hash | null,
): Pointer => ({ v: 1, edit: (base?.edit ?? 0) + 1, timeline, previous });

/** What the timeline still holds after `now` (milliseconds since 1970). */
export const upcoming = (pointer: Pointer | null, now: number): TimelineEntry[] =>
  pointer?.timeline.filter(({ from }, i) => i > 0 && from > now) ?? [];

/** @param now milliseconds since 1970. */
export const objectMetadata = (now: number): ObjectMetadata => ({
  writtenAt: new Date(now).toISOString().replace(/\.\d+Z$/, "Z"),
});

/** @param now milliseconds since 1970. */
export function mediaWrite(medium: Medium, now: number): MediaWrite {
  const { extension, size } = medium.file;
  return { ...medium, metadata: { type: PICTURE_TYPES[extension] ?? "", size, ...objectMetadata(now) } };
}

/** @param now milliseconds since 1970. */
export const objectWrite = (hash: Hash, value: Uint8Array, now: number): KvWrite => ({
  key: objectKey(hash),
  value,
  metadata: objectMetadata(now),
});
