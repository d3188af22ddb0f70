// The blocks of Markdown, told apart by their lines before anything is parsed: parsers take the square of a block's
// length, so blocks have limits, and are parsed a few at a time.

/** UTF-16 units of a paragraph. */
export const PARAGRAPH_MAX = 20_000;
/** Lines of a block: a paragraph, a list item, a quotation. */
export const LINES_MAX = 500;
/** Marks of Markdown, one or several in a row, in a paragraph. */
export const MARKS_MAX = 500;
/** UTF-16 units of the marks and spaces that a line begins with. */
const LEAD_MAX = 40;

/** The limit that a block exceeds. */
export type Excess = "paragraph_too_long" | "too_many_lines" | "too_many_marks" | "text_too_deep";

export interface BlockRange {
  from: number;
  to: number;
}

export interface Blocks {
  /** One or several blocks each; together they are the whole text. */
  ranges: BlockRange[];
  /** The first excess of each block that has one, and the place of it. */
  excesses: (BlockRange & { code: Excess })[];
}

/** UTF-16 units after which a range ends where it can. Short ones cost a parser to be set up for each. */
const RANGE_MIN = 1000;
/** UTF-16 units of fenced code or HTML, which is refused anyway, that are kept together for the sake of one message. */
const REFUSED_MAX = 5000;

const BULLET = /^[-*+][ \t]+\S/;
const NUMBER = /^\d{1,9}[.)][ \t]+\S/;
const ITEM = /^(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
/** Ends a block whatever it is. */
const RULE = /^-{3,}[ \t]*$/;
const HEADING = /^#{1,6}[ \t]/;
const BLANK = /^[ \t]*$/;
/** Ends a paragraph, in a quotation as well. */
const GAP = /^[ \t>]*$/;
const LEAD = /^(?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*/;
const MARK = /[*_]+|~+|`+|[[\]<|&\\@]/g;
/** Begins what may have blank lines in it, and the end of that. */
const REFUSED: readonly (readonly [begins: RegExp, ends: RegExp])[] = [
  [/^ {0,3}`{3,}[^`]*$/, /^ {0,3}`{3,}[ \t]*$/],
  [/^ {0,3}~{3}/, /^ {0,3}~{3,}[ \t]*$/],
  [/^ {0,3}<(?:script|pre|style|textarea)\b/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
];

/**
 * @param text Markdown; a range never ends within a block that an article can have, but between items of a list.
 * @param min UTF-16 units after which a range ends where it can.
 */
export function blockRanges(text: string, min = RANGE_MIN): Blocks {
  const ranges: BlockRange[] = [];
  const excesses: Blocks["excesses"] = [];
  let range = 0;
  /** Since the last line at which a range could have ended. */
  let block = { from: 0, lines: 0, told: false };
  let paragraph = { from: 0, marks: 0 };
  let [inList, inNumbers] = [false, false];
  let refused: { ends: RegExp; from: number } | null = null;
  let [wasBlank, wasRule] = [true, false];
  const tell = (code: Excess, from: number, to: number) => {
    if (!block.told) excesses.push({ code, from, to });
    block.told = true;
  };
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf("\n", at) + 1 || text.length;
    const line = text.slice(at, next).replace(/\r?\n$/, "");
    const isBlank = BLANK.test(line);
    const isItem = ITEM.test(line);
    const isNumber = NUMBER.test(line);
    const isFlush = !/^[ \t]/.test(line);
    const mayEnd =
      refused === null || at - refused.from > REFUSED_MAX
        ? wasRule ||
          HEADING.test(line) ||
          BULLET.test(line) ||
          ((wasBlank || inNumbers) && isNumber) ||
          (wasBlank && (isBlank ? !inList : isFlush && !isItem))
        : false;
    if (mayEnd) {
      if (at > range && at - range >= min) {
        ranges.push({ from: range, to: at });
        range = at;
      }
      block = { from: at, lines: 0, told: false };
    }
    if (mayEnd || GAP.test(line)) paragraph = { from: at, marks: 0 };
    // Within a paragraph a number may be one of its words.
    inNumbers = isNumber && (wasBlank || mayEnd);
    // A list ends for certain at a line that is none of its own, behind an empty one.
    if (/^[ \t>]/.test(line) || isItem) inList ||= ITEM.test(line.replace(/^[ \t>]+/, ""));
    else if (wasBlank && !isBlank) inList = false;

    block.lines++;
    paragraph.marks += line.length > PARAGRAPH_MAX ? 0 : (line.match(MARK)?.length ?? 0);
    if (at + line.length - paragraph.from > PARAGRAPH_MAX) tell("paragraph_too_long", paragraph.from, next);
    else if ((LEAD.exec(line)?.[0].length ?? 0) > LEAD_MAX && !isBlank) tell("text_too_deep", at, at);
    else if (block.lines > LINES_MAX) tell("too_many_lines", block.from, next);
    else if (paragraph.marks > MARKS_MAX) tell("too_many_marks", paragraph.from, next);

    if (refused) refused = refused.ends.test(line) ? null : refused;
    else {
      const [begins, ends] = REFUSED.find(([begins]) => begins.test(line)) ?? [];
      if (begins && ends && !ends.test(line.replace(begins, ""))) refused = { ends, from: at };
    }
    wasBlank = isBlank;
    wasRule = RULE.test(line);
    at = next;
  }
  if (range < text.length || ranges.length === 0) ranges.push({ from: range, to: text.length });
  return { ranges, excesses };
}
