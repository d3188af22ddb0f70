// Interface strings: i18next over those of the locales' rows. Created once; nothing here depends on a request.
import { createInstance } from "i18next";
import { DEFAULT_LOCALE, LOCALES, type Locale, locales } from "./locales.ts";

const i18n = createInstance();
i18n.init({
  initAsync: false,
  resources: Object.fromEntries(locales.map((locale) => [locale, { translation: LOCALES[locale].strings }])),
  lng: DEFAULT_LOCALE,
  fallbackLng: DEFAULT_LOCALE,
  supportedLngs: locales,
  // What comes out is data (JSON) or is escaped by the template that prints it.
  interpolation: { escapeValue: false },
});

const fixed = Object.fromEntries(locales.map((locale) => [locale, i18n.getFixedT(locale)])) as Record<
  Locale,
  ReturnType<typeof i18n.getFixedT>
>;

/**
 * @param key dotted path in locales/*.json.
 * @param values interpolated; `count` picks the plural form by the CLDR rules of the locale.
 */
export const translate = (locale: Locale, key: string, values: Record<string, unknown> = {}): string =>
  fixed[locale](key, values);
