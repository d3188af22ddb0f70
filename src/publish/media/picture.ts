// A picture beside an article: whether it is one that we publish, and the files that are made of it.

import { readFile, stat } from "node:fs/promises";
import pLimit from "p-limit";
import type { Metadata } from "sharp";
import { PICTURE_TYPES } from "../../article/paths.ts";
import { hashOf } from "../../store/keys.ts";
import { type Finding, MediaError } from "../diagnostics/diagnostic.ts";
import type { Picture } from "../model.ts";
import type { MediaCache, PutFile } from "./media-cache.ts";
import { decode, encoder, MAX_PIXELS, MAX_RATIO, makeVariants } from "./picture-variants.ts";
import { isAnimatedPng, stripMetadata } from "./strip-metadata.ts";
import { checkSvg } from "./svg.ts";

const MAX_BYTES = 10 * 2 ** 20;
const KINDS = Object.keys(PICTURE_TYPES);

/** How many are decoded at a time: of the largest that we take, a JPEG needs 300 MB meanwhile, an AVIF 1 GB. */
const limit = pLimit(2);

/** @returns the picture, or what is wrong with the file; its words want the `name` that the file goes by as well. */
export const readPicture = (path: string, cache: MediaCache): Promise<Picture | Finding> =>
  limit(async () => {
    try {
      const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
      if (!Object.hasOwn(PICTURE_TYPES, extension))
        throw new MediaError({ code: "picture_format", values: { kinds: KINDS } });
      const { size } = await stat(path);
      if (size > MAX_BYTES)
        throw new MediaError({ code: "picture_too_large", values: { max: MAX_BYTES / 2 ** 20 } });
      const bytes = await readFile(path);
      const inputs = [await hashOf(bytes), extension, encoder].join();
      const made = await cache.getOrCreate(inputs, (put) => makePicture(bytes, extension, put));
      return { ...made, source: path };
    } catch (error) {
      if (error instanceof MediaError) return error.finding;
      throw error;
    }
  });

async function makePicture(
  bytes: Uint8Array,
  extension: string,
  put: PutFile,
): Promise<Omit<Picture, "source">> {
  const about = await readHead(bytes, extension);
  const { width, height } = about.autoOrient;
  if (Math.max(width, height) > MAX_RATIO * Math.min(width, height))
    throw new MediaError({ code: "picture_proportions", values: { width, height, ratio: MAX_RATIO } });
  const variants = await makeVariants(bytes, { width, height }, about.format === "svg", put);
  const own = await put(withoutMetadata(bytes, about), extension);
  return { ...own, type: PICTURE_TYPES[extension] as string, width, height, ...variants };
}

/** Format and size of a picture, as its own head states them. @throws MediaError */
async function readHead(bytes: Uint8Array, extension: string): Promise<Metadata> {
  if (bytes.byteLength === 0) throw new MediaError({ code: "picture_empty" });
  const markup = looksLikeMarkup(bytes);
  const finding = extension === "svg" && markup ? checkSvg(bytes) : null;
  if (finding) throw new MediaError(finding);
  const about = await decode(bytes)
    .metadata()
    .catch((error: Error) => {
      throw new MediaError(
        /pixel limit/.test(error.message)
          ? { code: "picture_pixels", values: { millions: MAX_PIXELS / 1e6 } }
          : { code: "picture_unreadable" },
      );
    });
  const format = about.compression === "av1" ? "avif" : about.format;
  if (format !== (extension === "jpg" ? "jpeg" : extension)) {
    throw new MediaError(
      Object.hasOwn(PICTURE_TYPES, format)
        ? { code: "picture_extension", values: { format } }
        : { code: "picture_format", values: { format, kinds: KINDS, context: "known" } },
    );
  }
  // A decoder would unpack it, unseen by the check.
  if (format === "svg" && !markup)
    throw new MediaError({ code: "svg_not_plain", values: { context: "compressed" } });
  if ((about.pages ?? 1) > 1 || (format === "png" && isAnimatedPng(bytes)))
    throw new MediaError({ code: "picture_animated" });
  return about;
}

const looksLikeMarkup = (bytes: Uint8Array): boolean =>
  /^\ufeff?\s*</.test(new TextDecoder().decode(bytes.subarray(0, 100)));

/** The same picture without what is no part of it; what tells how to show it stays. */
function withoutMetadata(bytes: Uint8Array, { format, orientation = 1, exif, xmp }: Metadata): Uint8Array {
  if (format === "svg") return bytes;
  if (orientation > 1 && format !== "jpeg") throw new MediaError({ code: "picture_turned" });
  if (format === "jpeg" || format === "png" || format === "webp")
    return stripMetadata(format, bytes, orientation);
  if (exif || xmp) throw new MediaError({ code: "picture_metadata" });
  return bytes;
}
