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

/** The words for a thrown value. */
export function errorWords(error: unknown, locale: Locale): string {
  if (isDiskFull(error)) return reportWords(locale, "report.diskFull");
  if (error instanceof CommandError) return error.in(locale);
  if (error instanceof ContentError)
    return error.diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, locale)).join("\n");
  return error instanceof Error ? error.message : String(error);
}

/** Messages of the file system, of a database, or of the system about a full disk or a quota. */
const DISK_FULL = /\b(ENOSPC|EDQUOT|SQLITE_FULL)\b|no space left on device|database or disk is full/i;

/** @param error whatever was thrown; a refusal that quotes such words counts as well. */
export function isDiskFull(error: unknown): boolean {
  const { code, message = "", cause } = error as NodeJS.ErrnoException & { cause?: unknown };
  return DISK_FULL.test(`${code} ${message}`) || (cause !== undefined && isDiskFull(cause));
}

/** Whether nothing can be written there: no right to, a file system that is read-only, a folder that cannot be made. */
export const isReadOnly = (error: unknown): boolean =>
  ["EROFS", "EACCES", "EPERM", "ENOTDIR", "EEXIST", "ENOENT"].includes(
    (error as NodeJS.ErrnoException).code ?? "",
  );
