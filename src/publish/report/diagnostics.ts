// Problems as an editor reads them: grouped by file, `file:line:column  field  what is wrong → what to write`.
import type { Locale } from "../../i18n/locales.ts";
import { type Diagnostic, type Severity, severityOf } from "../diagnostics/diagnostic.ts";
import { diagnosticWords, reportWords } from "../diagnostics/messages.ts";
import type { Paint } from "../diagnostics/paint.ts";
import type { Fixes } from "../editing/fix.ts";
import type { Untranslated } from "../editing/interface-strings.ts";

/** @param problems in the order of the files. */
export function diagnosticLines(diagnostics: readonly Diagnostic[], locale: Locale, paint: Paint): string[] {
  const groups = Map.groupBy(diagnostics, ({ file }) => file);
  return [...groups.values()].flatMap((group) => {
    const rows = group.map((diagnostic) => row(diagnostic, locale));
    const width = (column: "place" | "field") => Math.max(...rows.map((each) => each[column].length));
    const [places, fields] = [width("place"), width("field")];
    const pad = (text: string, to: number) => " ".repeat(to - text.length + 2);
    const lines = rows.map(({ place, field, severity, message, fix }) => {
      const said =
        severity === "error"
          ? paint("red", message)
          : `${paint("yellow", reportWords(locale, "report.warning"))} ${message}`;
      const named = fields > 0 ? paint("bold", field) + pad(field, fields) : "";
      return `${paint("cyan", place)}${pad(place, places)}${named}${said} ${paint("dim", "→")} ${paint("green", fix)}`;
    });
    return [...lines, ""];
  });
}

function row(diagnostic: Diagnostic, locale: Locale) {
  const { file, line, column, field = "" } = diagnostic;
  const severity: Severity = severityOf(diagnostic);
  return { place: `${file}:${line}:${column}`, field, severity, ...diagnosticWords(diagnostic, locale) };
}

/** "2 errors and 1 warning." */
export function countLine(diagnostics: readonly Diagnostic[], locale: Locale): string {
  const count = (severity: Severity) => diagnostics.filter((each) => severityOf(each) === severity).length;
  const parts = (
    [
      ["errors", count("error")],
      ["warnings", count("warning")],
    ] as const
  )
    .filter(([, number]) => number > 0)
    .map(([name, number]) => reportWords(locale, `report.${name}`, { count: number }));
  return `${new Intl.ListFormat(locale, { type: "conjunction" }).format(parts)}.`;
}

/** The last lines of `check`. @param articles number of articles checked. */
export function summaryLines(diagnostics: readonly Diagnostic[], articles: number, locale: Locale): string[] {
  if (diagnostics.length === 0) {
    const counted = reportWords(locale, "report.articles", { count: articles });
    return [reportWords(locale, "report.clean", { articles: counted })];
  }
  const fixable = diagnostics.filter(({ edits }) => edits).length;
  return [
    countLine(diagnostics, locale),
    ...(fixable > 0 ? [reportWords(locale, "report.fixable", { count: fixable })] : []),
  ];
}

/** Strings that a locale comes without. */
export const untranslatedLines = (untranslated: readonly Untranslated[], locale: Locale): string[] =>
  untranslated.map(({ file, missing }) =>
    reportWords(locale, "report.untranslated", { file, count: missing }),
  );

/** The changes of `check --fix`. */
export function fixedLines(fixed: readonly Fixes[], locale: Locale, paint: Paint): string[] {
  if (fixed.length === 0) return [];
  const width = Math.max(...fixed.map(({ file, line, column }) => `${file}:${line}:${column}`.length));
  const lines = fixed.map(({ file, line, column, before, after }) => {
    const place = `${file}:${line}:${column}`;
    const words = `${paint("red", visible(before))} ${paint("dim", "→")} ${paint("green", visible(after))}`;
    return `${paint("cyan", place)}${" ".repeat(width - place.length + 2)}${words}`;
  });
  return [...lines, "", reportWords(locale, "report.mended", { count: fixed.length }), ""];
}

/** No-break spaces are to be seen. */
const visible = (text: string): string => text.replaceAll("\u00a0", "⍽");
