// Pictures in a folder of a test's own, developed as a publish does.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { afterEach, beforeEach } from "vitest";
import { MediaCache } from "../../../src/publish/media/media-cache.ts";
import { readPicture } from "../../../src/publish/media/picture.ts";
import type { Picture } from "../../../src/publish/model.ts";

/** A folder of a test's own for pictures, with a cache in it. */
export function pictureFolder() {
  let path = "";
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), "visnyk-pictures-"));
  });
  afterEach(() => rm(path, { recursive: true }));
  const cache = () => join(path, "cache");
  return {
    path: () => path,
    cache,
    /** Reads a picture with these bytes, and makes what belongs to it. */
    async develop(name: string, bytes: Uint8Array | string, cacheFolder = cache()): Promise<Picture> {
      await writeFile(join(path, name), bytes);
      const picture = await readPicture(join(path, name), new MediaCache(cacheFolder));
      if ("code" in picture) throw new Error(picture.code);
      return picture;
    },
  };
}

export const plain = (width: number, height: number, background = "#456", channels: 3 | 4 = 3): Sharp =>
  sharp({ create: { width, height, channels, background } });

/** @returns how often sharp is asked to make something, which it always is through its queue. */
export async function countEncodings(work: () => Promise<unknown>): Promise<number> {
  let changes = 0;
  const count = () => {
    changes++;
  };
  sharp.queue.on("change", count);
  await work();
  sharp.queue.off("change", count);
  return changes;
}
