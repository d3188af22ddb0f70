// When values were written, as their KV metadata says.
import { type Hash, objectKey } from "../../store/keys.ts";
import type { PublishKv } from "../kv/kv.ts";
import type { ObjectMetadata } from "./commit.ts";

/** Up to so many objects are asked for one by one; of more, the whole list is fetched. */
const FEW = 8;

/** @returns milliseconds since 1970; what does not say counts as old. */
export function writtenAt(metadata: unknown): number {
  const text = (metadata as Partial<ObjectMetadata> | null | undefined)?.writtenAt;
  return text === undefined ? 0 : Date.parse(text);
}

/** @returns milliseconds since 1970 by object; those are absent that do not say. */
export async function writtenTimes(kv: PublishKv, hashes: readonly Hash[]): Promise<Map<Hash, number>> {
  const wanted = [...new Set(hashes)];
  const prefixes = wanted.length > FEW ? [objectKey("")] : wanted.map(objectKey);
  const lists = await Promise.all(prefixes.map((prefix) => kv.list(prefix)));
  const metadata = new Map(lists.flatMap((list) => [...list]));
  return new Map(
    wanted
      .map((hash): [Hash, number] => [hash, writtenAt(metadata.get(objectKey(hash)))])
      .filter(([, time]) => time > 0),
  );
}
