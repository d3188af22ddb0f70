// The files that an article brings, and what an app has to fetch for it.
import type { StoredArticle } from "../article/article.ts";
import { isHtml, isInternal, isLink, SITE_LINK } from "../article/links.ts";
import type { Sizes } from "../article/summary.ts";
import type { CheckedArticle } from "./check-article.ts";
import { mediaFile, mediaUrl } from "./image.ts";
import type { KeptFile, MediaCache } from "./media-cache.ts";
import { type Picture, readPicture } from "./picture.ts";
import { makeSocialCard } from "./social-card.ts";

/** A file, and how to make it again should the cache have lost it. */
export interface Medium {
  file: KeptFile;
  remake: () => Promise<unknown>;
}

/** In every language. */
export function picturesOf({ picture: lead, translations }: CheckedArticle): Picture[] {
  const inText = Object.values(translations).flatMap(({ pictures }) => pictures);
  return lead ? [lead, ...inText] : inText;
}

export function mediaOf(
  pictures: readonly Picture[],
  { translations }: CheckedArticle,
  cache: MediaCache,
): Medium[] {
  const cards = Object.values(translations).flatMap(({ socialCard }) => socialCard ?? []);
  return [
    ...pictures.flatMap((picture) => {
      const remake = () => readPicture(picture.source, cache);
      return [picture, ...picture.variants].map((file) => ({ file, remake }));
    }),
    ...cards.map((file) => ({ file, remake: () => makeSocialCard(file.words, cache) })),
  ];
}

/** CSS pixels. */
const PHONE_WIDTH = 960;
/** What an app on a phone keeps of a picture. */
const forPhones = ({ variants }: Picture): KeptFile =>
  variants.findLast(({ extension, width }) => extension === "webp" && width <= PHONE_WIDTH) as KeptFile;

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
