// The index of the live release, asked for before it is needed: KV has as long for it as the content takes to be read.
import type { Release } from "../../store/format.ts";
import { type Hash, objectKey } from "../../store/keys.ts";
import { parseObject } from "../../store/objects.ts";
import { liveAt } from "../../store/pointer.ts";
import { indexNames } from "../build/release-reader.ts";
import type { PublishKv } from "../kv/kv.ts";
import { readPointer } from "./commit.ts";

/**
 * @param now milliseconds since 1970.
 * @returns the same KV, which gives these objects sooner. What cannot be had early is asked for when it is needed, and
 *   whatever is wrong with it is told then.
 */
export function readAhead(kv: PublishKv, now: number): PublishKv {
  const early = new Map<string, Promise<Uint8Array | undefined>>();
  const ask = (names: readonly Hash[]): void => {
    const keys = names.map(objectKey);
    const values = kv.get(keys).catch(() => new Map<string, Uint8Array>());
    for (const key of keys)
      early.set(
        key,
        values.then((found) => found.get(key)),
      );
  };
  const askForIndex = async (): Promise<void> => {
    const pointer = await readPointer(kv);
    if (!pointer) return;
    const { release } = liveAt(pointer, now);
    ask([release]);
    const bytes = await early.get(objectKey(release));
    if (bytes) ask(indexNames(parseObject<Release>(bytes)));
  };
  askForIndex().catch(() => {});
  return {
    async get(keys) {
      const values = new Map<string, Uint8Array>();
      for (const key of keys) {
        const value = await early.get(key);
        if (value) values.set(key, value);
      }
      const others = keys.filter((key) => !values.has(key));
      return others.length > 0 ? new Map([...values, ...(await kv.get(others))]) : values;
    },
    put: kv.put.bind(kv),
    list: kv.list.bind(kv),
    delete: kv.delete.bind(kv),
  };
}
