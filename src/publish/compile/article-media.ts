// The files that an article brings, and what an app has to fetch for it.

import type { StoredArticle } from "../../article/article.ts";
import { isHtml, isInternal, isLink, SITE_LINK } from "../../article/links.ts";
import type { Sizes } from "../../article/summary.ts";
import { mediaFile, mediaUrl } from "../media/stored-picture.ts";
import type { CheckedArticle, MadeFile, MediaMaker, Medium, Picture } from "../model.ts";

/** In every language. */
export function picturesOf({ picture: lead, translations }: CheckedArticle): Picture[] {
  const inText = Object.values(translations).flatMap(({ pictures }) => pictures);
  return lead ? [lead, ...inText] : inText;
}

export function mediaOf(
  pictures: readonly Picture[],
  { translations }: CheckedArticle,
  media: MediaMaker,
): Medium[] {
  const cards = Object.values(translations).flatMap(({ socialCard }) => socialCard ?? []);
  return [
    ...pictures.flatMap((picture) => {
      const remake = () => media.picture(picture.source);
      return [picture, ...picture.variants].map((file) => ({ file, remake }));
    }),
    ...cards.map((file) => ({ file, remake: () => media.card(file.words) })),
  ];
}

/** CSS pixels. */
const PHONE_WIDTH = 960;
/** The file of a picture for an app on a phone. */
const forPhones = ({ variants }: Picture): MadeFile =>
  variants.findLast(({ extension, width }) => extension === "webp" && width <= PHONE_WIDTH) as MadeFile;

/** @param pictures of the article, in every language. */
export function sizesOf(article: StoredArticle, pictures: readonly Picture[]): Sizes {
  let links = 0;
  const json = JSON.stringify(article, (key, value) => {
    if (isLink(key, value)) links++;
    if (isHtml(key, value)) links += value.split(SITE_LINK).length - 1;
    return isInternal(key) ? undefined : value;
  });
  const urls = new Set([article.image, ...article.body.map(({ image }) => image)].map((image) => image?.url));
  const shown = pictures.filter((picture) => urls.has(mediaUrl(picture, article.id))).map(forPhones);
  return {
    json: new TextEncoder().encode(json).byteLength,
    links,
    media: [...new Map(shown.map((file) => [mediaFile(file), file.size]))],
  };
}
