// A slug from a headline.
import type { Locale } from "../../../i18n/locales.ts";
import { APOSTROPHES } from "../../languages/apostrophe.ts";
import { LANGUAGES } from "../../languages/languages.ts";

const MAX = 80;

/** Lower-case words joined by hyphens, at most 80 characters, cut at a word. Empty if nothing is left. */
export function slugify(text: string, locale: Locale): string {
  const latin = LANGUAGES[locale].romanize(text);
  const words = latin.replace(APOSTROPHES, "").match(/[a-z0-9]+/g) ?? [];
  let slug = "";
  for (const word of words) {
    if (slug.length + word.length >= MAX) break;
    slug += (slug && "-") + word;
  }
  return slug;
}
