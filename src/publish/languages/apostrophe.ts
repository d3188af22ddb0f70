// The apostrophe, U+2019, and what is typed in its place.
import type { PunctuationRule } from "./rules.ts";

/** U+0027 as “' (U+0027)”. */
const named = (character: string): string =>
  `${character} (U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")})`;

const BEFORE = /(?<=([\p{L}\p{M}]*))/uy;
const AFTER = /[\p{L}\p{M}]*/uy;

/** The word around a match. */
function wordAround({ index, 0: found }: RegExpExecArray, text: string): { before: string; after: string } {
  BEFORE.lastIndex = index;
  AFTER.lastIndex = index + found.length;
  return { before: BEFORE.exec(text)?.[1] ?? "", after: AFTER.exec(text)?.[0] ?? "" };
}

const apostropheValues: PunctuationRule["values"] = (match, text) => {
  const { before, after } = wordAround(match, text);
  return { word: before + match[0] + after, found: named(match[0]), correct: `${before}’${after}` };
};
/** Anything that stands for the apostrophe. */
export const apostrophe = (pattern: RegExp): PunctuationRule => ({
  code: "apostrophe",
  pattern,
  values: apostropheValues,
  correct: () => "’",
});

/** Within a word, in any language. */
export const APOSTROPHE_WITHIN_WORD = apostrophe(/(?<=\p{L})['ʼ‘`´](?=\p{L})/gu);

/** U+0027, U+2019 and U+02BC all stand for it; none of them begins a word. */
export const APOSTROPHES = /['’ʼ]/g;
