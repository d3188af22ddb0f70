// Accept-Language → locale (RFC 9110 §12.5.4, lookup as in RFC 4647 §3.4).
import Negotiator from "negotiator";
import { DEFAULT_LOCALE, isLocale, type Locale, locales } from "./locales.ts";

const MAX_LENGTH = 1024;
const MAX_RANGES = 20;

/** A weight of nothing: not acceptable. */
const EXCLUDED = /;\s*q=0(\.0*)?\s*$/i;

/** language-range and weight (RFC 4647 §2.1, RFC 9110 §12.4.2); what is not of this form is ignored. */
const RANGE = /^\s*(\*|[a-z]{1,8}(-[a-z0-9]{1,8})*)\s*(;\s*q=(0(\.\d{0,3})?|1(\.0{0,3})?)\s*)?$/i;

/**
 * The best locale that we have; never fails. Only the first 1 kB and 20 items of the header are read.
 * @param header Accept-Language, or `null` when the client sent none.
 */
export function negotiateLocale(header: string | null): Locale {
  if (!header) return DEFAULT_LOCALE;
  const cut = header.slice(0, MAX_LENGTH);
  // A range that the length limit cut in half is dropped, not read as another language.
  const ranges = (cut.length < header.length ? cut.slice(0, cut.lastIndexOf(",") + 1) : cut).split(",");
  const wellFormed = ranges.slice(0, MAX_RANGES).filter((range) => RANGE.test(range));
  const excluded = wellFormed.filter((range) => EXCLUDED.test(range)).map((range) => tagOf(range));
  const allowed = locales.filter((locale) => !excluded.includes(locale));
  const preferred = new Negotiator({ headers: { "accept-language": wellFormed.join(",") } }).languages();
  const wishes = [...preferred, "*"].map((range) => lookUp(tagOf(range), allowed));
  return wishes.find((locale) => locale !== null) ?? DEFAULT_LOCALE;
}

const tagOf = (range: string): string => (range.split(";", 1)[0] as string).trim().toLowerCase();

/** A range without its last subtags until it is a language that we have; `null` if it never is. */
function lookUp(range: string, allowed: readonly Locale[]): Locale | null {
  if (range === "*") return allowed.find((locale) => locale === DEFAULT_LOCALE) ?? allowed[0] ?? null;
  for (let tag = range; tag; tag = tag.replace(/(-[a-z0-9])?-?[a-z0-9]*$/, "")) {
    if (isLocale(tag)) return allowed.includes(tag) ? tag : null;
  }
  return null;
}
