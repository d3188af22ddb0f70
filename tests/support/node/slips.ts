// Slips of the language in newsroom text, each with its place: `code: text with 【slip|what is right】`, a line each;
// `⍽` is a no-break space. Without what is right, it is not certain.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Locale, locales } from "../../../src/i18n/locales.ts";

const FIXTURES = join(import.meta.dirname, "../../fixtures/language");
const read = (name: string): string =>
  readFileSync(join(FIXTURES, name), "utf8").replaceAll("⍽", "\u00a0").trim();

export interface SlipText {
  locale: Locale;
  code: string;
  /** With the slips, and with what is right in place of those that can be mended. */
  written: string;
  mended: string;
  places: { start: number; end: number }[];
}

/** Languages whose rules are tried: those that have rules of their own. */
export const tried = locales.filter((locale) => existsSync(join(FIXTURES, `slips.${locale}.txt`)));

export const slips: SlipText[] = tried.flatMap((locale) =>
  read(`slips.${locale}.txt`)
    .split("\n")
    .map((line) => {
      const [, code = "", marked = ""] = /^(\w+): (.*)$/.exec(line) ?? [];
      const slip: SlipText = { locale, code, written: "", mended: "", places: [] };
      for (const part of marked.replaceAll("\\n", "\n").split(/(【.*?】)/su)) {
        const [, wrong = part, right = wrong] = /^【([^|]*)(?:\|(.*))?】$/su.exec(part) ?? [];
        const start = slip.written.length;
        if (part !== wrong) slip.places.push({ start, end: start + wrong.length });
        slip.written += wrong;
        slip.mended += right;
      }
      return slip;
    }),
);

/** Paragraphs with nothing wrong in them, full of what looks like it. */
export const cleanText = (locale: Locale): string => read(`clean.${locale}.md`);

/** Front matter in the language, with nothing wrong in it. */
export const headOf = (locale: Locale): string => {
  const word = locale === "uk" ? "Так" : "Yes";
  return `---\nheadline: ${word}\ndescription: ${word}\nslug: tak\n---\n\n`;
};
