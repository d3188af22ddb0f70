import { readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { commit, mediaWrite, nextPointer } from "../../../src/publish/commit/commit.ts";
import { publish } from "../../../src/publish/commit/plan.ts";
import { loadContent } from "../../../src/publish/content/load-content.ts";
import { WRITE_BYTES } from "../../../src/publish/kv/kv.ts";
import { MediaCache } from "../../../src/publish/media/media-cache.ts";
import { readPicture } from "../../../src/publish/media/picture.ts";
import { hashOf, POINTER_KEY } from "../../../src/store/keys.ts";
import { picture as noise } from "../../support/node/hostile-pictures.ts";
import { MemoryKv } from "../../support/node/memory-kv.ts";
import { Newsroom, SVG } from "../../support/node/newsroom.ts";
import { countEncodings, pictureFolder } from "../../support/node/picture-folder.ts";

const folder = pictureFolder();

describe("what is made of pictures", () => {
  it("is made once: a second publish encodes nothing, on whatever KV", async () => {
    const newsroom = await Newsroom.open("none", true);
    const body = "A drawing and a photograph.\n\n![Noise](photo.jpg)";
    await newsroom.article("a", "en", { image: { src: "a.svg", alt: "A drawing" } }, body);
    await newsroom.write("articles/a/a.svg", SVG);
    await newsroom.write("articles/a/photo.jpg", await noise("jpg", 500, 300));
    const publish = (kv: MemoryKv) => newsroom.publish(kv, Date.now(), new MediaCache(folder.cache()));
    const kv = new MemoryKv();
    expect(await countEncodings(() => publish(kv))).toBeGreaterThan(10);
    expect(await countEncodings(() => publish(kv))).toBe(0);
    const elsewhere = new MemoryKv();
    expect(await countEncodings(() => publish(elsewhere))).toBe(0);
    expect([...elsewhere.values.keys()].sort()).toEqual([...kv.values.keys()].sort());
    await newsroom.close();
  });

  it("is the same on another machine, busy or idle, so that nothing is written anew there", async () => {
    const bytes = await noise("jpg", 1000, 500);
    const hashes: string[][] = [];
    const threads = sharp.concurrency();
    for (const concurrency of [1, 4]) {
      sharp.concurrency(concurrency);
      const picture = await folder.develop("a.jpg", bytes, join(folder.path(), `cache-${concurrency}`));
      hashes.push([picture, ...picture.variants].map(({ hash }) => hash));
    }
    sharp.concurrency(threads);
    expect(hashes[0]).toEqual(hashes[1]);
    expect(new Set(hashes[0]).size).toBe(7);
  });

  it("is made again where the cache has lost it, or has something else", async () => {
    const bytes = await noise("png", 500, 300);
    const whole = await folder.develop("a.png", bytes);
    const files = await readdir(folder.cache());
    const record = files.find((name) => name.endsWith(".json")) ?? "";
    expect(files).toHaveLength(1 + 1 + 3);
    const spoil: [string, () => Promise<unknown>][] = [
      ["a file is gone", () => rm(whole.variants[0]?.path ?? "")],
      ["a file is cut short", () => truncate(whole.variants[1]?.path ?? "", 10)],
      ["the record is cut short", () => truncate(join(folder.cache(), record), 60)],
      ["the record is other JSON", () => writeFile(join(folder.cache(), record), "{}\n{}")],
      ["the record is empty", () => writeFile(join(folder.cache(), record), "")],
      ["all of it is gone", () => rm(folder.cache(), { recursive: true })],
    ];
    for (const [what, work] of spoil) {
      await work();
      const encodings = await countEncodings(() => folder.develop("a.png", bytes));
      expect({ what, made: encodings > 0 }).toEqual({ what, made: true });
      expect(await folder.develop("a.png", bytes)).toEqual(whole);
      expect((await readdir(folder.cache())).sort()).toEqual(files.sort());
      expect(await countEncodings(() => folder.develop("a.png", bytes))).toBe(0);
    }
  });

  it("is never published damaged: what the cache has lost since the check is made again", async () => {
    const newsroom = await Newsroom.open("none");
    await newsroom.article("a", "en", { image: { src: "a.svg", alt: "A drawing" } });
    await newsroom.write("articles/a/a.svg", SVG);
    const kv = new MemoryKv();
    await newsroom.publish(kv, Date.now(), new MediaCache(folder.cache()));
    const content = await loadContent(newsroom.folder, { media: new MediaCache(folder.cache()) });
    for (const name of await readdir(folder.cache())) {
      const bytes = await readFile(join(folder.cache(), name));
      const spoilt = Uint8Array.from(bytes, (byte, i) => (i === 40 ? byte ^ 1 : byte));
      await (/avif|svg/.test(name)
        ? rm(join(folder.cache(), name))
        : writeFile(join(folder.cache(), name), spoilt));
    }
    const other = new MemoryKv();
    await publish(content, other, Date.now());
    expect([...other.values.keys()].sort()).toEqual([...kv.values.keys()].sort());
    for (const [key, { value }] of other.values)
      if (key.startsWith("media/")) expect(await hashOf(value)).toBe(key.slice(6));
    // It is no other picture, either.
    await rm(folder.cache(), { recursive: true });
    await newsroom.write("articles/a/a.svg", SVG.replace("160", "170"));
    const third = new MemoryKv();
    await expect(publish(content, third, Date.now())).rejects.toThrow(
      /a picture changed while it was published: publish again/,
    );
    expect(third.values.has(POINTER_KEY)).toBe(false);
    await newsroom.close();
  });

  it("is not in memory before its turn comes to be written", async () => {
    const bytes = new Uint8Array(9 * 2 ** 20);
    const file = {
      hash: await hashOf(bytes),
      extension: "png",
      size: bytes.byteLength,
      path: join(folder.path(), "file"),
    };
    await writeFile(file.path, bytes);
    const medium = mediaWrite({ file, remake: () => Promise.reject(new Error("it is there")) }, 0);
    const kv = new MemoryKv();
    const puts: number[] = [];
    const put = kv.put.bind(kv);
    kv.put = (writes, onProgress) => {
      puts.push(writes.reduce((sum, { value }) => sum + value.byteLength, 0));
      return put(writes, onProgress);
    };
    const pointer = nextPointer(null, [{ from: 0, release: "A".repeat(22) }], null);
    const told: number[] = [];
    const objects = Array.from({ length: 20 }, () => medium);
    expect(await commit({ objects, pointer, base: null }, kv, (n) => told.push(n))).toBe(21);
    expect(Math.max(...puts)).toBeLessThanOrEqual(WRITE_BYTES);
    expect(puts.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(20 * bytes.byteLength);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(21);
  });

  it("is made once however many ask for it at the same time", async () => {
    await writeFile(join(folder.path(), "a.png"), await noise("png", 500, 300));
    const cache = new MediaCache(folder.cache());
    const ask = () => readPicture(join(folder.path(), "a.png"), cache);
    const once = await countEncodings(ask);
    await rm(folder.cache(), { recursive: true });
    expect(await countEncodings(() => Promise.all(Array.from({ length: 8 }, ask)))).toBe(once);
  });
});
