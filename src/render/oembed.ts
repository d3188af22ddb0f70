// oEmbed 1.0 answers: the card for hosts that ask by the article's URL.
import type { Image } from "../article/article.ts";
import { frontPath } from "../article/paths.ts";
import type { Locale } from "../i18n/locales.ts";
import { siteName } from "./problem-view.ts";
import { CARD_HEIGHT, CARD_WIDTH, oembedSnippet } from "./snippets.ts";
import type { ArticleView } from "./view.ts";

/** What a host has room for, in CSS pixels; infinite where it sets no limit. */
export interface Room {
  maxwidth: number;
  maxheight: number;
}

/** Less room than this holds no card: such a host gets a link. */
const MIN_WIDTH = 280;
const MIN_HEIGHT = 200;
/** Seconds for which a host may keep the answer. */
const CACHE_AGE = 3600;

type Answer = Record<string, string | number>;

export function buildOembed({ article, site, origin }: ArticleView, room: Room): Answer {
  const width = Math.min(CARD_WIDTH, room.maxwidth);
  const height = Math.min(CARD_HEIGHT, room.maxheight);
  const fits = width >= MIN_WIDTH && height >= MIN_HEIGHT;
  const locale = article.requestedLanguage as Locale;
  const { image, author } = article;
  const [only, ...others] = author;
  return {
    version: "1.0",
    type: fits ? "rich" : "link",
    title: article.headline,
    author_name: article.display.byline,
    ...(only && others.length === 0 && { author_url: origin + only.url }),
    provider_name: siteName(site, locale),
    provider_url: origin + frontPath(locale),
    cache_age: CACHE_AGE,
    ...(fits && { html: oembedSnippet(article, origin, width, height), width, height }),
    ...(image && thumbnail(image, origin, room)),
  };
}

/** It must keep to the host's limits as well (oEmbed §2.3.4.1): a drawing scales, another picture may be too large. */
function thumbnail(
  { url, width, height, type }: Image,
  origin: string,
  { maxwidth, maxheight }: Room,
): Answer {
  const scale = Math.min(1, maxwidth / width, maxheight / height);
  if (scale < 1 && type !== "image/svg+xml") return {};
  return {
    thumbnail_url: origin + url,
    thumbnail_width: Math.max(1, Math.floor(width * scale)),
    thumbnail_height: Math.max(1, Math.floor(height * scale)),
  };
}

export const oembedJson = (answer: Answer): string => JSON.stringify(answer);

export const oembedXml = (answer: Answer): string =>
  `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>${Object.entries(answer)
    .map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`)
    .join("")}</oembed>`;

/** XML 1.0 has no place for most control characters, not even as references. */
const escapeXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>]/g, (character) => `&#${character.codePointAt(0)};`);
