// Why a command cannot do what it was asked for: an ordinary outcome, told in the language of whoever asked.
import { DEFAULT_LOCALE, type Locale } from "../../i18n/locales.ts";
import type { Finding } from "./diagnostic.ts";
import { ContentError, formatDiagnostic, reportWords } from "./messages.ts";

export class CommandError extends Error {
  override name = "CommandError";
  readonly #key: string;
  readonly #values: Finding["values"];

  /** @param key dotted path in locales/check.*.json. */
  constructor(key: string, values: Finding["values"] = {}) {
    super(reportWords(DEFAULT_LOCALE, key, values));
    this.#key = key;
    this.#values = values;
  }

  /** @returns what happened, and what to do. */
  in(locale: Locale): string {
    return reportWords(locale, this.#key, this.#values);
  }
}

/** What a person is told of whatever was thrown. */
export function errorWords(error: unknown, locale: Locale): string {
  if (error instanceof CommandError) return error.in(locale);
  if (error instanceof ContentError)
    return error.diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, locale)).join("\n");
  return error instanceof Error ? error.message : String(error);
}
