// What a problem says, and what a report says around it: i18next over locales/check.*.json, which the Worker has not.
import { createInstance } from "i18next";
import en from "../../../locales/check.en.json" with { type: "json" };
import uk from "../../../locales/check.uk.json" with { type: "json" };
import { DEFAULT_LOCALE, isLocale, type Locale, locales } from "../../i18n/locales.ts";
import {
  type ContentProblem,
  type Fault,
  type ProblemCode,
  type Severity,
  severityOf,
} from "./diagnostic.ts";

const resources: Record<Locale, { translation: object }> = {
  en: { translation: en },
  uk: { translation: uk },
};

const i18n = createInstance();
i18n.init({
  initAsync: false,
  resources,
  lng: DEFAULT_LOCALE,
  fallbackLng: false,
  supportedLngs: locales,
  interpolation: { escapeValue: false, skipOnVariables: true },
  missingInterpolationHandler: (text, [, name]) => {
    throw new Error(`nothing is given for {{${name}}} in: ${text}`);
  },
});

export const isProblemCode = (text: string): text is ProblemCode => Object.hasOwn(en.problem, text);

export interface Words {
  /** What is wrong. */
  message: string;
  /** What to write instead. */
  fix: string;
}

export function problemWords({ code, values = {} }: Fault, locale: Locale): Words {
  const say = (part: string) => reportWords(locale, `problem.${code}.${part}`, values);
  return { message: say("message"), fix: say("fix") };
}

/** @param key dotted path in locales/check.*.json. @param values lists are joined by "or". */
export function reportWords(locale: Locale, key: string, values: Fault["values"] = {}): string {
  const joined = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "object" ? new Intl.ListFormat(locale, { type: "disjunction" }).format(value) : value,
  ]);
  return String(i18n.getFixedT(locale)(key, Object.fromEntries(joined)));
}

/** The problem as machines get it: plain data, in words of the locale. */
export function problemJson(problem: ContentProblem, locale: Locale): object {
  const { file, line, column, endLine, endColumn, field, code } = problem;
  const severity: Severity = severityOf(problem);
  return { file, line, column, endLine, endColumn, field, code, severity, ...problemWords(problem, locale) };
}

/** One line: `file:line:column  field  what is wrong → what to write`. */
export function formatProblem(problem: ContentProblem, locale: Locale = DEFAULT_LOCALE): string {
  const { file, line, column, field } = problem;
  const { message, fix } = problemWords(problem, locale);
  return [`${file}:${line}:${column}`, ...(field ? [field] : []), `${message} → ${fix}`].join("  ");
}

/** The content has errors: nothing is published. */
export class ContentError extends Error {
  override name = "ContentError";
  /** Warnings among them. */
  readonly problems: readonly ContentProblem[];

  constructor(problems: readonly ContentProblem[]) {
    super(problems.map((problem) => formatProblem(problem)).join("\n"));
    this.problems = problems;
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
