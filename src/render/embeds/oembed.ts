// oEmbed 1.0 answers: the card for hosts that ask by the article's URL.
import { html, raw } from "hono/html";
import { frontPath } from "../../article/paths.ts";
import type { Locale } from "../../i18n/locales.ts";
import { absolute } from "../links.ts";
import { siteName } from "../problem-view.ts";
import { CARD_HEIGHT, CARD_WIDTH, oembedSnippet } from "../snippets.ts";
import { type Preview, previewOf } from "../social-preview.ts";
import type { ArticleView } from "../view.ts";
import { xmlDocument } from "../xml.ts";

/** The host's limits (oEmbed §2.2) in CSS pixels; infinite where it sets none. */
export interface MaximumSize {
  maxwidth: number;
  maxheight: number;
}

/** A smaller frame holds no card: such a host gets a link. */
const MIN_WIDTH = 280;
const MIN_HEIGHT = 200;
/** Seconds for which a host may keep the answer. */
const CACHE_AGE = 3600;

type Answer = Record<string, string | number>;

export function buildOembed({ article, site, origin }: ArticleView, maximum: MaximumSize): Answer {
  const width = Math.min(CARD_WIDTH, maximum.maxwidth);
  const height = Math.min(CARD_HEIGHT, maximum.maxheight);
  const fits = width >= MIN_WIDTH && height >= MIN_HEIGHT;
  const locale = article.requestedLanguage as Locale;
  const { image, author } = article;
  const preview = previewOf(image, maximum);
  const [only, ...others] = author;
  return {
    version: "1.0",
    type: fits ? "rich" : "link",
    title: article.headline,
    author_name: article.display.byline,
    ...(only && others.length === 0 && { author_url: absolute(only.url, origin) }),
    provider_name: siteName(site, locale),
    provider_url: absolute(frontPath(locale), origin),
    cache_age: CACHE_AGE,
    ...(fits && { html: oembedSnippet(article, origin, width, height), width, height }),
    ...(preview && thumbnail(preview, origin)),
  };
}

/** It keeps to the host's limits as well (oEmbed 1.0 §2.3.4.1). */
const thumbnail = ({ url, width, height }: Preview, origin: string): Answer => ({
  thumbnail_url: absolute(url, origin),
  thumbnail_width: width,
  thumbnail_height: height,
});

export const oembedJson = (answer: Answer): string => JSON.stringify(answer);

export const oembedXml = (answer: Answer): string =>
  xmlDocument(
    html`<oembed>${Object.entries(answer).map(
      ([name, value]) => html`<${raw(name)}>${value}</${raw(name)}>`,
    )}</oembed>`,
  );
