// The words of the contract and of its pages: locales/docs. They are many, so the Worker has none, and a locale may have
// some of them or none: what is missing comes in English.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInstance } from "i18next";
import { DEFAULT_LOCALE, type Locale, locales } from "../i18n/locales.ts";

const FOLDER = join(import.meta.dirname, "../../locales/docs");
const fileOf = (locale: Locale): string => join(FOLDER, `${locale}.json`);
const translated = locales.filter((locale) => existsSync(fileOf(locale)));

const i18n = createInstance();
i18n.init({
  initAsync: false,
  resources: Object.fromEntries(
    translated.map((locale) => [locale, { translation: JSON.parse(readFileSync(fileOf(locale), "utf8")) }]),
  ),
  fallbackLng: DEFAULT_LOCALE,
  supportedLngs: locales,
  interpolation: { escapeValue: false },
});

/** Keys that were asked for: what nobody asks for is not needed. */
export const used = new Set<string>();

/** The language that the words of a locale are in. */
export const languageOfWords = (locale: Locale): Locale =>
  translated.includes(locale) ? locale : DEFAULT_LOCALE;

/** @param key dotted path. @throws when there are no such words in English either. */
export function words(locale: Locale, key: string, values: Record<string, unknown> = {}): string {
  used.add(key);
  if (!i18n.exists(key, { lng: locale }))
    throw new Error(`locales/docs/${DEFAULT_LOCALE}.json has no ${key}: add it`);
  return i18n.getFixedT(locale)(key, values);
}

/** @returns the first of `keys` that has words. @throws when none has. */
export function firstWords(locale: Locale, ...keys: [string, ...string[]]): string {
  return words(locale, keys.find((key) => i18n.exists(key, { lng: locale })) ?? keys[0]);
}
