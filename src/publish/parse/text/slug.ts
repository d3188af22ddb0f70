// A slug from a headline.
import anyAscii from "any-ascii";
import type { Locale } from "../../../i18n/locales.ts";
import { APOSTROPHES } from "../../languages/apostrophe.ts";
import { localeOfLetters, rulesOf } from "../../languages/languages.ts";

const MAX = 80;
/** Marks that any letter may bear, as a stress, where Unicode has no letter of both. */
const STRESS = /\p{sc=Inherited}/gu;
const LETTERS = /[\p{L}\p{M}\p{Nd}]+/gu;

/** Lower-case words joined by hyphens, at most 80 characters, cut at a word. Empty if nothing is left. */
export function slugify(text: string, locale: Locale): string {
  const words = latin(text, locale).match(/[a-z0-9]+/g) ?? [];
  let slug = "";
  for (const word of words) {
    if (slug.length + word.length >= MAX) break;
    slug += (slug && "-") + word;
  }
  return slug;
}

/** By the rules of the locale, or of the one that has such letters; then letters of any language as they are best known. */
function latin(text: string, locale: Locale): string {
  const plain = text.normalize("NFC").replace(STRESS, "").replace(APOSTROPHES, "");
  const { romanize } = rulesOf(locale) ?? {};
  const own = romanize ?? rulesOf(localeOfLetters(plain))?.romanize;
  return (own?.(plain) ?? plain)
    .replace(LETTERS, (letters) => anyAscii(letters).replace(/[^a-z0-9]/gi, ""))
    .toLowerCase();
}
