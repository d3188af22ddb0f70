import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { makeVariants } from "../../../src/publish/media/picture-variants.ts";
import { checkSvg } from "../../../src/publish/media/svg.ts";
import type { Picture } from "../../../src/publish/model.ts";
import { pictureFolder, plain } from "../../support/node/picture-folder.ts";

const folder = pictureFolder();

const sizes = ({ variants }: Picture) =>
  variants.map(({ extension, width, height }) => `${extension} ${width}×${height}`);

/** Colour in the middle of a file. */
async function colourOf(path: string): Promise<number[]> {
  const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
  return [...data.subarray(at, at + 3)];
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
      const picture = await folder.develop(name, await plain(width, height).toFormat(extension).toBuffer());
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
    const picture = await folder.develop("a.svg", stripes);
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
      const { path, variants } = await folder.develop(`told.${format}`, told);
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
    const { path } = await folder.develop("a.jpg", Buffer.concat([jpeg, Buffer.from("a film")]));
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
      const picture = await folder.develop("a.jpg", lying);
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
      const { variants } = await folder.develop(name, bytes);
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
    const glass = await folder.develop("a.png", await plain(500, 300, "#f008", 4).png().toBuffer());
    expect(sizes(glass)).toEqual(["avif 480×288", "webp 480×288", "png 480×288"]);
    for (const { path } of glass.variants) expect((await sharp(path).stats()).isOpaque).toBe(false);
    expect(glass.preview).toBeUndefined();
    expect(glass.placeholder).toMatch(/^[\w+/]{20,}=*$/);
    // An alpha channel alone is no glass.
    const solid = await folder.develop("b.png", await plain(500, 300, "#f00f", 4).png().toBuffer());
    expect(sizes(solid).at(-1)).toBe("jpg 480×288");
  });

  it("has a preview of a few bytes in its own colours", async () => {
    const halves = plain(1000, 500, "#d02020").composite([
      { input: await plain(500, 500, "#2020d0").png().toBuffer(), left: 500, top: 0 },
    ]);
    const { preview = "", placeholder } = await folder.develop("a.jpg", await halves.jpeg().toBuffer());
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
