// English.
import { APOSTROPHE_WITHIN_WORD } from "./apostrophe.ts";
import { dash } from "./dash.ts";
import type { LanguageRules } from "./rules.ts";

export const ENGLISH: LanguageRules = {
  quotes: [
    ["“", "”"],
    ["‘", "’"],
  ],
  apostropheAtEdges: true,
  punctuation: [
    APOSTROPHE_WITHIN_WORD,
    dash(/(?<=\S)[ \n\u00a0]+(-{1,3})[ \n\u00a0]+(?=\S)/gu, " — "),
    {
      code: "hyphen_dash",
      pattern: /(?<=[\p{L}”’])(-{2,3})(?=[\p{L}“‘])/gu,
      values: ([, found = ""]) => ({ found }),
      correct: () => "—",
    },
  ],
};
