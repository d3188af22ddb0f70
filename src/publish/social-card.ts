// The picture that stands for an article where it is shared, and when it needs another one.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import sharp from "sharp";
import type { Locale } from "../i18n/locales.ts";
import { hashOf } from "../store/keys.ts";
import type { CheckedArticle } from "./check-article.ts";
import type { Translation } from "./check-translation.ts";
import type { KeptFile, MediaCache } from "./media-cache.ts";
import type { CardWords } from "./paint-card.ts";
import type { Content } from "./read.ts";

/** PNG. */
export interface SocialCard extends KeptFile {
  words: CardWords;
}

const require = createRequire(import.meta.url);

/** Names everything but the words that the outcome depends on, the code that draws it too. */
const painter: string = await hashOf(
  JSON.stringify([
    sharp.versions,
    require("satori/package.json").version,
    require("@fontsource/source-serif-4/package.json").version,
    await readFile(new URL("./paint-card.ts", import.meta.url), "utf8"),
  ]),
);

/** Gives each of the article's languages its card, where it has none with the same words. */
export async function addSocialCards(
  article: CheckedArticle,
  { site, cache, media }: Content,
): Promise<void> {
  const { section, retracted, translations } = article;
  for (const [locale, translation] of Object.entries(translations) as [Locale, Translation][]) {
    // What is retracted is shared no more.
    if (retracted || site.socialCards === false) {
      delete translation.socialCard;
      continue;
    }
    const words: CardWords = {
      headline: translation.headline,
      section: site.sections[section]?.[locale] ?? section,
      site: site.name[locale] ?? "",
    };
    if (JSON.stringify(translation.socialCard?.words) === JSON.stringify(words)) continue;
    translation.socialCard = await makeSocialCard(words, media);
    cache.grown(article.id);
  }
}

export async function makeSocialCard(words: CardWords, cache: MediaCache): Promise<SocialCard> {
  const { headline, section, site } = words;
  const inputs = JSON.stringify([painter, headline, section, site]);
  const file = await cache.recall(inputs, async (keep) => {
    // Most publishes draw none, and do without what it takes.
    const { paintCard } = await import("./paint-card.ts");
    return keep(await paintCard(words), "png");
  });
  return { words, ...file };
}
