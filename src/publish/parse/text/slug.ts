// A slug from a headline. Ukrainian is romanised by Cabinet of Ministers resolution No. 55 of 27 January 2010.
import type { Locale } from "../../../i18n/locales.ts";

const MAX = 80;

const LETTERS: Record<string, string> = {
  а: "a",
  б: "b",
  в: "v",
  г: "h",
  ґ: "g",
  д: "d",
  е: "e",
  є: "ie",
  ж: "zh",
  з: "z",
  и: "y",
  і: "i",
  ї: "i",
  й: "i",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "kh",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "shch",
  ь: "",
  ю: "iu",
  я: "ia",
};
const WORD_START: Record<string, string> = { є: "ye", ї: "yi", й: "y", ю: "yu", я: "ya" };
/** U+0027, U+2019 and U+02BC all stand for the apostrophe; none of them begins a word. */
const APOSTROPHES = /['’ʼ]/g;

/** @param text in any case; what is not of the Ukrainian alphabet passes through. */
export function romanizeUkrainian(text: string): string {
  const letters = [...text.normalize("NFC").toLowerCase().replace(APOSTROPHES, "").replaceAll("зг", "zgh")];
  return letters
    .map((letter, i) => {
      const startsWord = !/\p{L}/u.test(letters[i - 1] ?? "");
      return (startsWord ? WORD_START[letter] : undefined) ?? LETTERS[letter] ?? letter;
    })
    .join("");
}

/** Lower-case words joined by hyphens, at most 80 characters, cut at a word. Empty if nothing is left. */
export function slugify(text: string, locale: Locale): string {
  const latin =
    locale === "uk" ? romanizeUkrainian(text) : text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = latin.replace(APOSTROPHES, "").match(/[a-z0-9]+/g) ?? [];
  let slug = "";
  for (const word of words) {
    if (slug.length + word.length >= MAX) break;
    slug += (slug && "-") + word;
  }
  return slug;
}
