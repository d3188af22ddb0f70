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
  /** By family, the places in `open` of its marks. */
  const places = FAMILIES.map((): number[] => []);
  const placesOf = (glyph: string) => places[FAMILIES.findIndex((family) => family.includes(glyph))] ?? [];
  const opened = (glyph: string) => open[placesOf(glyph).at(-1) ?? -1];
  for (const mark of marksIn(text, rulesFor(language), opened)) {
    if (mark.opens) {
      // Each paragraph of a quotation may begin with its mark.
      if (!(before > 0 && mark.at === 0)) placesOf(mark.glyph).push(open.push(mark) - 1);
      continue;
    }
    // A mark closes what its kind has opened; what stands open in between has no counterpart.
    const at = placesOf(mark.glyph).at(-1) ?? open.length - 1;
    const opening = open[at];
    if (opening) {
      for (const own of places) while ((own.at(-1) ?? -1) >= at) own.pop();
      parsed.unclosed.push(...open.splice(at).slice(1));
      parsed.pairs.push({ open: opening, close: mark, depth: at + parsed.carried });
    } else if (parsed.carried > 0) parsed.carried--;
    else parsed.unopened.push(mark);
  }
  parsed.unclosed.push(...open);
  return parsed;
}

/** @param opened the mark of the kind that stands open, if one does. */
function* marksIn(
  text: string,
  rules: LanguageRules,
  opened: (glyph: string) => Mark | undefined,
): Generator<Mark> {
  const closing = lastClosing(text);
  for (const { 0: glyph, index: at } of text.matchAll(/["«»„‟“”‹›'‘’‚]/g)) {
    const before = text[at - 1] ?? " ";
    const after = text[at + 1] ?? " ";
    const mayOpen = /[\s([{«„“‘"'—–-]/.test(before) && /\S/.test(after);
    const mayClose = /\S/.test(before);
    const isOpen = opened(glyph) !== undefined;
    if (SINGLE.includes(glyph)) {
      if (isApostrophe(text, at, glyph, mayOpen, isOpen, closing)) continue;
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

/** @returns where the last single mark stands that may close a quotation; -1 if there is none. */
function lastClosing(text: string): number {
  let last = -1;
  for (const { index } of text.matchAll(/(?<=\S)['’](?![\p{L}\p{N}])/gu)) last = index;
  return last;
}

/**
 * Within a word, for letters left out, or at the end of a plural, a single mark is no quotation mark.
 * @param closing where the last one stands that may close a quotation.
 */
function isApostrophe(
  text: string,
  at: number,
  glyph: string,
  mayOpen: boolean,
  isOpen: boolean,
  closing: number,
): boolean {
  const isLetter = (character: string | undefined) => /[\p{L}\p{N}]/u.test(character ?? "");
  if (isLetter(text[at - 1]) && isLetter(text[at + 1])) return true;
  if (mayOpen && ELISION.test(text.slice(at + 1, at + 10))) return true;
  if (mayOpen && !isOpen) return glyph === "’" || (glyph === "'" && closing < at + 2);
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

const isBlank = (character: string | undefined): boolean => character === " " || character === "\u00a0";

/** White space right behind the opening mark and right before the closing one. */
function spaces(text: string, from: number, to: number): TextFinding[] {
  let [start, end] = [from, to];
  while (start < to && isBlank(text[start])) start++;
  while (end > start && isBlank(text[end - 1])) end--;
  const [leading, trailing] = [start - from, to - end];
  if (start === to) return [];
  const at = (start: number, length: number): TextFinding[] =>
    length === 0 ? [] : [{ code: "quote_space", from: start, to: start + length, correct: "" }];
  return [...at(from, leading), ...at(to - trailing, trailing)];
}

const WORD_BEFORE = /(?<=([\p{L}\p{N}]*))/uy;
const WORD_AFTER = /([\p{L}\p{N}]*)/uy;
function wordAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[1] ?? "";
}

/** Straight apostrophes that no letter follows (workers', the '90s); within words they are found by another rule. */
function strayApostrophes(text: string, pairs: Parsed["pairs"]): TextFinding[] {
  const quotes = new Set(pairs.flatMap(({ open, close }) => [open.at, close.at]));
  return [...text.matchAll(/'/g)].flatMap(({ index: at }): TextFinding[] => {
    const before = wordAt(WORD_BEFORE, text, at);
    const end = wordAt(WORD_AFTER, text, at + 1);
    if (quotes.has(at) || (before === "") === (end === "")) return [];
    const values = { word: `${before}'${end}`, found: "' (U+0027)", correct: `${before}’${end}` };
    return [{ code: "apostrophe", from: at, to: at + 1, values, correct: "’" }];
  });
}
