// A picture as rows hold it, and how it becomes what a client sees. Its files are named by their bytes; URLs, heights and
// types follow from that.
import type { Image } from "./article.ts";
import { mediaName, mediaPath, PICTURE_TYPES } from "./paths.ts";

export interface StoredPicture {
  /** Root-relative, of the picture's own file. */
  url: string;
  /** CSS pixels. */
  width: number;
  height: number;
  type: string;
  placeholder?: string;
  preview?: string;
  /** `{hash}.{extension}` and width in pixels. */
  variants?: [file: string, width: number][];
}

/** Height of a picture's variant that is `at` pixels wide. */
export const heightAt = ({ width, height }: { width: number; height: number }, at: number): number =>
  Math.max(1, Math.round((height * at) / width));

/** @param articleId each article names its pictures for itself: what another one does never moves its URLs. */
export const expandPicture = (picture: StoredPicture, articleId: string): Omit<Image, "alt"> => ({
  ...picture,
  variants: (picture.variants ?? []).map(([file, width]) => {
    const [hash = "", extension = ""] = file.split(".");
    const url = mediaPath(hash, mediaName(articleId, extension));
    return { url, width, height: heightAt(picture, width), type: PICTURE_TYPES[extension] ?? "" };
  }),
});

/** Pixels of a social card: what Open Graph's consumers show large. */
export const SOCIAL_CARD_WIDTH = 1200;
export const SOCIAL_CARD_HEIGHT = 630;
