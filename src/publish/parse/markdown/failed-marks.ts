// Marks of Markdown that do nothing, since something beside them is not as it has to be: readers would read the marks.
import type { Locale } from "../../../i18n/locales.ts";
import type { Finding } from "../../diagnostics/diagnostic.ts";
import type { SourceText } from "../../diagnostics/source-text.ts";
import { isAwkward, isPictureName } from "../../files/file-name.ts";
import { nameFinding } from "../text/picture-name.ts";
import type { Prose } from "../text/prose.ts";
import type { ReportAt } from "./language-marks.ts";

/** One of `#` is a hashtag, and before a number they are its sign. */
const HEADING = /^(#{2,6})(?=[^\s#\p{N}])/gmu;
const LINK = /(!?)\[[^[\]\n]*\](\s*)\(/gu;
/** The target after the bracket of a link; anything else in brackets is a remark. */
const ADDRESS = /^<?(\/[\p{L}\d]|https?:|www\.|mailto:)/u;
/** The same right behind the text, where an abbreviation would have a space before it. */
const BARE_ADDRESS = /^[^\s()]+\.[^\s()]+[ \t]*(\)|$)/mu;
/** Up to the caption or the end, and the spaces before that. */
const FILE = /^[^()"\n]+(?=["\n)]|$)/u;
/** Where a word begins or ends, but neither in code nor in a sum; within a word they stand for letters left out. */
const BOLD_BEGINS =
  /(?<![\p{L}\p{N}*/\\_=<>&|$@#~^+{}%)]|\b(?:char|const|double|float|int|long|struct|void) )\*\*(?=\p{L})(?!kwargs)/u;
const BOLD_ENDS = /(?<=\p{L}{2})\*\*(?![\p{L}\p{N}*/\\_=<>&|$@#~^+{}%(]|[.-][\p{L}\p{N}*])/u;
/** Around words, but not between letters that are multiplied. */
const BOLD_SPACED = /(?<![^\s(«“„"])\*\* \p{L}[^*\n]*[\p{L}\p{N}] \*\*(?![*/])/u;
const BOLD = new RegExp([BOLD_BEGINS, BOLD_ENDS, BOLD_SPACED].map(({ source }) => source).join("|"), "u");

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
  const report = (from: number, to: number, finding: Finding) => {
    const [start, end] = [starts[from], ends[to - 1]];
    // With a backslash before it a mark is meant as it stands.
    if (start !== undefined && end !== undefined && source.text[start] === text[from])
      reportAt(start, end, finding);
  };
  for (const { 1: marks = "", index } of text.matchAll(HEADING))
    report(index, index + marks.length, { code: "heading_mark", values: { marks } });
  for (const { 0: whole, 1: isPicture, 2: space, index } of text.matchAll(LINK)) {
    const behind = index + whole.length;
    const start = starts[behind];
    const address = start === undefined ? "" : source.text.slice(start, start + 200);
    const isAddress = ADDRESS.test(address) || (!space && BARE_ADDRESS.test(address));
    if (!isPicture && !isAddress) continue;
    const [file] = isPicture && !space ? (FILE.exec(text.slice(behind)) ?? []) : [];
    const name = file?.trimEnd();
    if (name !== undefined && isPictureName(name) && isAwkward(name)) {
      report(behind, behind + name.length, nameFinding(name));
      continue;
    }
    const context = space ? "space" : /^[^[\n]*\)/.test(text.slice(behind)) ? "" : "open";
    report(index, behind, { code: isPicture ? "picture_mark" : "link_mark", values: { context, locale } });
  }
  const bold = BOLD.exec(text);
  if (bold) report(bold.index, bold.index + 2, { code: "bold_mark" });
}
