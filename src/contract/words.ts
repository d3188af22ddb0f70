// The words of the contract and of its pages, in every language: locales/docs. They are many, so the Worker has none.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInstance } from "i18next";
import { type Locale, locales } from "../i18n/locales.ts";

const FOLDER = join(import.meta.dirname, "../../locales/docs");

const i18n = createInstance();
i18n.init({
  initAsync: false,
  resources: Object.fromEntries(
    locales.map((locale) => [
      locale,
      { translation: JSON.parse(readFileSync(join(FOLDER, `${locale}.json`), "utf8")) },
    ]),
  ),
  fallbackLng: false,
  supportedLngs: locales,
  interpolation: { escapeValue: false },
});

/** Keys that were asked for: what nobody asks for is not needed. */
export const used = new Set<string>();

/** @param key dotted path. @throws when the locale has no such words. */
export function words(locale: Locale, key: string, values: Record<string, unknown> = {}): string {
  used.add(key);
  if (!i18n.exists(key, { lng: locale }))
    throw new Error(`locales/docs/${locale}.json has no ${key}: add it`);
  return i18n.getFixedT(locale)(key, values);
}

/** @returns the first of `keys` that has words. @throws when none has. */
export function firstWords(locale: Locale, ...keys: [string, ...string[]]): string {
  return words(locale, keys.find((key) => i18n.exists(key, { lng: locale })) ?? keys[0]);
}
