// The table of languages in which newsrooms write: typography, look-alikes, Latin letters. A row for each locale.
import { DEFAULT_LOCALE, isLocale, type Locale, locales } from "../../i18n/locales.ts";
import { ENGLISH } from "./en.ts";
import type { LanguageRules, Script } from "./rules.ts";
import { UKRAINIAN } from "./uk.ts";

export const LANGUAGES: Record<Locale, LanguageRules> = { en: ENGLISH, uk: UKRAINIAN };

/** @param language BCP 47. @returns `null` for a language that nobody writes articles in, like that of a quotation. */
export const rulesOf = (language: string): LanguageRules | null =>
  isLocale(language) ? LANGUAGES[language] : null;

/** Languages without rules of which quotations are in Cyrillic letters. */
const CYRILLIC = /^(ru|be|bg|mk|sr)$/;

/** @param language BCP 47, region and variant aside. */
export const scriptOfLanguage = (language: string): Script =>
  rulesOf(language)?.script ?? (CYRILLIC.test(language) ? "Cyrillic" : "Latin");

/** The language of a name or a headline, as far as its letters tell. */
export const localeOfLetters = (text: string): Locale =>
  (/\p{sc=Cyrl}/u.test(text) && locales.find((locale) => LANGUAGES[locale].script === "Cyrillic")) ||
  DEFAULT_LOCALE;
