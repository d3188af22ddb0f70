// Apostrophes, dashes and no-break spaces, by the rules of the language.
import type { TextFinding } from "../../diagnostics/text-finding.ts";
import { rulesOf } from "../../languages/languages.ts";
import { OPAQUE, type Prose } from "../text/prose.ts";

export function checkPunctuation({ text, language }: Prose): TextFinding[] {
  return (rulesOf(language)?.punctuation ?? []).flatMap(({ code, pattern, values, correct }) =>
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
