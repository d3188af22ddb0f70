// Findings of a check, for comparison in tests. Each is put into words of every language on the way, so that no message
// goes untested.
import { expect } from "vitest";
import { locales } from "../../../src/i18n/locales.ts";
import { checkFolder } from "../../../src/publish/content/load-content.ts";
import {
  type Diagnostic,
  type DiagnosticCode,
  severityOf,
} from "../../../src/publish/diagnostics/diagnostic.ts";
import { diagnosticWords, formatDiagnostic } from "../../../src/publish/diagnostics/messages.ts";

/** Codes that this test file has seen. */
export const seen = new Set<DiagnosticCode>();

/** What only a parser or a schema library would say. */
const LIBRARY =
  /\b(expected|received|Invalid input|Invalid option|Too (big|small)|Unrecognized|must be|implicit|Map keys|Nested mapping|Plain value|flow|scalar|token|zod|YAMLParse\w*|undefined|NaN|object Object|regex|pattern|ENOENT: )\b/i;

/** @returns `file:line:column field code`. */
export function finding(diagnostic: Diagnostic): string {
  expectWords(diagnostic);
  const { file, line, column, field, code } = diagnostic;
  return [`${file}:${line}:${column}`, ...(field ? [field] : []), code].join(" ");
}

export function expectWords(diagnostic: Diagnostic): void {
  seen.add(diagnostic.code);
  expect(diagnostic.line).toBeGreaterThanOrEqual(1);
  expect(diagnostic.column).toBeGreaterThanOrEqual(1);
  const values = Object.values(diagnostic.values ?? {})
    .flat()
    .map(String);
  for (const locale of locales) {
    const { message, fix } = diagnosticWords(diagnostic, locale);
    for (const words of [message, fix]) {
      // The words of the content itself may be any.
      const own = values.reduce((text, value) => (value ? text.replaceAll(value, "…") : text), words);
      expect([diagnostic.code, own]).not.toEqual([diagnostic.code, expect.stringMatching(LIBRARY)]);
      expect([diagnostic.code, own]).toEqual([
        diagnostic.code,
        expect.not.stringMatching(/^$|^problem\.|\{\{/),
      ]);
    }
    expect(formatDiagnostic(diagnostic, locale)).not.toContain("\n");
  }
  // Two languages do not say the same.
  const [en, uk] = locales.map((locale) => diagnosticWords(diagnostic, locale).message);
  expect(en).not.toBe(uk);
}

/** Everything that is wrong with a content folder, warnings included. */
export const findings = async (folder: string): Promise<string[]> =>
  (await checkFolder(folder)).diagnostics.map(finding);

/** Only what keeps it from being published. */
export const errors = async (folder: string): Promise<string[]> =>
  (await checkFolder(folder)).diagnostics.filter((each) => severityOf(each) === "error").map(finding);
