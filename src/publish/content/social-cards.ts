// Selects the articles whose social card is outdated: their headline, their section's name or the site's name has
// changed.
import type { Locale } from "../../i18n/locales.ts";
import type { CardWords, CheckedArticle, Translation } from "../model.ts";
import type { LoadedContent } from "./read-content.ts";

/** Gives each of the article's languages its card, where it has none with the same words. */
export async function addSocialCards(
  article: CheckedArticle,
  { site, cache, media }: LoadedContent,
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
    translation.socialCard = await media.card(words);
    cache.markDirty(article.id);
  }
}
