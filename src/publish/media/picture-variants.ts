// A picture in the sizes and formats that readers' devices choose from, and what stands for it until it has come.

import { readFile } from "node:fs/promises";
import sharp, { type Sharp } from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import { heightAt } from "../../article/picture.ts";
import { hashOf } from "../../store/keys.ts";
import { DamagedMedia, MediaError } from "../diagnostics/diagnostic.ts";
import type { SizedFile, Variants } from "../model.ts";
import { draw } from "./draw.ts";
import type { PutFile } from "./media-cache.ts";

/** CSS pixels. */
const WIDTHS = [480, 960, 1600];
/** Pixels: what a decoder may unfold a file to. */
export const MAX_PIXELS = 50_000_000;
/** Seconds after which a decoder, or an encoder of one variant, is stopped: the largest picture takes a tenth of that. */
const TIME_MAX = 60;
/** Sides that differ more leave some encoders no room. */
export const MAX_RATIO = 8;
/** Pixels. thumbhash takes no more. */
const THUMB_SIDE = 100;
/** Of the longer side. */
const PREVIEW_SIDES = [16, 15, 14, 13, 12, 11, 10];
/** One more (the default) takes four times as long for a twentieth of the bytes. */
const AVIF_EFFORT = 3;

/** How bytes are decoded everywhere: whatever a decoder has to say about a file is an error. */
export const decode = (bytes: Uint8Array, timeMax = TIME_MAX): Sharp =>
  sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "warning" }).timeout({ seconds: timeMax });

/**
 * Names everything but the picture that the outcome depends on: the encoders, and this file with its settings. The same
 * encoders give the same bytes on every machine.
 */
export const encoder: string = await hashOf(
  JSON.stringify(sharp.versions) + (await readFile(import.meta.filename, "utf8")),
);

/** @returns what is said of a picture that was stopped; `null` for another error. */
const slowness = ({ message }: Error, seconds: number): MediaError | null =>
  message.startsWith("timeout") ? tooSlow(seconds) : null;

const tooSlow = (seconds: number): MediaError =>
  new MediaError({ code: "picture_too_slow", values: { seconds } });

/** The few pixels that come nearest to a picture's proportions. */
function previewSize({ width, height }: { width: number; height: number }): [width: number, height: number] {
  const longest = Math.max(width, height);
  const side = (length: number, of: number) => Math.max(1, Math.round((length * of) / longest));
  const sizes = PREVIEW_SIDES.map((of): [number, number] => [side(width, of), side(height, of)]);
  const off = ([w, h]: [number, number]) => Math.abs(Math.log((w * height) / (h * width)));
  return sizes.reduce((best, each) => (off(each) < off(best) ? each : best));
}

/**
 * Metadata is left out, orientation applied, colours are sRGB.
 * @param size of the picture as it is shown, in pixels.
 * @param scalable whether it is drawn at any size, so that its own is no limit.
 * @param timeMax seconds for each step.
 * @throws MediaError if it cannot be decoded whole, or takes too long.
 */
export async function makeVariants(
  bytes: Uint8Array,
  size: { width: number; height: number },
  scalable: boolean,
  put: PutFile,
  timeMax = TIME_MAX,
): Promise<Variants> {
  // The number of threads is an input of AVIF's encoder: with one, every machine gives the same bytes.
  sharp.concurrency(1);
  const allowed = WIDTHS.filter((width) => scalable || width <= size.width);
  const widths = allowed.length > 0 ? allowed : [size.width];
  const to = (image: Sharp, width: number, height: number) => image.resize(width, height, { fit: "fill" });

  const top = widths.at(-1) as number;
  // Decoded once: what is smaller is made of the largest.
  const highest = heightAt(size, top);
  const decoded = scalable
    ? draw(bytes, { width: top, height: highest, maxPixels: MAX_PIXELS }, timeMax)
    : to(decode(bytes, timeMax).autoOrient(), top, highest).ensureAlpha().raw().toBuffer();
  const largest = await decoded.catch((error: Error) => {
    throw slowness(error, timeMax) ?? new DamagedMedia();
  });
  if (!largest) throw tooSlow(timeMax);
  const raw = () =>
    sharp(largest, { raw: { width: top, height: heightAt(size, top), channels: 4 } }).timeout({
      seconds: timeMax,
    });
  const { isOpaque } = await raw().stats();
  const image = () => (isOpaque ? raw().removeAlpha() : raw());

  const formats: [extension: string, encode: (image: Sharp) => Sharp][] = [
    ["avif", (each) => each.avif({ quality: 50, effort: AVIF_EFFORT })],
    ["webp", (each) => each.webp({ quality: 80 })],
    isOpaque
      ? ["jpg", (each) => each.jpeg({ quality: 80, mozjpeg: true, chromaSubsampling: "4:4:4" })]
      : ["png", (each) => each.png({ compressionLevel: 9 })],
  ];
  const variants = await Promise.all(
    formats.flatMap(([extension, encode]) =>
      widths.map(async (width): Promise<SizedFile> => {
        const height = heightAt(size, width);
        const encoded = await encode(to(image(), width, height))
          .toBuffer()
          .catch((error: Error) => {
            throw slowness(error, timeMax) ?? error;
          });
        return { ...(await put(encoded, extension)), width, height };
      }),
    ),
  );

  const thumb = await image()
    .resize(THUMB_SIDE, THUMB_SIDE, { fit: "inside", withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const placeholder = rgbaToThumbHash(thumb.info.width, thumb.info.height, thumb.data);
  return {
    variants,
    placeholder: Buffer.from(placeholder).toString("base64"),
    ...(isOpaque && {
      preview: (
        await to(image(), ...previewSize(size))
          .webp({ quality: 40 })
          .toBuffer()
      ).toString("base64"),
    }),
  };
}
