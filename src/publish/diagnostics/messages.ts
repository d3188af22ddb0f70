// Messages of diagnostics and reports: i18next over locales/check.*.json, which the Worker does not carry.
import { createInstance } from "i18next";
import english from "../../../locales/check.en.json" with { type: "json" };
import { DEFAULT_LOCALE, isLocale, type Locale, locales } from "../../i18n/locales.ts";
import {
  type Diagnostic,
  type DiagnosticCode,
  type Finding,
  type Severity,
  severityOf,
} from "./diagnostic.ts";

/**
 * They are optional: what a locale does not have comes in English, and `check` counts it. It names what is wrong in a file
 * that cannot be read, too.
 */
async function stringsOf(locale: Locale): Promise<object> {
  const file: { default: object } | null = await import(`../../../locales/check.${locale}.json`, {
    with: { type: "json" },
  }).catch(() => null);
  return file?.default ?? {};
}

const resources = Object.fromEntries(
  await Promise.all(
    locales.map(async (locale) => [locale, { translation: await stringsOf(locale) }] as const),
  ),
);

const i18n = createInstance();
i18n.init({
  initAsync: false,
  resources,
  lng: DEFAULT_LOCALE,
  fallbackLng: DEFAULT_LOCALE,
  supportedLngs: locales,
  interpolation: { escapeValue: false, skipOnVariables: true },
  missingInterpolationHandler: (text, [, name]) => {
    throw new Error(`nothing is given for {{${name}}} in: ${text}`);
  },
});

export const isDiagnosticCode = (text: string): text is DiagnosticCode =>
  Object.values(english.diagnostic).some((codes) => Object.hasOwn(codes, text));

export interface Words {
  /** The problem. */
  message: string;
  /** The fix. */
  fix: string;
}

export function diagnosticWords({ code, values = {} }: Finding, locale: Locale): Words {
  const severity = severityOf({ code });
  const say = (part: string) => reportWords(locale, `diagnostic.${severity}.${code}.${part}`, values);
  return { message: say("message"), fix: say("fix") };
}

/** @param key dotted path in locales/check.*.json. @param values lists are joined by "or". */
export function reportWords(locale: Locale, key: string, values: Finding["values"] = {}): string {
  const joined = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "object" ? new Intl.ListFormat(locale, { type: "disjunction" }).format(value) : value,
  ]);
  return String(i18n.getFixedT(locale)(key, Object.fromEntries(joined)));
}

/** The problem as machines get it: plain data, in words of the locale. */
export function diagnosticJson(diagnostic: Diagnostic, locale: Locale): object {
  const { file, line, column, endLine, endColumn, field, code } = diagnostic;
  const severity: Severity = severityOf(diagnostic);
  return {
    file,
    line,
    column,
    endLine,
    endColumn,
    field,
    code,
    severity,
    ...diagnosticWords(diagnostic, locale),
  };
}

/** One line: `file:line:column  field  what is wrong → what to write`. */
export function formatDiagnostic(diagnostic: Diagnostic, locale: Locale = DEFAULT_LOCALE): string {
  const { file, line, column, field } = diagnostic;
  const { message, fix } = diagnosticWords(diagnostic, locale);
  return [`${file}:${line}:${column}`, ...(field ? [field] : []), `${message} → ${fix}`].join("  ");
}

/** The content has errors: nothing is published. */
export class ContentError extends Error {
  override name = "ContentError";
  /** Warnings among them. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((diagnostic) => formatDiagnostic(diagnostic)).join("\n"));
    this.diagnostics = diagnostics;
  }
}

/**
 * The language that the environment asks for (POSIX: LC_ALL before LC_MESSAGES before LANG), as in `uk_UA.UTF-8`;
 * English when it asks for none that we have.
 */
export function environmentLocale(env: Record<string, string | undefined>): Locale {
  const wish = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  const language = wish.split(/[_.@]/)[0] ?? "";
  return isLocale(language) ? language : DEFAULT_LOCALE;
}
