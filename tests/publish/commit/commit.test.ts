import { expect, it } from "vitest";
import { commit, nextPointer, objectWrite } from "../../../src/publish/commit/commit.ts";
import { WRITE_BYTES, WRITE_KEYS } from "../../../src/publish/kv/kv.ts";
import { POINTER_KEY } from "../../../src/store/keys.ts";
import { MemoryKv } from "../../support/node/memory-kv.ts";

it.each([
  ["keys", WRITE_KEYS + 1, 1, [WRITE_KEYS, 1]],
  ["bytes", 3, WRITE_BYTES / 2, [2, 1]],
])(
  "makes values when they are written, and no more at a time than a bulk write takes: %s",
  async (_, count, size, batches) => {
    const kv = new MemoryKv();
    const put = kv.put.bind(kv);
    const written: number[] = [];
    const waiting: number[] = [];
    let made = 0;
    kv.put = async (writes, onProgress) => {
      if (writes[0]?.key !== POINTER_KEY) written.push(writes.length);
      waiting.push(made - kv.log.length);
      await put(writes, onProgress);
    };
    const bytes = new Uint8Array(size);
    const encode = async () => {
      made++;
      return bytes;
    };
    const objects = Array.from({ length: count }, (_, i) => objectWrite(`o${i}`, encode, 0));
    const progress: number[] = [];
    const pointer = nextPointer(null, [{ from: 0, release: "o0" }], null);
    expect(await commit({ objects, pointer, base: null }, kv, (done) => progress.push(done))).toBe(count + 1);
    expect(written).toEqual(batches);
    // The one that did not fit any more is the next batch's first.
    expect(Math.max(...waiting)).toBeLessThanOrEqual((batches[0] as number) + 1);
    expect(progress).toEqual(Array.from({ length: count + 1 }, (_, i) => i + 1));
  },
);
