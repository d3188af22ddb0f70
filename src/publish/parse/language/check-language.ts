// The language gate: what readers read, by the rules of the language that it is in. Nothing is mended while publishing:
// readers get what the file says, and `check --fix` changes the file.

import type { Diagnostic, Edit } from "../../diagnostics/diagnostic.ts";
import type { SourceText } from "../../diagnostics/source-text.ts";
import type { TextFinding } from "../../diagnostics/text-finding.ts";
import { OPAQUE, type Prose } from "../text/prose.ts";
import { checkLetters } from "./letters.ts";
import { checkPunctuation } from "./punctuation.ts";
import { checkQuotes } from "./quotes.ts";

/** Text of many languages, of none, or of one that nobody knows. */
const UNCHECKED = /^(mul|zxx|und|mis)$/;

/** Web and mail addresses that are written out, but for the punctuation behind them. */
const ADDRESS =
  /(?:https?:\/\/|www\.|mailto:)\S*[^\s.,;:!?…)\]}>»”“"'’]|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;

const withoutAddresses = (prose: Prose): Prose => ({
  ...prose,
  text: prose.text.replace(ADDRESS, (address) => OPAQUE.repeat(address.length)),
});

export function checkLanguage(all: readonly Prose[], source: SourceText, diagnostics: Diagnostic[]): void {
  const prose = all.filter(({ language }) => !UNCHECKED.test(language)).map(withoutAddresses);
  for (const part of prose) {
    for (const finding of [...checkLetters(part), ...checkPunctuation(part)]) report(part, finding);
    checkComposition(part);
  }
  for (const [part, findings] of checkQuotes(prose)) for (const finding of findings) report(part, finding);

  function report(part: Prose, finding: TextFinding): void {
    const { field, starts, ends } = part;
    const { from, to, code, values } = finding;
    const edits = editsOf(part, finding, source);
    diagnostics.push({
      ...source.spanOf(starts[from] as number, ends[to - 1] as number),
      ...(field && { field }),
      code,
      ...(values && { values: { ...values, ...(!values.context && !field && { context: "text" }) } }),
      ...(edits.length > 0 && { edits }),
    });
  }

  /** Letters with their marks beside them (NFD), which look the same and are not found. */
  function checkComposition({ field, text, starts, ends }: Prose): void {
    if (source.raw === source.text) return;
    const edits = [...text.matchAll(/./gsu)].flatMap(({ index: i }) => {
      const [from, to] = [starts[i] as number, ends[i] as number];
      if (text[i] === OPAQUE) return [];
      const written = source.raw.slice(source.rawOffset(from), source.rawOffset(to));
      return written === source.text.slice(from, to) ? [] : [{ from, to, text: source.text.slice(from, to) }];
    });
    const [first] = edits;
    if (!first) return;
    const place = source.spanOf(first.from, first.to);
    diagnostics.push({
      ...place,
      ...(field && { field }),
      code: "nfd",
      values: { letter: first.text },
      edits,
    });
  }
}

/** The part of the slip that changes, and nothing beside it: a word may span marks that are not its own. */
function editsOf(
  { text, starts, ends }: Prose,
  { from, to, correct }: TextFinding,
  source: SourceText,
): Edit[] {
  if (correct === undefined) return [];
  const edit = (start: number, end: number, right: string): Edit => ({
    from: starts[start] as number,
    to: ends[end - 1] as number,
    text: right,
  });
  const edits =
    correct.length === to - from
      ? [...correct].flatMap((right, i) =>
          right === text[from + i] ? [] : [edit(from + i, from + i + 1, right)],
        )
      : [edit(from, to, correct)];
  const isWhole =
    edits.length > 1 || ends.slice(from, to - 1).every((end, i) => end === starts[from + i + 1]);
  // Lines of the file are never joined.
  const joins = edits.some((each) => source.text.slice(each.from, each.to).includes("\n"));
  return isWhole && !joins ? edits : [];
}
