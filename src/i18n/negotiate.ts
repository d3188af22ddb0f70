// Accept-Language → locale (RFC 9110 §12.5.4, lookup as in RFC 4647 §3.4).
import Negotiator from "negotiator";
import { DEFAULT_LOCALE, isLocale, type Locale, locales } from "./locales.ts";

const MAX_LENGTH = 1024;
const MAX_RANGES = 20;

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
  // The wildcard ranks what the client did not name last, so only `q=0` excludes a language.
  const wellFormed = ranges.slice(0, MAX_RANGES).filter((range) => RANGE.test(range));
  const value = [...wellFormed, "*;q=0.001"].join(",");
  const [best] = new Negotiator({ headers: { "accept-language": value } }).languages(locales);
  return best && isLocale(best) ? best : DEFAULT_LOCALE;
}
