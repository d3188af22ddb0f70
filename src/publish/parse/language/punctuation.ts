// Apostrophes, dashes and no-break spaces.

import { OPAQUE, type Prose } from "../text/prose.ts";
import type { TextFinding } from "./slip.ts";

const NBSP = "\u00a0";

interface Rule {
  code: TextFinding["code"];
  pattern: RegExp;
  languages: readonly string[];
  values?: (match: RegExpExecArray, text: string) => TextFinding["values"];
  /** What to write in place of the match; `undefined` where that is not certain. */
  correct?: (match: RegExpExecArray, text: string) => string | undefined;
}

const BOTH = ["uk", "en"];
const UKRAINIAN = ["uk"];

/** U+0027 as “' (U+0027)”. */
const named = (character: string): string =>
  `${character} (U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")})`;

/** The word around a match. */
function wordAround({ index, 0: found }: RegExpExecArray, text: string): { before: string; after: string } {
  const before = /[\p{L}\p{M}]*$/u.exec(text.slice(0, index))?.[0] ?? "";
  const after = /^[\p{L}\p{M}]*/u.exec(text.slice(index + found.length))?.[0] ?? "";
  return { before, after };
}

const apostropheValues: Rule["values"] = (match, text) => {
  const { before, after } = wordAround(match, text);
  return { word: before + match[0] + after, found: named(match[0]), correct: `${before}’${after}` };
};
const apostrophe = (pattern: RegExp, languages: readonly string[]): Rule => ({
  code: "apostrophe",
  pattern,
  languages,
  values: apostropheValues,
  correct: () => "’",
});

const isDigit = (character: string | undefined): boolean => /^\d$/.test(character ?? "");

/** Where both sides are words; beside a digit it may be a minus or a range. */
const dash: Rule["correct"] = ({ 0: found, index }, text) =>
  isDigit(text[index - 1]) || isDigit(text[index + found.length]) ? undefined : `${NBSP}— `;

const RULES: readonly Rule[] = [
  apostrophe(/(?<=\p{L})['ʼ‘`´](?=\p{L})/gu, BOTH),
  apostrophe(/(?<=\p{L})′(?=\p{L})/gu, UKRAINIAN),
  apostrophe(/(?<=[бпвмфкргджзнтл])["*](?=[яюєї])/giu, UKRAINIAN),
  {
    code: "hyphen_dash",
    pattern: /(?<=\S)[ \n\u00a0]+(-{1,3})[ \n\u00a0]+(?=\S)/gu,
    languages: UKRAINIAN,
    values: ([, found = ""]) => ({ found }),
    correct: dash,
  },
  {
    code: "hyphen_dash",
    pattern: /(?<=[\p{L}\p{Pe}\p{Pf},])[ \u00a0]+(–)[ \u00a0]+(?=[\p{L}\p{Ps}\p{Pi}])/gu,
    languages: UKRAINIAN,
    values: ([, found = ""]) => ({ found }),
    correct: dash,
  },
  {
    code: "hyphen_dash",
    pattern: /(?<=\p{L})(-{2,3})(?=\p{L})/gu,
    languages: UKRAINIAN,
    values: ([, found = ""]) => ({ found }),
    correct: dash,
  },
  {
    code: "hyphen_dash",
    pattern: /(?<=\S)[ \n\u00a0]+(-{1,3})[ \n\u00a0]+(?=\S)/gu,
    languages: ["en"],
    values: ([, found = ""]) => ({ found }),
    correct: (match, text) => (dash?.(match, text) === undefined ? undefined : " — "),
  },
  {
    code: "hyphen_dash",
    pattern: /(?<=[\p{L}”’])(-{2,3})(?=[\p{L}“‘])/gu,
    languages: ["en"],
    values: ([, found = ""]) => ({ found }),
    correct: () => "—",
  },
  {
    code: "dash_space",
    pattern: /(?<=[\p{L}\d»“”),.!?…%])—[ \u00a0](?=\S)|(?<=\S)[ \u00a0]—(?=[\p{L}\d«„“(])/gu,
    languages: UKRAINIAN,
    correct: () => `${NBSP}— `,
  },
  {
    code: "nbsp_dash",
    pattern: /(?<=[^\s>])[ \n](?=—(?:\s|$))/gu,
    languages: UKRAINIAN,
    correct: () => NBSP,
  },
  {
    code: "nbsp_thousands",
    pattern: /(?<![\d.,+)№/–-][ \u00a0]?)[1-9]\d{0,2}(?:[ \u00a0]\d{3})+(?![\d]|[ \u00a0]\d|[-–/:]\d)/gu,
    languages: UKRAINIAN,
    values: ([number]) => ({ number }),
    correct: ([number]) => number.replaceAll(" ", NBSP),
  },
];

export function checkPunctuation({ text, language }: Prose): TextFinding[] {
  return RULES.filter(({ languages }) => languages.includes(language)).flatMap(
    ({ code, pattern, values, correct }) =>
      [...text.matchAll(pattern)].flatMap((match): TextFinding[] => {
        const [found] = match;
        if (found.includes(OPAQUE) || (code === "nbsp_thousands" && !found.includes(" "))) return [];
        const right = correct?.(match, text);
        return [
          {
            code,
            from: match.index,
            to: match.index + found.length,
            values: values?.(match, text) ?? {},
            ...(right !== undefined && { correct: right }),
          },
        ];
      }),
  );
}
