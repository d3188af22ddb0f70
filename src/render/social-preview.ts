// Selects the picture for an article in previews, thumbnails and search results.
import type { Image, StoredArticle } from "../article/article.ts";
import { SOCIAL_CARD_HEIGHT, SOCIAL_CARD_WIDTH } from "../article/picture.ts";

/** Types that consumers of previews read; they know neither SVG nor AVIF. */
const RASTER = /^image\/(jpeg|png|webp)$/;

export type Preview = Pick<Image, "url" | "width" | "height" | "type">;

/** @returns `undefined` for an article that was published before there were cards. */
export const socialCardOf = ({ socialCard: url }: StoredArticle): Preview | undefined =>
  url === undefined ? url : { url, width: SOCIAL_CARD_WIDTH, height: SOCIAL_CARD_HEIGHT, type: "image/png" };

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
  // The picture's own file may be far too heavy.
  const forms: Preview[] = image?.variants?.length ? image.variants : image ? [image] : [];
  return forms
    .filter(({ type, width, height }) => RASTER.test(type) && width <= maxwidth && height <= maxheight)
    .sort((a, b) => b.width - a.width || rank(a) - rank(b))[0];
}

/** Of one size, what every consumer reads comes first. */
const rank = ({ type }: Preview): number => (type === "image/webp" ? 1 : 0);
