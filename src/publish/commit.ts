// The write sequence: new objects first, the pointer last. Until the pointer is written nobody sees anything, so what
// is cut anywhere leaves the old release whole, and running it again completes it.
import type { Pointer, TimelineEntry } from "../store/format.ts";
import { type Hash, objectKey, POINTER_KEY } from "../store/keys.ts";
import { parsePointer } from "../store/pointer.ts";
import type { KvWrite, Progress, PublishKv } from "./kv.ts";

/** Somebody else published in between. */
export class PublishConflict extends Error {
  override name = "PublishConflict";
}

/** KV metadata of an object. */
export interface ObjectMetadata {
  /** When it was written: UTC, to the second. */
  writtenAt: string;
}

/** All that a publish, or a rollback, is going to write. */
export interface Commit {
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
  { objects, pointer, base }: Commit,
  kv: PublishKv,
  onProgress: Progress = () => {},
): Promise<number> {
  if (!pointer) return 0;
  await kv.put(objects, onProgress);
  const found = await readPointer(kv);
  if ((found?.edit ?? 0) !== (base?.edit ?? 0)) {
    throw new PublishConflict(
      "somebody else published in the meantime: nothing of yours is live; publish again",
    );
  }
  await kv.put([{ key: POINTER_KEY, value: new TextEncoder().encode(JSON.stringify(pointer)) }]);
  onProgress(objects.length + 1);
  return objects.length + 1;
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
export const objectWrite = (hash: Hash, value: Uint8Array, now: number): KvWrite => ({
  key: objectKey(hash),
  value,
  metadata: objectMetadata(now),
});
