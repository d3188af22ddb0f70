// Marks of Markdown that do nothing, since something beside them is not as it has to be: readers would read the marks.
import type { Locale } from "../i18n/locales.ts";
import { isAwkward, isPictureName, nameFault } from "./file-name.ts";
import type { ReportAt } from "./language-marks.ts";
import type { Fault } from "./problem.ts";
import type { Prose } from "./prose.ts";
import type { SourceText } from "./source-text.ts";

/** One of `#` is a hashtag. */
const HEADING = /^(#{2,6})(?=[^\s#])/gmu;
const LINK = /(!?)\[[^[\]\n]*\](\s*)\(/gu;
/** What stands behind the bracket of a link; anything else in brackets is a remark. */
const ADDRESS = /^<?(\/[\p{L}\d]|https?:|www\.|mailto:)/u;
/** Up to the caption or the end. */
const FILE = /^[^()"\n]+?(?=\s*["\n)]|$)/u;
/** More of them, or those within a word, stand for letters that are left out. */
const BOLD = /(?<![*\p{L}\p{N}])\*\*(?!\*)|(?<!\*)\*\*(?![*\p{L}\p{N}])/u;

/**
 * @param prose of one block of Markdown: marks that have done their work are not in it any more.
 * @param locale of the file.
 */
export function checkMarks(
  { text, starts, ends }: Prose,
  locale: Locale,
  source: SourceText,
  reportAt: ReportAt,
): void {
  const report = (from: number, to: number, fault: Fault) => {
    const [start, end] = [starts[from], ends[to - 1]];
    // With a backslash before it a mark is meant as it stands.
    if (start !== undefined && end !== undefined && source.text[start] === text[from])
      reportAt(start, end, fault);
  };
  for (const { 1: marks = "", index } of text.matchAll(HEADING))
    report(index, index + marks.length, { code: "heading_mark", values: { marks } });
  for (const { 0: whole, 1: isPicture, 2: space, index } of text.matchAll(LINK)) {
    const behind = index + whole.length;
    const start = starts[behind];
    const isAddress = start !== undefined && ADDRESS.test(source.text.slice(start, start + 10));
    if (space && !isPicture && !isAddress) continue;
    const [name] = isPicture && !space ? (FILE.exec(text.slice(behind)) ?? []) : [];
    if (name !== undefined && isPictureName(name) && isAwkward(name)) {
      report(behind, behind + name.length, nameFault(name));
      continue;
    }
    const context = space ? "space" : /^[^[\n]*\)/.test(text.slice(behind)) ? "" : "open";
    report(index, behind, { code: isPicture ? "picture_mark" : "link_mark", values: { context, locale } });
  }
  const bold = BOLD.exec(text);
  if (bold) report(bold.index, bold.index + 2, { code: "bold_mark" });
}
