// Which picture stands for an article where others show it: previews, thumbnails, search results.
import type { Image } from "../article/article.ts";

/** What consumers of previews read; they know neither SVG nor AVIF. */
const RASTER = /^image\/(jpeg|png|webp)$/;

export type Preview = Pick<Image, "url" | "width" | "height" | "type">;

/**
 * The largest form of the picture that a consumer of previews can read.
 * @param room in CSS pixels, if it must not be larger.
 * @returns `undefined` if there is none.
 */
export function previewOf(
  image: Image | undefined,
  room: { maxwidth?: number; maxheight?: number } = {},
): Preview | undefined {
  const { maxwidth = Number.POSITIVE_INFINITY, maxheight = Number.POSITIVE_INFINITY } = room;
  const forms: Preview[] = image ? [image, ...(image.variants ?? [])] : [];
  return forms
    .filter(({ type, width, height }) => RASTER.test(type) && width <= maxwidth && height <= maxheight)
    .sort((a, b) => b.width - a.width || rank(a) - rank(b))[0];
}

/** Of one size, what every consumer reads comes first. */
const rank = ({ type }: Preview): number => (type === "image/webp" ? 1 : 0);
