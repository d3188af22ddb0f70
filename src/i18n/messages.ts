// Interface strings: i18next over locales/*.json. Created once; nothing here depends on a request.
import { createInstance } from "i18next";
import en from "../../locales/en.json" with { type: "json" };
import uk from "../../locales/uk.json" with { type: "json" };
import { DEFAULT_LOCALE, type Locale, locales } from "./locales.ts";

const resources: Record<Locale, { translation: object }> = {
  en: { translation: en },
  uk: { translation: uk },
};

const i18n = createInstance();
i18n.init({
  initAsync: false,
  resources,
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
