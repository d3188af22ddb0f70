// The table of languages in which newsrooms write: typography, look-alikes, Latin letters. A locale without a row has the
// checks that every language has.
import { DEFAULT_LOCALE, isLocale, type Locale, locales, type PerLocale } from "../../i18n/locales.ts";
import { ENGLISH } from "./en.ts";
import type { LanguageRules, Script } from "./rules.ts";
import { UKRAINIAN } from "./uk.ts";

const LANGUAGES: PerLocale<LanguageRules> = { en: ENGLISH, uk: UKRAINIAN };

/** @param language BCP 47. @returns `null` for one without a row, like that of a quotation. */
export const rulesOf = (language: string): LanguageRules | null =>
  (isLocale(language) && LANGUAGES[language]) || null;

/** ISO 15924. */
const SCRIPTS: Record<string, Script> = { Cyrl: "Cyrillic", Grek: "Greek" };
const scripts = new Map<string, Script>();

/** The script that a language is mostly written in (CLDR, likely subtags). @param language BCP 47, only the language. */
export function scriptOfLanguage(language: string): Script {
  const known =
    scripts.get(language) ?? SCRIPTS[new Intl.Locale(language).maximize().script ?? ""] ?? "Latin";
  scripts.set(language, known);
  return known;
}

/** The language of a name or a headline, as far as its letters tell. */
export const localeOfLetters = (text: string): Locale =>
  (/\p{sc=Cyrl}/u.test(text) && locales.find((locale) => scriptOfLanguage(locale) === "Cyrillic")) ||
  DEFAULT_LOCALE;
