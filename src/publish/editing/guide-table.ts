// The table of fields in the editor's guide, made of the rows of front matter's fields. A guide has it after its
// heading of columns.
import { DEFAULT_LOCALE, type Locale, type PerLocale } from "../../i18n/locales.ts";
import { reportWords } from "../diagnostics/messages.ts";
import type { Fields, GuideField, GuideWords } from "../parse/front-matter/field.ts";
import { FIELDS } from "../parse/front-matter/fields.ts";

/** Guides by their language. */
export const GUIDES: PerLocale<string> = { en: "docs/editor.md", uk: "docs/editor.uk.md" };

const isGuideField = (field: object): field is GuideField => "guide" in field;

function rowsOf(fields: Fields, locale: Locale, above = ""): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (!isGuideField(field)) return [];
    const { guide, required, written } = field;
    const say = (group: string, key: string) => reportWords(locale, `guide.${group}.${key}`);
    const { example, remark } = guide;
    const own = (words: GuideWords): string => words[locale] ?? words[DEFAULT_LOCALE];
    const value = typeof example === "object" ? own(example) : example;
    const cells = [
      `\`${above}${name}\``,
      own(guide),
      say("required", required),
      written === "below" ? "" : say("written", written),
      value === undefined ? (remark ? own(remark) : "") : `\`${`${name}: ${value}`.trim()}\``,
    ];
    const row = `| ${cells.join(" | ")} |`.replaceAll("|  |", "| |");
    return [row, ...rowsOf(field.fields ?? {}, locale, `${above}${name}.`)];
  });
}

/** @param guide the text of a guide. @returns it with the table as the rows have it; unchanged if it has no table. */
export function withGuideTable(guide: string, locale: Locale = DEFAULT_LOCALE): string {
  const heading = ["field", "purpose", "required", "written", "example"].map((column) =>
    reportWords(locale, `guide.column.${column}`),
  );
  const head = `| ${heading.join(" | ")} |\n|${" --- |".repeat(heading.length)}\n`;
  const at = guide.indexOf(head);
  if (at === -1) return guide;
  const end = guide.indexOf("\n\n", at);
  return guide.slice(0, at) + head + rowsOf(FIELDS, locale).join("\n") + guide.slice(end);
}
