// The one table of locales. A third language is a row here, a file in locales/ and content.
import en from "../../locales/en.json" with { type: "json" };
import uk from "../../locales/uk.json" with { type: "json" };

export interface LocaleRow {
  /** The language's own name, for language switches. */
  name: string;
  /** Where to look when a translation is missing, in order (never implied: CLDR has no uk→ru either). */
  fallback: readonly string[];
  /** Spellings in a URL that are redirected to the canonical one. `ua` is a country, not a language. */
  aliases: readonly string[];
  /** Language and region: names of months, lists and alphabetical order follow it, Open Graph's locale too. */
  tag: string;
  /** A date of `{day}`, `{month}` (its name, as it stands beside a day) and `{year}`. */
  date: string;
  /** The same with a time, of `{date}` and `{time}` (24 hours). */
  dateTime: string;
  /** The conjunction of a list where the next name matches, in place of CLDR's: «Ольга та Іван». */
  conjunction?: { readonly before: RegExp; readonly cldr: string; readonly instead: string };
  /** Strings for readers and clients: locales/{tag}.json. */
  strings: object;
}

export const LOCALES = {
  en: {
    name: "English",
    fallback: [],
    aliases: ["en-us", "en-gb"],
    tag: "en-US",
    date: "{month} {day}, {year}",
    dateTime: "{date} at {time}",
    strings: en,
  },
  uk: {
    name: "Українська",
    fallback: ["en"],
    aliases: ["ua", "uk-ua"],
    tag: "uk-UA",
    date: "{day} {month} {year}",
    dateTime: "{time} {date}",
    conjunction: { before: /^[аеєиіїоуюя]/i, cldr: " і ", instead: " та " },
    strings: uk,
  },
} as const satisfies Record<string, LocaleRow>;

/** BCP 47 tag of a language that we serve. */
export type Locale = keyof typeof LOCALES;
export type PerLocale<T> = Partial<Record<Locale, T>>;

export const locales = Object.keys(LOCALES) as Locale[];
export const DEFAULT_LOCALE = "en" satisfies Locale;
/** The newsroom's. Never print what Intl resolves it to: some ICU versions say Europe/Kiev. */
export const TIME_ZONE = "Europe/Kyiv";

export const isLocale = (tag: string): tag is Locale => Object.hasOwn(LOCALES, tag);

/** @param tag lower-case path segment. @returns `null` for a language that we do not have. */
export function parseLocale(tag: string): Locale | null {
  if (isLocale(tag)) return tag;
  return locales.find((locale) => (LOCALES[locale].aliases as readonly string[]).includes(tag)) ?? null;
}

/** The locale itself, then its fallbacks in order. */
export const localeChain = (locale: Locale): Locale[] => [
  locale,
  ...(LOCALES[locale].fallback as readonly Locale[]),
];
