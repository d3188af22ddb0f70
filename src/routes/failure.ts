// Maps a thrown error to the problem for the client; the cause goes to the log.
import { BadParameter } from "../http/query.ts";
import type { Locale } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";
import { Unavailable } from "../store/single-flight.ts";
import { type Problem, problem } from "./result.ts";

/** @param error thrown by whatever answers. */
export function problemOf(error: unknown, locale: Locale): Problem {
  if (error instanceof BadParameter) {
    const expected = translate(locale, `expected.${error.expected}`, error.values);
    return problem("invalid_parameter", { parameter: error.parameter, expected });
  }
  if (error instanceof Unavailable) {
    console.error("unavailable:", error.message, error.cause ?? "");
    return problem("unavailable");
  }
  console.error("internal error:", error);
  return problem("internal_error");
}
