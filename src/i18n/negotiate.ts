// Accept-Language → locale (RFC 9110 §12.5.4, lookup as in RFC 4647 §3.4). Libraries for this take 2.5 KB of the Worker, and
// leave the lookup to us.
import { DEFAULT_LOCALE, isLocale, type Locale, locales } from "./locales.ts";

const MAX_LENGTH = 1024;
const MAX_RANGES = 20;

/** language-range and weight (RFC 4647 §2.1, RFC 9110 §12.4.2); what is not of this form is ignored. */
const RANGE = /^\s*(\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/i;

/**
 * The best locale that we have; never fails. Only the first 1 kB and 20 items of the header are read.
 * @param header Accept-Language, or `null` when the client sent none.
 */
export function negotiateLocale(header: string | null): Locale {
  if (!header) return DEFAULT_LOCALE;
  const cut = header.slice(0, MAX_LENGTH);
  // A range that the length limit cut in half is dropped, not read as another language.
  const items = (cut.length < header.length ? cut.slice(0, cut.lastIndexOf(",") + 1) : cut).split(",");
  const ranges = items.slice(0, MAX_RANGES).flatMap((item) => {
    const [, tag, weight = 1] = RANGE.exec(item) ?? [];
    return tag === undefined ? [] : [{ tag: tag.toLowerCase(), weight: Number(weight) }];
  });
  // A weight of nothing: not acceptable.
  const allowed = locales.filter(
    (locale) => !ranges.some(({ tag, weight }) => weight === 0 && tag === locale),
  );
  const wishes = ranges.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  for (const { tag } of [...wishes, { tag: "*" }]) {
    const locale = lookUp(tag, allowed);
    if (locale) return locale;
  }
  return DEFAULT_LOCALE;
}

/** A range without its last subtags until it is a language that we have; `null` if it never is. */
function lookUp(range: string, allowed: readonly Locale[]): Locale | null {
  if (range === "*") return allowed.find((locale) => locale === DEFAULT_LOCALE) ?? allowed[0] ?? null;
  for (let tag = range; tag; tag = tag.replace(/(-[a-z0-9])?-?[a-z0-9]*$/, "")) {
    if (isLocale(tag)) return allowed.includes(tag) ? tag : null;
  }
  return null;
}
