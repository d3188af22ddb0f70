// Letters of the wrong alphabet: look-alikes, words of two scripts, and letters of a neighbor's alphabet.

import type { TextFinding } from "../../diagnostics/text-finding.ts";
import { rulesOf, scriptOfLanguage } from "../../languages/languages.ts";
import type { Script } from "../../languages/rules.ts";
import type { Prose } from "../text/prose.ts";

/** The same shapes, in the same order. */
const LATIN = "aceiopxyABCEHIKMOPTXYïÏ";
const CYRILLIC = "асеіорхуАВСЕНІКМОРТХУїЇ";
const GREEK = "ΑΒΕΗΙΚΜΟΡΤΧο";
const GREEK_AS: Record<Script, string> = { Latin: "ABEHIKMOPTXo", Cyrillic: "АВЕНІКМОРТХо", Greek: GREEK };

const scriptOf = (letter: string): Script | null =>
  /\p{sc=Cyrl}/u.test(letter)
    ? "Cyrillic"
    : /\p{sc=Latn}/u.test(letter)
      ? "Latin"
      : /\p{sc=Grek}/u.test(letter)
        ? "Greek"
        : null;

/** The letter of the other script that looks the same, or `null`. */
function lookalike(letter: string, script: Script): string | null {
  const from = { Latin: LATIN, Cyrillic: CYRILLIC, Greek: GREEK }[scriptOf(letter) ?? script];
  const to = from === GREEK ? GREEK_AS[script] : script === "Cyrillic" ? CYRILLIC : LATIN;
  return script === "Greek" ? null : (to[from.indexOf(letter)] ?? null);
}

/** @returns the word in one script, or `null` if a letter of it has no look-alike there. */
function inScript(word: string, script: Script): string | null {
  const letters = [...word].map((letter) => {
    const own = scriptOf(letter);
    return own === null || own === script ? letter : lookalike(letter, script);
  });
  return letters.includes(null) ? null : letters.join("");
}

/** Letters with what joins them within a word. */
const WORD = /[\p{L}\p{M}]+(?:['’ʼ‘`][\p{L}\p{M}]+)*/gu;
/** A name in Latin letters with a Cyrillic ending: iPhone’у. */
const NAME_WITH_ENDING = /^\p{sc=Latn}{2,}['’ʼ‘`]\p{sc=Cyrl}+$/u;
/** The same without anything between them, which may be an ending or a slip: Facebookу. */
const ENDING = /^\p{sc=Latn}{2,}[аеіоу]{1,2}$/u;
/** So many look-alikes in a row may be a word of their own. */
const RUN = 3;
/** е-mail, К-pop: a letter before a Latin word is Latin. */
const PREFIXED = /(?<![\p{L}\p{M}\d’-])[асеіорхуАВСЕНІКМОРТХ]-[a-zA-Z]{2,}/gu;

export function checkLetters({ text, language }: Prose): TextFinding[] {
  const home = scriptOfLanguage(language.split("-")[0] ?? "");
  const words: Word[] = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    word,
    from: index,
    to: index + word.length,
  }));
  const findings = words.flatMap((each) => checkWord(each, text, home, language));
  for (const { 0: word, index } of text.matchAll(PREFIXED)) {
    findings.push(
      lookalikeLetters({ word, from: index, to: index + word.length }, inScript(word, "Latin") as string),
    );
  }
  for (const { pattern, script } of rulesOf(language)?.lookalikes ?? []) {
    for (const { 0: word, index } of text.matchAll(pattern))
      findings.push(lookalikeWord({ word, from: index, to: index + word.length }, script));
  }
  if (home === "Latin") {
    // A word that only looks Latin, where its neighbours are Latin.
    const isCyrillic = (i: number) => /\p{sc=Cyrl}/u.test(words[i]?.word ?? "");
    words.forEach((each, i) => {
      if (!/^\p{sc=Cyrl}+$/u.test(each.word) || inScript(each.word, "Latin") === null) return;
      if (isQuoted(text, each)) return;
      if (!isCyrillic(i - 1) && !isCyrillic(i + 1)) findings.push(lookalikeWord(each, "Latin"));
    });
  }
  return findings;
}

/** As a word or a letter that is spoken of. */
const isQuoted = (text: string, { from, to }: Word): boolean =>
  /["“‘«„]/.test(text[from - 1] ?? "") && /["”’»“.,!?…]/.test(text[to] ?? "");

interface Word {
  word: string;
  from: number;
  to: number;
}

function checkWord(each: Word, text: string, home: Script, language: string): TextFinding[] {
  const { word } = each;
  const scripts = new Set([...word].flatMap((letter) => scriptOf(letter) ?? []));
  if (scripts.size < 2) {
    const foreign = rulesOf(language)?.foreignLetters;
    const [letter] = foreign?.pattern.exec(word) ?? [];
    if (!foreign || !letter || (word.length === 1 && isQuoted(text, each))) return [];
    return [{ ...each, code: foreign.code, values: { word, letter } }];
  }
  if (NAME_WITH_ENDING.test(word)) return [];
  const readings = (["Cyrillic", "Latin"] as const).flatMap((script) => {
    const correct = inScript(word, script);
    return correct === null || differsInRow(word, correct) >= RUN ? [] : [{ script, correct }];
  });
  const [only, other] = readings;
  if (!only || (home === "Cyrillic" && ENDING.test(word)))
    return [{ ...each, code: "mixed_scripts", values: { word } }];
  if (!other) return [lookalikeLetters(each, only.correct)];
  // It might be either; an abbreviation is too short to tell.
  const likely = readings.find(({ script }) => script === home) ?? only;
  return [lookalikeLetters(each, likely.correct, word !== word.toUpperCase())];
}

/** The most letters in a row that are not the same in both words, which are of one length. */
const differsInRow = (word: string, other: string): number =>
  Math.max(
    ...[...word]
      .map((letter, i) => (letter === other[i] ? " " : "x"))
      .join("")
      .split(" ")
      .map((row) => row.length),
  );

/** @param certain whether it is to be mended. */
function lookalikeLetters(each: Word, correct: string, certain = true): TextFinding {
  const { word } = each;
  const wrong = [...word].filter((letter, i) => letter !== correct[i]);
  const values = {
    word,
    letters: [...new Set(wrong)].join(", "),
    count: wrong.length,
    context: scriptOf(wrong[0] ?? "") ?? "Latin",
    correct,
  };
  return { ...each, code: "lookalike_letter", values, ...(certain && { correct }) };
}

/** @param script that the word should be in. */
function lookalikeWord(each: Word, script: "Latin" | "Cyrillic"): TextFinding {
  const correct = inScript(each.word, script) as string;
  const context = script === "Latin" ? "Cyrillic" : "Latin";
  return { ...each, code: "lookalike_word", values: { word: each.word, correct, context }, correct };
}
