import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import sharp, { type Sharp } from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commit, mediaWrite, nextPointer } from "../../../src/publish/commit/commit.ts";
import { publish } from "../../../src/publish/commit/plan.ts";
import { loadContent } from "../../../src/publish/content/load-content.ts";
import { ROOT } from "../../../src/publish/files/root.ts";
import { WRITE_BYTES } from "../../../src/publish/kv/kv.ts";
import { MediaCache } from "../../../src/publish/media/media-cache.ts";
import { readPicture } from "../../../src/publish/media/picture.ts";
import { makeVariants } from "../../../src/publish/media/picture-variants.ts";
import { checkSvg } from "../../../src/publish/media/svg.ts";
import type { Picture } from "../../../src/publish/model.ts";
import { hashOf, POINTER_KEY } from "../../../src/store/keys.ts";
import { hostilePictures, picture as noise } from "../../support/node/hostile-pictures.ts";
import { MemoryKv } from "../../support/node/memory-kv.ts";
import { Newsroom, SVG } from "../../support/node/newsroom.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "visnyk-pictures-"));
});
afterEach(() => rm(folder, { recursive: true }));

const cacheFolder = () => join(folder, "cache");

/** What becomes of a file with these bytes. */
async function develop(name: string, bytes: Uint8Array | string, cache = cacheFolder()): Promise<Picture> {
  await writeFile(join(folder, name), bytes);
  const picture = await readPicture(join(folder, name), new MediaCache(cache));
  if ("code" in picture) throw new Error(picture.code);
  return picture;
}

const plain = (width: number, height: number, background = "#456", channels: 3 | 4 = 3): Sharp =>
  sharp({ create: { width, height, channels, background } });

const sizes = ({ variants }: Picture) =>
  variants.map(({ extension, width, height }) => `${extension} ${width}×${height}`);

/** Colour in the middle of a file. */
async function colourOf(path: string): Promise<number[]> {
  const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
  return [...data.subarray(at, at + 3)];
}

/** @returns how often sharp is asked to make something, which it always is through its queue. */
async function countEncodings(work: () => Promise<unknown>): Promise<number> {
  let changes = 0;
  const count = () => {
    changes++;
  };
  sharp.queue.on("change", count);
  await work();
  sharp.queue.off("change", count);
  return changes;
}

describe("a picture that takes too long", () => {
  // Whatever the machine: as much to draw as the check of drawings lets through, and a second for it.
  const slow = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900"><linearGradient id="g"><stop stop-color="#123"/><stop offset="1" stop-opacity=".5"/></linearGradient>${'<circle cx="800" cy="450" r="800" fill="url(#g)" stroke="url(#g)" stroke-width="99" stroke-dasharray="1"/>'.repeat(9000)}</svg>`,
  );

  it("is stopped, and called that", async () => {
    expect(checkSvg(slow)).toBeNull();
    const put = () => Promise.reject(new Error("nothing is made"));
    await expect(makeVariants(slow, { width: 1600, height: 900 }, true, put, 1)).rejects.toMatchObject({
      finding: { code: "picture_too_slow", values: { seconds: 1 } },
    });
  });
});

describe("a picture", () => {
  it.each([
    ["a.jpg", 2000, 1000, ["480×240", "960×480", "1600×800"]],
    ["a.png", 1600, 901, ["480×270", "960×541", "1600×901"]],
    ["a.webp", 1599, 900, ["480×270", "960×540"]],
    ["a.avif", 480, 481, ["480×481"]],
    ["a.jpeg", 300, 200, ["300×200"]],
    ["a.png", 1, 1, ["1×1"]],
  ])(
    "%s of %i×%i gets the widths that it has pixels for, in three formats",
    async (name, width, height, expected) => {
      const extension = name.split(".")[1] as "png";
      const picture = await develop(name, await plain(width, height).toFormat(extension).toBuffer());
      expect([picture.width, picture.height]).toEqual([width, height]);
      expect(sizes(picture)).toEqual(
        ["avif", "webp", "jpg"].flatMap((format) => expected.map((size) => `${format} ${size}`)),
      );
      for (const { path, extension, width, height, size } of picture.variants) {
        const bytes = await readFile(path);
        const about = await sharp(bytes).metadata();
        expect([about.width, about.height, bytes.byteLength]).toEqual([width, height, size]);
        expect(about.format).toBe({ avif: "heif", webp: "webp", jpg: "jpeg" }[extension]);
      }
    },
  );

  it("that is drawn has no size of its own: it is drawn anew at every width", async () => {
    const stripes = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="9" viewBox="0 0 16 9"><path fill="#fff" d="M0 0H16V9H0z"/><path d="M0 0H8V9H0z"/></svg>`;
    const picture = await develop("a.svg", stripes);
    expect(sizes(picture).slice(0, 3)).toEqual(["avif 480×270", "avif 960×540", "avif 1600×900"]);
    expect(await readFile(picture.path, "utf8")).toBe(stripes);
    // The edge is one pixel wide, not a blur of a hundred.
    const jpeg = picture.variants.at(-1)?.path;
    const { data } = await sharp(jpeg).greyscale().raw().toBuffer({ resolveWithObject: true });
    const row = data.subarray(450 * 1600, 451 * 1600);
    expect(row.filter((grey) => grey > 30 && grey < 225).length).toBeLessThan(8);
  });

  it("loses what its camera wrote into it: place, name, preview", async () => {
    const written = {
      IFD0: { Artist: "A Name" },
      IFD3: { GPSLatitude: "50/1 27/1 0/1", GPSLatitudeRef: "N" },
    };
    for (const format of ["jpeg", "png", "webp"] as const) {
      const told = await plain(600, 400)
        .withExif(written)
        .withXmp("<x:xmpmeta>50,27N</x:xmpmeta>")
        .toFormat(format)
        .toBuffer();
      expect(told.includes("A Name")).toBe(true);
      const { path, variants } = await develop(`told.${format}`, told);
      for (const each of [{ path }, ...variants]) {
        const bytes = await readFile(each.path);
        expect(bytes.includes("A Name") || bytes.includes("50,27N")).toBe(false);
        const { exif, xmp, iptc } = await sharp(bytes).metadata();
        expect({ exif, xmp, iptc }).toEqual({});
      }
      // Nothing else of it has changed.
      expect(await sharp(path).raw().toBuffer()).toEqual(await sharp(told).raw().toBuffer());
    }
  });

  it("loses what stands behind its end, as a film does", async () => {
    const jpeg = await plain(500, 300).jpeg({ progressive: true }).toBuffer();
    const { path } = await develop("a.jpg", Buffer.concat([jpeg, Buffer.from("a film")]));
    expect(await readFile(path)).toEqual(jpeg);
  });

  it("stands the way up that its camera says, also in its own file", async () => {
    const top = await plain(600, 100, "#f00").png().toBuffer();
    for (const [orientation, width, height] of [
      [1, 600, 300],
      [3, 600, 300],
      [6, 300, 600],
      [8, 300, 600],
    ] as const) {
      const upright = plain(600, 300, "#00f").composite([{ input: top, top: 0, left: 0 }]);
      const lying = await upright.withMetadata({ orientation }).jpeg().toBuffer();
      const expected = await sharp(lying).autoOrient().resize(9, 9, { fit: "fill" }).raw().toBuffer();
      const picture = await develop("a.jpg", lying);
      expect([picture.width, picture.height]).toEqual([width, height]);
      for (const { path } of [picture, ...picture.variants]) {
        const shown = await sharp(path).autoOrient().resize(9, 9, { fit: "fill" }).raw().toBuffer();
        expect(Math.max(...shown.map((value, i) => Math.abs(value - (expected[i] ?? 0))))).toBeLessThan(80);
      }
    }
  });

  it("keeps its colours, whatever space they were in", async () => {
    const green = "#7a9a5c";
    for (const [name, bytes] of [
      ["p3.jpg", await plain(500, 300, green).withIccProfile("p3").jpeg({ quality: 100 }).toBuffer()],
      ["p3.png", await plain(500, 300, green).withIccProfile("p3").png().toBuffer()],
      [
        "cmyk.jpg",
        await plain(500, 300, green)
          .toColourspace("cmyk")
          .withIccProfile("cmyk")
          .jpeg({ quality: 100 })
          .toBuffer(),
      ],
      ["deep.png", await plain(500, 300, green).toColourspace("rgb16").png().toBuffer()],
    ] as const) {
      const { variants } = await develop(name, bytes);
      for (const { path } of variants) {
        const { hasProfile, space } = await sharp(path).metadata();
        expect({ name, hasProfile, space }).toEqual({ name, hasProfile: false, space: "srgb" });
        const [r = 0, g = 0, b = 0] = await colourOf(path);
        const away = Math.max(Math.abs(r - 0x7a), Math.abs(g - 0x9a), Math.abs(b - 0x5c));
        expect({ name, path, away: away < 15 || `${r} ${g} ${b}` }).toEqual({ name, path, away: true });
      }
    }
  });

  it("that one sees through falls back to PNG, and has nothing that would stay visible behind it", async () => {
    const glass = await develop("a.png", await plain(500, 300, "#f008", 4).png().toBuffer());
    expect(sizes(glass)).toEqual(["avif 480×288", "webp 480×288", "png 480×288"]);
    for (const { path } of glass.variants) expect((await sharp(path).stats()).isOpaque).toBe(false);
    expect(glass.preview).toBeUndefined();
    expect(glass.placeholder).toMatch(/^[\w+/]{20,}=*$/);
    // An alpha channel alone is no glass.
    const solid = await develop("b.png", await plain(500, 300, "#f00f", 4).png().toBuffer());
    expect(sizes(solid).at(-1)).toBe("jpg 480×288");
  });

  it("has a preview of a few bytes in its own colours", async () => {
    const halves = plain(1000, 500, "#d02020").composite([
      { input: await plain(500, 500, "#2020d0").png().toBuffer(), left: 500, top: 0 },
    ]);
    const { preview = "", placeholder } = await develop("a.jpg", await halves.jpeg().toBuffer());
    expect(preview.length).toBeLessThan(200);
    expect(placeholder.length).toBeLessThan(48);
    const { data, info } = await sharp(Buffer.from(preview, "base64"))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([16, 8]);
    const [left = [], right = []] = [2, 13].map((x) => [
      ...data.subarray(x * info.channels, x * info.channels + 3),
    ]);
    expect((left[0] ?? 0) - (left[2] ?? 0)).toBeGreaterThan(100);
    expect((right[2] ?? 0) - (right[0] ?? 0)).toBeGreaterThan(100);
  });
});

describe("what is made of pictures", () => {
  it("is made once: a second publish encodes nothing, on whatever KV", async () => {
    const newsroom = await Newsroom.open("none", true);
    const body = "A drawing and a photograph.\n\n![Noise](photo.jpg)";
    await newsroom.article("a", "en", { image: { src: "a.svg", alt: "A drawing" } }, body);
    await newsroom.write("articles/a/a.svg", SVG);
    await newsroom.write("articles/a/photo.jpg", await noise("jpg", 500, 300));
    const publish = (kv: MemoryKv) => newsroom.publish(kv, Date.now(), new MediaCache(cacheFolder()));
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
      const picture = await develop("a.jpg", bytes, join(folder, `cache-${concurrency}`));
      hashes.push([picture, ...picture.variants].map(({ hash }) => hash));
    }
    sharp.concurrency(threads);
    expect(hashes[0]).toEqual(hashes[1]);
    expect(new Set(hashes[0]).size).toBe(7);
  });

  it("is made again where the cache has lost it, or has something else", async () => {
    const bytes = await noise("png", 500, 300);
    const whole = await develop("a.png", bytes);
    const files = await readdir(cacheFolder());
    const record = files.find((name) => name.endsWith(".json")) ?? "";
    expect(files).toHaveLength(1 + 1 + 3);
    const spoil: [string, () => Promise<unknown>][] = [
      ["a file is gone", () => rm(whole.variants[0]?.path ?? "")],
      ["a file is cut short", () => truncate(whole.variants[1]?.path ?? "", 10)],
      ["the record is cut short", () => truncate(join(cacheFolder(), record), 60)],
      ["the record is other JSON", () => writeFile(join(cacheFolder(), record), "{}\n{}")],
      ["the record is empty", () => writeFile(join(cacheFolder(), record), "")],
      ["all of it is gone", () => rm(cacheFolder(), { recursive: true })],
    ];
    for (const [what, work] of spoil) {
      await work();
      const encodings = await countEncodings(() => develop("a.png", bytes));
      expect({ what, made: encodings > 0 }).toEqual({ what, made: true });
      expect(await develop("a.png", bytes)).toEqual(whole);
      expect((await readdir(cacheFolder())).sort()).toEqual(files.sort());
      expect(await countEncodings(() => develop("a.png", bytes))).toBe(0);
    }
  });

  it("is never published damaged: what the cache has lost since the check is made again", async () => {
    const newsroom = await Newsroom.open("none");
    await newsroom.article("a", "en", { image: { src: "a.svg", alt: "A drawing" } });
    await newsroom.write("articles/a/a.svg", SVG);
    const kv = new MemoryKv();
    await newsroom.publish(kv, Date.now(), new MediaCache(cacheFolder()));
    const content = await loadContent(newsroom.folder, { media: new MediaCache(cacheFolder()) });
    for (const name of await readdir(cacheFolder())) {
      const bytes = await readFile(join(cacheFolder(), name));
      const spoilt = Uint8Array.from(bytes, (byte, i) => (i === 40 ? byte ^ 1 : byte));
      await (/avif|svg/.test(name)
        ? rm(join(cacheFolder(), name))
        : writeFile(join(cacheFolder(), name), spoilt));
    }
    const other = new MemoryKv();
    await publish(content, other, Date.now());
    expect([...other.values.keys()].sort()).toEqual([...kv.values.keys()].sort());
    for (const [key, { value }] of other.values)
      if (key.startsWith("media/")) expect(await hashOf(value)).toBe(key.slice(6));
    // It is no other picture, either.
    await rm(cacheFolder(), { recursive: true });
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
      path: join(folder, "file"),
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
    await writeFile(join(folder, "a.png"), await noise("png", 500, 300));
    const cache = new MediaCache(cacheFolder());
    const ask = () => readPicture(join(folder, "a.png"), cache);
    const once = await countEncodings(ask);
    await rm(cacheFolder(), { recursive: true });
    expect(await countEncodings(() => Promise.all(Array.from({ length: 8 }, ask)))).toBe(once);
  });
});

describe("100 hostile pictures", () => {
  it("give a located error each, publish nothing, and take no more memory than a real one may", async () => {
    const newsroom = await Newsroom.open("none");
    const hostile = await hostilePictures();
    expect(hostile.length).toBeGreaterThanOrEqual(100);
    for (const [i, { extension, bytes }] of hostile.entries()) {
      const src = `picture.${extension}`;
      await newsroom.write(`articles/h-${i}/${src}`, bytes);
      // Every other one stands in the text.
      if (i % 2) await newsroom.article(`h-${i}`, "en", {}, `Text.\n\n![Alt](${src})`);
      else await newsroom.article(`h-${i}`, "en", { image: { src, alt: "Alt" } });
    }
    const cli = [
      join(ROOT, "src/publish/cli/main.ts"),
      "--content",
      newsroom.folder,
      "--cache",
      cacheFolder(),
    ];
    const state = join(folder, "state");
    await mkdir(state);
    const report =
      'data:text/javascript,process.on("exit",()=>console.error("peak",process.resourceUsage().maxRSS))';
    const ended = await promisify(execFile)(
      process.execPath,
      ["--import", report, ...cli, "--persist-to", state, "publish"],
      { cwd: ROOT },
    ).catch((error: { code: number; stderr: string }) => error);
    const { code, stderr } = ended as { code: number; stderr: string };
    expect(code).toBe(1);
    const lines = stderr.split("\n");
    for (const [i, { name, diagnostic }] of hostile.entries()) {
      const place =
        i % 2
          ? /^\S+:\d+:\d+ {2}(?!image\.src).*\bpicture\.\w+/
          : /^\S+:\d+:\d+ {2}image\.src {2}.*\bpicture\.\w+/;
      const found = lines
        .filter((line) => line.startsWith(`content/articles/h-${i}/en.md:`) && !line.includes("warning"))
        .map((line) => line.replace(" → ", ": "));
      expect({ name, found }).toEqual({ name, found: [expect.stringMatching(diagnostic)] });
      expect({ name, found }).toEqual({ name, found: [expect.stringMatching(place)] });
    }
    expect(stderr).toMatch(/Nothing was published/);
    expect(await readdir(state, { recursive: true })).not.toContainEqual(expect.stringContaining("blobs/"));
    // Kilobytes: a photograph of the largest size takes half of it, and one that is a bomb many times as much.
    const peak = Number(/peak (\d+)/.exec(stderr)?.[1]);
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(1_200_000);
    await newsroom.close();
  });
});
