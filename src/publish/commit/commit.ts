// The write sequence: new objects first, the pointer last. Until the pointer is written nobody sees anything, so what
// is cut anywhere leaves the old release whole, and running it again completes it.
import { PICTURE_TYPES } from "../../article/paths.ts";
import type { Pointer, TimelineEntry } from "../../store/format.ts";
import { type Hash, mediaKey, objectKey, POINTER_KEY } from "../../store/keys.ts";
import type { MediaMetadata } from "../../store/objects.ts";
import { decodePointer, encodePointer } from "../../store/pointer.ts";
import { CommandError } from "../diagnostics/command-error.ts";
import { type KvWrite, type Progress, type PublishKv, WRITE_BYTES, WRITE_KEYS } from "../kv/kv.ts";
import { readCached } from "../media/media-cache.ts";
import type { Encode, Medium } from "../model.ts";
import { toUtc } from "../parse/front-matter/dates.ts";

/** Somebody else published in between. */
export class PublishConflict extends CommandError {
  override name = "PublishConflict";
}

/** KV metadata of an object. */
export interface ObjectMetadata {
  /** When it was written: UTC, to the second. */
  writtenAt: string;
}

/** A value that is made when it is written. */
export interface PlannedWrite {
  key: string;
  encode: Encode;
  metadata: object;
}

/** All that a publish, or a rollback, is going to write. */
export interface Commit {
  objects: readonly PlannedWrite[];
  /** The next pointer; `null` when nothing changes. */
  pointer: Pointer | null;
  /** The pointer that it was made for. */
  base: Pointer | null;
}

/** @throws if the pointer is there but cannot be read: publishing over it could lose what is live. */
export async function readPointer(kv: PublishKv): Promise<Pointer | null> {
  const bytes = (await kv.get([POINTER_KEY])).get(POINTER_KEY);
  if (!bytes) return null;
  const pointer = await decodePointer(bytes);
  if (!pointer) throw new CommandError("publish.refused.damagedPointer");
  return pointer;
}

/**
 * @param onProgress told how many values are written.
 * @returns KV writes made, the pointer's included.
 * @throws PublishConflict if another publisher was faster; nothing of this is visible then.
 */
export async function commit(
  { objects, pointer, base }: Commit,
  kv: PublishKv,
  onProgress: Progress = () => {},
): Promise<number> {
  if (!pointer) return 0;
  await writeAll(objects, kv, onProgress);
  const found = await readPointer(kv);
  if ((found?.edit ?? 0) !== (base?.edit ?? 0)) {
    throw new PublishConflict("publish.refused.conflict");
  }
  await kv.put([{ key: POINTER_KEY, value: await encodePointer(pointer) }]);
  onProgress(objects.length + 1);
  return objects.length + 1;
}

/** @param onProgress told how many values are written. */
export async function writeAll(
  writes: readonly PlannedWrite[],
  kv: PublishKv,
  onProgress: Progress = () => {},
): Promise<void> {
  let written = 0;
  for await (const batch of batches(writes)) {
    await kv.put(batch, (done) => onProgress(written + done));
    written += batch.length;
  }
}

/** Batches for bulk writes, so that memory never holds more. */
async function* batches(writes: readonly PlannedWrite[]): AsyncGenerator<KvWrite[]> {
  let batch: KvWrite[] = [];
  let bytes = 0;
  for (const { key, encode, metadata } of writes) {
    const value = await encode();
    if (batch.length === WRITE_KEYS || (batch.length > 0 && bytes + value.byteLength > WRITE_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push({ key, value, metadata });
    bytes += value.byteLength;
  }
  if (batch.length > 0) yield batch;
}

export const nextPointer = (
  base: Pointer | null,
  timeline: TimelineEntry[],
  previous: Hash | null,
): Pointer => ({ v: 1, edit: (base?.edit ?? 0) + 1, timeline, previous });

/** Entries of the timeline after `now` (milliseconds since 1970). */
export const upcoming = (pointer: Pointer | null, now: number): TimelineEntry[] =>
  pointer?.timeline.filter(({ from }, i) => i > 0 && from > now) ?? [];

/** @param now milliseconds since 1970. */
export const objectMetadata = (now: number): ObjectMetadata => ({
  writtenAt: toUtc(now),
});

/**
 * @param now milliseconds since 1970.
 * @param from the same, when it may be seen. It says so itself, for those who do not know the release that withholds it.
 */
export function mediaWrite({ file, remake }: Medium, now: number, from = now): PlannedWrite {
  const { hash, extension, size } = file;
  const metadata: MediaMetadata & ObjectMetadata = {
    type: PICTURE_TYPES[extension] ?? "",
    size,
    ...(from > now && { notBefore: from }),
    ...objectMetadata(now),
  };
  return { key: mediaKey(hash), encode: () => readCached(file, remake), metadata };
}

/** @param now milliseconds since 1970. */
export const objectWrite = (hash: Hash, encode: Encode, now: number): PlannedWrite => ({
  key: objectKey(hash),
  encode,
  metadata: objectMetadata(now),
});
