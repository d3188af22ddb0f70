// Quotation marks as the language sets them, in pairs and without inner spaces.

import type { TextFinding } from "../../diagnostics/text-finding.ts";
import { rulesOf } from "../../languages/languages.ts";
import type { LanguageRules } from "../../languages/rules.ts";
import type { Prose } from "../text/prose.ts";

/** Of a language that has some. */
const rulesFor = (language: string): LanguageRules => rulesOf(language) as LanguageRules;

const CLOSING = "»”›";
const SINGLE = "'‘’‚";
/** Both marks of a pair are of one family, unless they are mixed up. */
const FAMILIES = ["«»", "„“”‟", "‹›", SINGLE, '"'];
const ELISION = /^(?:\d|(?:em|tis|twas|til|cause|n|round|bout|kay)\b)/i;
/** How many paragraphs a quotation may go over. */
const FLOW_MAX = 4;

interface Mark {
  at: number;
  glyph: string;
  opens: boolean;
}

interface Parsed {
  pairs: { open: Mark; close: Mark; depth: number }[];
  unopened: Mark[];
  unclosed: Mark[];
  /** Quotations that were open before the text and still are. */
  carried: number;
}

/** @returns what is wrong with each of the texts. */
export function checkQuotes(all: readonly Prose[]): Map<Prose, TextFinding[]> {
  const found = new Map<Prose, TextFinding[]>();
  const carriedInto = new Map<Prose, number>();
  const prose = all.filter(({ language }) => rulesOf(language) !== null);
  for (const [i, part] of prose.entries()) {
    const carried = carriedInto.get(part) ?? 0;
    const parsed = parse(part, carried);
    const next = prose[i + 1];
    // A quotation of several paragraphs is closed in the last of them.
    const goesOn = parsed.carried + parsed.unclosed.length === 1 && isClosedIn(part, prose.slice(i + 1));
    if (goesOn && next) carriedInto.set(next, 1);
    found.set(part, findingsOf(part, parsed, goesOn, carried > 0));
  }
  return found;
}

function isClosedIn({ flow, language }: Prose, next: readonly Prose[]): boolean {
  for (const part of next.slice(0, FLOW_MAX)) {
    if (flow === undefined || part.flow !== flow || part.language !== language) return false;
    const { carried, unclosed } = parse(part, 1);
    if (carried === 0) return true;
    if (unclosed.length > 0) return false;
  }
  return false;
}

function parse({ text, language }: Prose, before: number): Parsed {
  const parsed: Parsed = { pairs: [], unopened: [], unclosed: [], carried: before };
  const open: Mark[] = [];
  for (const mark of marksIn(text, rulesFor(language), (glyph) =>
    open.findLast((each) => related(each.glyph, glyph)),
  )) {
    if (mark.opens) {
      // Each paragraph of a quotation may begin with its mark.
      if (!(before > 0 && mark.at === 0)) open.push(mark);
      continue;
    }
    // A mark closes what its kind has opened; what stands open in between has no counterpart.
    const match = open.findLastIndex((each) => related(each.glyph, mark.glyph));
    const opening = open[match === -1 ? open.length - 1 : match];
    if (opening) {
      const at = open.indexOf(opening);
      parsed.unclosed.push(...open.splice(at).slice(1));
      parsed.pairs.push({ open: opening, close: mark, depth: at + parsed.carried });
    } else if (parsed.carried > 0) parsed.carried--;
    else parsed.unopened.push(mark);
  }
  parsed.unclosed.push(...open);
  return parsed;
}

const related = (a: string, b: string): boolean =>
  FAMILIES.some((family) => family.includes(a) && family.includes(b));

/** @param opened the mark of the kind that stands open, if one does. */
function* marksIn(
  text: string,
  rules: LanguageRules,
  opened: (glyph: string) => Mark | undefined,
): Generator<Mark> {
  for (const { 0: glyph, index: at } of text.matchAll(/["«»„‟“”‹›'‘’‚]/g)) {
    const before = text[at - 1] ?? " ";
    const after = text[at + 1] ?? " ";
    const mayOpen = /[\s([{«„“‘"'—–-]/.test(before) && /\S/.test(after);
    const mayClose = /\S/.test(before);
    const isOpen = opened(glyph) !== undefined;
    if (SINGLE.includes(glyph)) {
      if (isApostrophe(text, at, glyph, mayOpen, isOpen)) continue;
      yield { at, glyph, opens: glyph === "‘" ? !isOpen || mayOpen : mayOpen && !isOpen };
    } else if (glyph === '"') {
      // 55" is a size, об"єкт an apostrophe.
      if (!isOpen && /\d/.test(before)) continue;
      if (/\p{L}/u.test(before) && /\p{L}/u.test(after)) continue;
      yield { at, glyph, opens: mayOpen && !(isOpen && mayClose && /[\s.,;:!?)»”…]/.test(after)) };
    } else if (CLOSING.includes(glyph)) {
      yield { at, glyph, opens: mayOpen && !mayClose };
    } else {
      // “ opens in English, and closes what „ has opened.
      const closes = rules.closingOnly?.includes(glyph) || opened(glyph)?.glyph === "„" || glyph !== "“";
      yield { at, glyph, opens: !(closes && isOpen && mayClose && !mayOpen) };
    }
  }
}

/** Within a word, for letters left out, or at the end of a plural, a single mark is no quotation mark. */
function isApostrophe(text: string, at: number, glyph: string, mayOpen: boolean, isOpen: boolean): boolean {
  const isLetter = (character: string | undefined) => /[\p{L}\p{N}]/u.test(character ?? "");
  if (isLetter(text[at - 1]) && isLetter(text[at + 1])) return true;
  const rest = text.slice(at + 1);
  if (mayOpen && ELISION.test(rest)) return true;
  if (mayOpen && !isOpen)
    return glyph === "’" || (glyph === "'" && !/(?<=\S)['’](?![\p{L}\p{N}])/u.test(rest));
  return !isOpen && glyph !== "‘" && glyph !== "‚";
}

/** @param goesOn whether what stands open is closed in a later paragraph. */
function findingsOf(
  { text, language }: Prose,
  parsed: Parsed,
  goesOn: boolean,
  continues: boolean,
): TextFinding[] {
  const { quotes: marks, apostropheAtEdges } = rulesFor(language);
  const { pairs, unopened, unclosed } = parsed;
  const findings: TextFinding[] = [];
  const lost = [...unopened, ...(goesOn ? unclosed.slice(0, -1) : unclosed)];
  // Who is one mark short may have meant all of them otherwise.
  const certain = lost.length === 0;
  for (const { at, glyph } of lost)
    findings.push({ code: "quote_unpaired", from: at, to: at + 1, values: { found: glyph } });
  for (const { open, close, depth } of pairs) {
    const level = certain ? depth : (levelOf(open.glyph, marks) ?? depth);
    const expected = marks[level % marks.length] as [string, string];
    [open, close].forEach(({ at, glyph }, side) => {
      const right = expected[side] as string;
      if (glyph !== right) findings.push({ ...wrong(at, glyph, right), ...(certain && { correct: right }) });
    });
    findings.push(...spaces(text, open.at + 1, close.at));
  }
  // A paragraph that goes on with a quotation begins with its mark, or with none.
  const [first] = text;
  const [outer] = marks;
  if (continues && first && first !== outer?.[0] && FAMILIES.some((family) => family.includes(first)))
    findings.push({ ...wrong(0, first, outer?.[0] ?? first), correct: outer?.[0] ?? first });
  const apostrophes = apostropheAtEdges ? strayApostrophes(text, pairs) : [];
  return [...findings, ...apostrophes];
}

const wrong = (at: number, found: string, expected: string): TextFinding => ({
  code: "quote_mark",
  from: at,
  to: at + 1,
  values: { found, expected },
});

const levelOf = (glyph: string, marks: readonly [string, string][]): number | null => {
  const level = marks.findIndex(([open]) => open === glyph);
  return level === -1 ? null : level;
};

/** White space right behind the opening mark and right before the closing one. */
function spaces(text: string, from: number, to: number): TextFinding[] {
  const inner = text.slice(from, to);
  const leading = /^[ \u00a0]+/.exec(inner)?.[0].length ?? 0;
  const trailing = /[ \u00a0]+$/.exec(inner)?.[0].length ?? 0;
  if (leading === inner.length) return [];
  const at = (start: number, length: number): TextFinding[] =>
    length === 0 ? [] : [{ code: "quote_space", from: start, to: start + length, correct: "" }];
  return [...at(from, leading), ...at(to - trailing, trailing)];
}

/** Straight apostrophes that no letter follows (workers', the '90s); within words they are found by another rule. */
function strayApostrophes(text: string, pairs: Parsed["pairs"]): TextFinding[] {
  const quotes = new Set(pairs.flatMap(({ open, close }) => [open.at, close.at]));
  return [...text.matchAll(/'/g)].flatMap(({ index: at }): TextFinding[] => {
    const [before = "", after = ""] = [/[\p{L}\p{N}]*$/u.exec(text.slice(0, at))?.[0], text.slice(at + 1)];
    const end = /^[\p{L}\p{N}]*/u.exec(after)?.[0] ?? "";
    if (quotes.has(at) || (before === "") === (end === "")) return [];
    const values = { word: `${before}'${end}`, found: "' (U+0027)", correct: `${before}’${end}` };
    return [{ code: "apostrophe", from: at, to: at + 1, values, correct: "’" }];
  });
}
