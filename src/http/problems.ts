// Error codes and what goes with each (RFC 9457). A code is stable; its words are in locales/*.json.
import { problemPath } from "../article/paths.ts";
import type { Locale } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";
import { NEGATIVE, NO_STORE } from "./cache-policy.ts";

export const PROBLEMS = {
  invalid_path: { status: 400, cache: NO_STORE },
  invalid_parameter: { status: 400, cache: NO_STORE },
  invalid_cursor: { status: 400, cache: NO_STORE },
  not_found: { status: 404, cache: NEGATIVE },
  article_not_found: { status: 404, cache: NEGATIVE },
  preview_not_found: { status: 404, cache: NO_STORE },
  locale_not_supported: { status: 404, cache: NEGATIVE },
  article_retracted: { status: 410, cache: NEGATIVE },
  media_withdrawn: { status: 410, cache: NEGATIVE },
  revision_not_found: { status: 404, cache: NEGATIVE },
  sync_token_expired: { status: 410, cache: NO_STORE },
  method_not_allowed: { status: 405, cache: NO_STORE },
  uri_too_long: { status: 414, cache: NO_STORE },
  format_not_supported: { status: 501, cache: NO_STORE },
  internal_error: { status: 500, cache: NO_STORE },
  unavailable: { status: 503, cache: NO_STORE },
} as const satisfies Record<string, { status: number; cache: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);

/** Details of a problem beyond its code. Nothing here may come from the request unchecked. */
export interface ProblemDetails {
  parameter?: string;
  /** The values that the parameter takes, in the language of the problem. */
  expected?: string;
  /** Languages that we have. */
  supported?: readonly string[];
  /** Languages that have the article asked for. */
  available?: readonly string[];
  note?: string;
  noteLanguage?: string;
  retractedAt?: string;
}

/** The JSON body of a problem, `type` absolute. */
export function problemBody(
  code: ProblemCode,
  locale: Locale,
  origin: string,
  details: ProblemDetails,
): string {
  const { expected, ...members } = details;
  return JSON.stringify({
    type: origin + problemPath(code),
    title: translate(locale, `problem.${code}.title`),
    status: PROBLEMS[code].status,
    code,
    detail: translate(locale, `problem.${code}.detail`, { parameter: details.parameter, expected }),
    ...members,
  });
}
