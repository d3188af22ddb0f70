// Hyphens that stand for a dash.
import type { PunctuationRule } from "./rules.ts";

const isDigit = (character: string | undefined): boolean => /^\d$/.test(character ?? "");

/**
 * A dash in place of the hyphens that the pattern's group matches.
 * @param written as the language sets it. Certain where both sides are words; beside a digit it may be a minus or a range.
 */
export const dash = (pattern: RegExp, written: string): PunctuationRule => ({
  code: "hyphen_dash",
  pattern,
  values: ([, found = ""]) => ({ found }),
  correct: ({ 0: found, index }, text) =>
    isDigit(text[index - 1]) || isDigit(text[index + found.length]) ? undefined : written,
});
