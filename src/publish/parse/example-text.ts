// Finds the example text of `new` in an article that is no longer a draft.
import { type Locale, locales } from "../../i18n/locales.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { reportWords } from "../diagnostics/messages.ts";
import type { SourceText } from "../diagnostics/source-text.ts";
import { EXAMPLES } from "./front-matter/field-lists.ts";
import type { TranslationSource } from "./source.ts";

interface Example {
  fields: Record<(typeof EXAMPLES)[number], string>;
  /** Of its paragraphs and headings. */
  body: string[];
}

/** Marks and spaces aside: they are of Markdown, or `check --fix` may have changed them. */
const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.join(" ") ?? "";

function exampleIn(locale: Locale): Example {
  const say = (part: string) => reportWords(locale, `new.${part}`);
  return {
    fields: Object.fromEntries(EXAMPLES.map((field) => [field, wordsOf(say(field))])) as Example["fields"],
    body: say("body")
      .split(/\n[>\s]*\n/)
      .map(wordsOf),
  };
}

let examples: Example[] | undefined;

export function checkExample(
  { frontMatter, faulty, body, placeOf }: TranslationSource,
  source: SourceText,
  diagnostics: Diagnostic[],
): void {
  if (frontMatter.draft || faulty.has("draft")) return;
  examples ??= locales.map(exampleIn);
  for (const field of EXAMPLES) {
    const words = wordsOf(frontMatter[field]);
    if (examples.some(({ fields }) => fields[field] === words))
      diagnostics.push({ ...placeOf([field]), field, code: "example" });
  }
  for (const { text, starts, ends } of body.prose) {
    const words = wordsOf(text);
    if (words !== "" && examples.some((each) => each.body.includes(words)))
      diagnostics.push({ ...source.spanOf(starts[0] as number, ends.at(-1) as number), code: "example" });
  }
}
