// The apostrophe, U+2019, and what is typed in its place.
import type { PunctuationRule } from "./rules.ts";

/** U+0027 as “' (U+0027)”. */
const named = (character: string): string =>
  `${character} (U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")})`;

/** The word around a match. */
function wordAround({ index, 0: found }: RegExpExecArray, text: string): { before: string; after: string } {
  const before = /[\p{L}\p{M}]*$/u.exec(text.slice(0, index))?.[0] ?? "";
  const after = /^[\p{L}\p{M}]*/u.exec(text.slice(index + found.length))?.[0] ?? "";
  return { before, after };
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
