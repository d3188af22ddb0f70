// The rules of a language, as the checks and the slugs ask for them. A language without a rule leaves its field out.
import type { TextFinding } from "../diagnostics/text-finding.ts";

export type Script = "Latin" | "Cyrillic" | "Greek";

/** A pattern of apostrophes, dashes or spaces, and the correction. */
export interface PunctuationRule {
  code: TextFinding["code"];
  pattern: RegExp;
  values?: (match: RegExpExecArray, text: string) => TextFinding["values"];
  /** The replacement of the match; `undefined` where that is not certain. */
  correct?: (match: RegExpExecArray, text: string) => string | undefined;
}

export interface LanguageRules {
  /** Outer quotation marks, then inner ones; deeper ones take turns. */
  quotes: readonly [open: string, close: string][];
  /** Marks that open a quotation in other languages, and only close one here. */
  closingOnly?: string;
  /** Whether a straight apostrophe may begin or end a word: workers’, the ’90s. */
  apostropheAtEdges?: true;
  /** Letters of a neighbor's alphabet that none of its words has. */
  foreignLetters?: { code: TextFinding["code"]; pattern: RegExp };
  /** Whole words that look right in the wrong script, and the script that they belong in. */
  lookalikes?: readonly { pattern: RegExp; script: Exclude<Script, "Greek"> }[];
  punctuation: readonly PunctuationRule[];
  /** Latin letters for those that the language writes otherwise than others do; what it does not know passes through. */
  romanize?: (text: string) => string;
}
