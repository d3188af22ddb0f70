// A problem in the content: what is wrong, with the place to mend it. Its words are in locales/check.*.json.
import english from "../../../locales/check.en.json" with { type: "json" };

export interface Place {
  /** Path from the content folder's parent, with forward slashes. */
  file: string;
  /** 1-based. */
  line: number;
  /** 1-based, in UTF-16 units, as editors count. */
  column: number;
}

/** From one place to another in the same file; the end is the place of what comes after. */
export interface Span extends Place {
  endLine?: number;
  endColumn?: number;
}

/** Stable: what machines call the problem, and the key of its words in locales/check.*.json. */
export type DiagnosticCode = { [S in Severity]: keyof (typeof english)["diagnostic"][S] }[Severity];

/**
 * What the words of a problem name. A list is joined as the language does it: "a, b or c". `count` picks the plural
 * form, `context` the wording where there is a special one.
 */
export type DiagnosticValues = Record<string, string | number | readonly string[]>;

/** A diagnostic without its place. */
export interface Finding {
  code: DiagnosticCode;
  values?: DiagnosticValues;
}

/** A change of a file; offsets are of its text in NFC. */
export interface Edit {
  from: number;
  to: number;
  text: string;
}

export interface Diagnostic extends Span, Finding {
  /** Dotted path of the front matter field; absent for the text itself. */
  field?: string;
  /** Mend it for certain, all of them together. */
  edits?: readonly Edit[];
}

export type Severity = "error" | "warning";

/**
 * By where its words stand. A warning is a matter of form, or what may well be meant: it is published all the same. With
 * an error, readers would get something that is broken, cannot be found or cannot be read by all of them.
 */
export const severityOf = ({ code }: Finding): Severity =>
  Object.hasOwn(english.diagnostic.warning, code) ? "warning" : "error";

export const hasErrors = (diagnostics: readonly Finding[]): boolean =>
  diagnostics.some((diagnostic) => severityOf(diagnostic) === "error");

/** Places in a file, kept after it was read. */
export interface Placed {
  file: string;
  /** By dotted path of the field. */
  places: Record<string, Omit<Span, "file">>;
}

/** @param field one that `places` has. */
export function diagnosticAt({ file, places }: Placed, field: string, finding: Finding): Diagnostic {
  const place = places[field] ?? { line: 1, column: 1 };
  return { file, ...place, field, ...finding };
}

/** A problem with a file or folder as such. */
export const fileDiagnostic = (
  file: string,
  code: DiagnosticCode,
  values?: DiagnosticValues,
): Diagnostic => ({
  file,
  line: 1,
  column: 1,
  code,
  ...(values && { values }),
});

/** A file that is not published, and why: whoever knows where it is named makes a problem of it. */
export class MediaError extends Error {
  override name = "Refusal";
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.code);
    this.finding = finding;
  }
}

export class DamagedMedia extends MediaError {
  constructor() {
    super({ code: "picture_damaged" });
  }
}
