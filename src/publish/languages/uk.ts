// Ukrainian.
import { APOSTROPHE_WITHIN_WORD, APOSTROPHES, apostrophe } from "./apostrophe.ts";
import { dash } from "./dash.ts";
import type { LanguageRules } from "./rules.ts";

const NBSP = "\u00a0";
const DASH = `${NBSP}— `;

/** Cabinet of Ministers resolution No. 55 of 27 January 2010. */
const LETTERS: Record<string, string> = {
  а: "a",
  б: "b",
  в: "v",
  г: "h",
  ґ: "g",
  д: "d",
  е: "e",
  є: "ie",
  ж: "zh",
  з: "z",
  и: "y",
  і: "i",
  ї: "i",
  й: "i",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "kh",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "shch",
  ь: "",
  ю: "iu",
  я: "ia",
};
const WORD_START: Record<string, string> = { є: "ye", ї: "yi", й: "y", ю: "yu", я: "ya" };

/** The ending of a number, up to three letters: «95-й», «30-ї», «1990-ті». It begins no word. */
const ENDING = /(?<=\d[-\u2010\u2011]?)[а-щьюяєіїґ]{1,3}(?![\p{L}\p{M}])/gu;

/** @param text in any case; what is not of the Ukrainian alphabet passes through. */
export function romanizeUkrainian(text: string): string {
  const plain = text.normalize("NFC").toLowerCase().replace(APOSTROPHES, "").replaceAll("зг", "zgh");
  const endings = new Set([...plain.matchAll(ENDING)].map(({ index }) => index));
  return plain.replace(/\p{sc=Cyrl}/gu, (letter, at: number) => {
    const startsWord = !/[\p{L}\p{M}]/u.test(plain[at - 1] ?? "") && !endings.has(at);
    return (startsWord ? WORD_START[letter] : undefined) ?? LETTERS[letter] ?? letter;
  });
}

export const UKRAINIAN: LanguageRules = {
  quotes: [
    ["«", "»"],
    ["„", "“"],
  ],
  closingOnly: "“",
  foreignLetters: { code: "russian_letter", pattern: /[ыэъё]/iu },
  lookalikes: [
    // A conjunction or preposition among Ukrainian words.
    {
      pattern: /(?<=\p{sc=Cyrl}[,;:)»]?[ \u00a0]|[—–][ \u00a0])[aioy](?=[ \u00a0][«„(]?\p{sc=Cyrl})/gu,
      script: "Cyrillic",
    },
    // The ending of a number: «90-х», «30-і».
    {
      pattern: /(?<=\d[-\u2010\u2011])(?:[aeioxy]|ox)(?=[ \u00a0][«„(]?\p{sc=Cyrl})/gu,
      script: "Cyrillic",
    },
    // Roman numerals.
    { pattern: /(?<![\p{L}\p{M}’-])[ХІ]{2,}(?![\p{L}\p{M}’])/gu, script: "Latin" },
  ],
  punctuation: [
    APOSTROPHE_WITHIN_WORD,
    apostrophe(/(?<=\p{L})′(?=\p{L})/gu),
    apostrophe(/(?<=[бпвмфкргджзнтл])["*](?=[яюєї])/giu),
    dash(/(?<=\S)[ \n\u00a0]+(-{1,3})[ \n\u00a0]+(?=\S)/gu, DASH),
    dash(/(?<=[\p{L}\p{Pe}\p{Pf},])[ \u00a0]+(–)[ \u00a0]+(?=[\p{L}\p{Ps}\p{Pi}])/gu, DASH),
    dash(/(?<=\p{L})(-{2,3})(?=\p{L})/gu, DASH),
    {
      code: "dash_space",
      pattern: /(?<=[\p{L}\d»“”),.!?…%])—[ \u00a0](?=\S)|(?<=\S)[ \u00a0]—(?=[\p{L}\d«„“(])/gu,
      correct: () => DASH,
    },
    {
      code: "nbsp_dash",
      pattern: /(?<=[^\s>])[ \n](?=—(?:\s|$))/gu,
      correct: () => NBSP,
    },
    {
      code: "nbsp_thousands",
      pattern: /(?<![\d.,+)№/–-][ \u00a0]?)[1-9]\d{0,2}(?:[ \u00a0]\d{3})+(?![\d]|[ \u00a0]\d|[-–/:]\d)/gu,
      values: ([number]) => ({ number }),
      correct: ([number]) => number.replaceAll(" ", NBSP),
    },
  ],
  romanize: romanizeUkrainian,
};
