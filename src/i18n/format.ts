// What a reader sees of times, names and numbers, by the CLDR rules of the locale.
import { LOCALES, type Locale, TIME_ZONE } from "./locales.ts";
import { translate } from "./messages.ts";

const WORDS_PER_MINUTE = 200;

/** A formatter of Intl for each locale, made once: making one costs more than a hundred uses. */
function perLocale<T>(make: (locale: Locale) => T): (locale: Locale) => T {
  const made = new Map<Locale, T>();
  return (locale) => {
    const known = made.get(locale) ?? make(locale);
    made.set(locale, known);
    return known;
  };
}

const wordSegmenter = perLocale((locale) => new Intl.Segmenter(locale, { granularity: "word" }));
const dateFormat = perLocale(
  (locale) => new Intl.DateTimeFormat(LOCALES[locale].formats, { dateStyle: "long", timeZone: TIME_ZONE }),
);
const momentFormat = perLocale(
  (locale) =>
    new Intl.DateTimeFormat(LOCALES[locale].formats, {
      dateStyle: "long",
      timeStyle: "short",
      timeZone: TIME_ZONE,
    }),
);
const listFormat = perLocale(
  (locale) => new Intl.ListFormat(LOCALES[locale].formats, { type: "conjunction" }),
);
const collator = perLocale((locale) => new Intl.Collator(LOCALES[locale].formats));

/** Words as Unicode segments them (UAX #29), punctuation left out. */
export function countWords(text: string, locale: Locale): number {
  let words = 0;
  for (const { isWordLike } of wordSegmenter(locale).segment(text)) {
    if (isWordLike) words++;
  }
  return words;
}

/** Whole minutes, at least one. */
export const readingMinutes = (words: number): number => Math.max(1, Math.ceil(words / WORDS_PER_MINUTE));

/** There are few different ones, and i18next takes longer for one than all else that a publish formats. */
const readingTimes = perLocale(() => new Map<number, string>());

/** "2 min read", «2 хв читання». */
export function formatReadingTime(minutes: number, locale: Locale): string {
  const known = readingTimes(locale);
  const text = known.get(minutes) ?? translate(locale, "readingTime", { count: minutes });
  known.set(minutes, text);
  return text;
}

/** "29 June 2025", «29 червня 2025»: the newsroom's day, without the literal (« р.») that CLDR ends with. */
export function formatDate(utc: string, locale: Locale): string {
  const parts = dateFormat(locale).formatToParts(new Date(utc));
  if (parts.at(-1)?.type === "literal") parts.pop();
  return parts.map(({ value }) => value).join("");
}

/** "29 June 2025 at 12:00", «29 червня 2025 о 12:00»: the newsroom's time. @param time milliseconds since 1970. */
export const formatMoment = (time: number, locale: Locale): string => momentFormat(locale).format(time);

/** "A, B and C", «А, Б і В». */
export const formatNames = (names: readonly string[], locale: Locale): string =>
  listFormat(locale).format(names);

/** The same in parts, for names that are links: what is no `element` stands between them. */
export const splitNames = (names: readonly string[], locale: Locale) =>
  listFormat(locale).formatToParts(names);

/** Alphabetical order of the locale: «ґ» after «г», «і» after «и». */
export const compareNames = (a: string, b: string, locale: Locale): number => collator(locale).compare(a, b);
