// A problem as readers get it, in any form: a page, a tombstone card, a fragment.
import type { ProblemCode, ProblemDetails } from "../http/problems.ts";
import type { Locale } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";
import type { Site } from "../store/format.ts";
import type { Theme } from "./representation-key.ts";

/** The same thing in another language, by root-relative URL. */
export interface Alternate {
  locale: Locale;
  url: string;
}

export interface ProblemView {
  code: ProblemCode;
  status: number;
  locale: Locale;
  details: ProblemDetails;
  /** Where it is to be had in other languages. */
  alternates: readonly Alternate[];
  /** `null` while storage does not answer. */
  site: Site | null;
  origin: string;
  theme?: Theme;
}

/** Reader's words for a code or a status; any other 4xx is the address's fault, any other 5xx ours. */
const BY_CODE: Partial<Record<ProblemCode, string>> = {
  locale_not_supported: "language",
  preview_not_found: "preview",
};
const BY_STATUS: Record<number, string> = { 404: "missing", 410: "gone", 405: "method" };

/** @returns what to say in the reader's language: a heading and a sentence. */
export function problemWords({ status, code, locale, alternates }: ProblemView): {
  title: string;
  text: string;
} {
  const key =
    BY_CODE[code] ??
    (alternates.length > 0 ? "untranslated" : (BY_STATUS[status] ?? (status < 500 ? "address" : "down")));
  const say = (part: string) => translate(locale, `reader.${key}.${part}`);
  return { title: say("title"), text: say("text") };
}

/** Name of the site in the reader's language; a constant while storage does not answer. */
export const siteName = (site: Site | null, locale: Locale): string =>
  site?.name[locale] ?? translate(locale, "siteName");
