// A picture beside an article: what it is and how large. Its bytes are read again when they are written, and not kept.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { imageSize } from "image-size";
import { PICTURE_TYPES } from "../article/paths.ts";
import { type Hash, hashOf } from "../store/keys.ts";

export interface Picture {
  hash: Hash;
  path: string;
  /** Bytes. */
  size: number;
  /** Media type (RFC 6838). */
  type: string;
  extension: string;
  /** CSS pixels. */
  width: number;
  height: number;
}

const MAX_BYTES = 10 * 2 ** 20;
const MAX_PIXELS = 100_000_000;

/** @returns the picture, or what is wrong with the file and what to do. */
export async function readPicture(path: string): Promise<Picture | string> {
  const name = basename(path);
  const extension = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  const type = Object.hasOwn(PICTURE_TYPES, extension) ? PICTURE_TYPES[extension] : undefined;
  if (!type) return `is no picture that we publish: use ${Object.keys(PICTURE_TYPES).join(", ")}`;
  const bytes = await readFile(path);
  if (bytes.byteLength > MAX_BYTES) return `is larger than ${MAX_BYTES / 2 ** 20} MB: save it smaller`;
  try {
    const { width: across, height: down, orientation = 1, type: found = "" } = imageSize(bytes);
    // EXIF orientations from 5 on lie on their side; browsers set them up.
    const [width, height] = orientation < 5 ? [across, down] : [down, across];
    const actual = found === "jpg" ? "jpeg" : found;
    if (actual !== (extension === "jpg" ? "jpeg" : extension)) return `is really ${found}: name it .${found}`;
    if (!(width > 0 && height > 0) || width * height > MAX_PIXELS)
      return `has an impossible size (${width}×${height})`;
    return {
      hash: await hashOf(bytes),
      path,
      size: bytes.byteLength,
      type,
      extension,
      width: Math.round(width),
      height: Math.round(height),
    };
  } catch {
    return "cannot be read as a picture: export it again";
  }
}

/** @throws if the file is not what it was when it was checked. */
export async function readPictureBytes({ path, hash }: Picture): Promise<Uint8Array> {
  const bytes = await readFile(path);
  if ((await hashOf(bytes)) !== hash)
    throw new Error(`${path} changed while it was published: publish again`);
  return bytes;
}
