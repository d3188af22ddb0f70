// Formats times, names and numbers for readers, by the CLDR rules of the locale.
import { LOCALES, type Locale, type LocaleRow, TIME_ZONE } from "./locales.ts";
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
/**
 * The newsroom's clock in numbers. Whole dates are not taken from Intl: what stands between the parts changes from one
 * version of its data to the next, and workerd brings another one than Node.
 */
const clock = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone: TIME_ZONE,
});
/** January to December, each as it stands beside a day: «червня». */
const monthNames = perLocale((locale) => {
  const format = new Intl.DateTimeFormat(`${LOCALES[locale].tag}-u-ca-gregory-nu-latn`, {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  });
  return Array.from({ length: 12 }, (_, month) => {
    const parts = format.formatToParts(Date.UTC(2000, month, 15));
    return parts.find(({ type }) => type === "month")?.value ?? "";
  });
});
const listFormat = perLocale((locale) => new Intl.ListFormat(LOCALES[locale].tag, { type: "conjunction" }));
const collator = perLocale((locale) => new Intl.Collator(LOCALES[locale].tag));

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

/** "June 29, 2025", «29 червня 2025»: the newsroom's day. @param utc RFC 3339. */
export const formatDate = (utc: string, locale: Locale): string =>
  dateOf(newsroomClock(Date.parse(utc)), locale);

/** "June 29, 2025 at 12:00", «12:00 29 червня 2025»: the newsroom's time. @param time milliseconds since 1970. */
export function formatMoment(time: number, locale: Locale): string {
  const parts = newsroomClock(time);
  return fill(LOCALES[locale].dateTime, {
    date: dateOf(parts, locale),
    time: `${parts.hour}:${parts.minute}`,
  });
}

type Clock = Partial<Record<Intl.DateTimeFormatPartTypes, string>>;

const newsroomClock = (time: number): Clock =>
  Object.fromEntries(clock.formatToParts(time).map(({ type, value }) => [type, value]));

const dateOf = ({ year, month, day }: Clock, locale: Locale): string =>
  fill(LOCALES[locale].date, { year, day, month: monthNames(locale)[Number(month) - 1] });

const fill = (pattern: string, values: Record<string, string | undefined>): string =>
  pattern.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");

/** "A, B, and C", «А, Б і В», «Ольга та Іван». */
export const formatNames = (names: readonly string[], locale: Locale): string =>
  splitNames(names, locale)
    .map(({ value }) => value)
    .join("");

/** The same in parts, for names that are links: a `literal` stands between two `element`s. */
export function splitNames(names: readonly string[], locale: Locale): ListPart[] {
  const { conjunction }: LocaleRow = LOCALES[locale];
  const parts = listFormat(locale).formatToParts(names);
  return parts.map((part, i) =>
    conjunction && part.value === conjunction.cldr && conjunction.before.test(parts[i + 1]?.value ?? "")
      ? { ...part, value: conjunction.instead }
      : part,
  );
}

type ListPart = ReturnType<Intl.ListFormat["formatToParts"]>[number];

/** Alphabetical order of the locale: «ґ» after «г», «і» after «и». */
export const compareNames = (a: string, b: string, locale: Locale): number => collator(locale).compare(a, b);
