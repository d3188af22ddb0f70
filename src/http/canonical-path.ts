// A request's path → the one spelling that means the same, or why it has none. Everything downstream sees the
// canonical spelling only; a request that used another is redirected once we know that it leads somewhere.
import { foldCase } from "../article/identifiers.ts";
import { parseLocale } from "../i18n/locales.ts";
import type { ProblemCode } from "./problems.ts";

export const MAX_PATH = 2048;
export const MAX_URL = 8192;

const CONTROL = /\p{Cc}/u;

/**
 * @param pathname as the URL parser left it, percent-encoded.
 * @returns the path in lower case and NFC, without a trailing slash and with a canonical locale; or the problem.
 */
export function canonicalPath(pathname: string): { path: string } | { problem: ProblemCode } {
  if (pathname.length > MAX_PATH) return { problem: "uri_too_long" };
  let segments: string[];
  try {
    segments = pathname.slice(1).split("/").map(decodeURIComponent);
  } catch {
    return { problem: "invalid_path" };
  }
  for (const segment of segments) {
    if (CONTROL.test(segment) || segment.includes("/") || segment.includes("\\"))
      return { problem: "invalid_path" };
  }
  while (segments.length > 1 && segments.at(-1) === "") segments.pop();
  // A media hash is case-sensitive.
  const media = segments[0]?.toLowerCase() === "media";
  const folded = segments.map((segment, i) =>
    media && i > 0 ? segment.normalize("NFC") : foldCase(segment),
  );
  const at = localeIndex(folded);
  const locale = parseLocale(folded[at] ?? "");
  if (locale) folded[at] = locale;
  return { path: `/${folded.map(encodeURIComponent).join("/")}` };
}

/** URL prefixes that precede the locale; page URLs start with it. */
const PREFIXES: readonly (string | undefined)[] = ["v1", "embed", "fragment", "docs"];

/** Where a path names its locale: `/{locale}/…`, or `/v1/{locale}/…`. */
const localeIndex = (segments: readonly string[]): number => (PREFIXES.includes(segments[0]) ? 1 : 0);

/** The locale that a canonical path names, or `null`. */
export function localeOfPath(path: string): ReturnType<typeof parseLocale> {
  const segments = path.slice(1).split("/");
  return parseLocale(segments[localeIndex(segments)] ?? "");
}

/** Whether a path, however it is spelled, leaves the locale to Accept-Language: `/docs`, `/v1/articles` and what is below. */
export const isNegotiated = (pathname: string): boolean =>
  /^\/((v1\/)?articles(\/|$)|(docs\/?)?$)/i.test(pathname);
