// A picture as an article shows it.
import type { Block } from "../../article/article.ts";
import { mediaName, mediaPath } from "../../article/paths.ts";
import { expandPicture, type StoredPicture } from "../../article/picture.ts";
import type { MediaFile } from "../../store/format.ts";
import type { MadeFile, Picture } from "../model.ts";

export const mediaFile = ({ hash, extension }: MadeFile): MediaFile => `${hash}.${extension}`;

/** Each article names its pictures for itself: what another one does with the same file never moves its URLs. */
export const mediaUrl = ({ hash, extension }: MadeFile, articleId: string): string =>
  mediaPath(hash, mediaName(articleId, extension));

export function storedPicture(picture: Picture, articleId: string): StoredPicture {
  const { width, height, type, placeholder, preview, variants } = picture;
  return {
    url: mediaUrl(picture, articleId),
    width,
    height,
    type,
    placeholder,
    ...(preview !== undefined && { preview }),
    variants: variants.map((variant) => [mediaFile(variant), variant.width]),
  };
}

/** A picture in the text. */
export const imageBlock = (
  picture: Picture,
  { alt, caption }: { alt: string; caption?: string },
  articleId: string,
): Block => ({
  type: "image",
  text: caption ?? alt,
  image: {
    ...expandPicture(storedPicture(picture, articleId), articleId),
    alt,
    ...(caption !== undefined && { caption }),
  },
});
