// Finds values that YAML reads without an error but not as meant: a text cut off by a comment, the hour of another
// zone.

import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { SourceText } from "../../diagnostics/source-text.ts";
import type { WrittenText } from "../text/prose.ts";
import { inNewsroomZone } from "./dates.ts";
import { isDate, isReadText } from "./field-lists.ts";
import type { YamlData } from "./yaml.ts";

/** Behind a value that has no quotation marks. */
const COMMENT = /^[ \t]+(#[^\r\n]*)/;
/** How much of a comment is shown. */
const SHOWN = 40;

export function checkMisread(yaml: YamlData, source: SourceText, diagnostics: Diagnostic[]): void {
  for (const text of yaml.texts()) {
    const field = text.path.join(".");
    if (isReadText(text.path)) checkComment(field, text, source, diagnostics);
    else if (isDate(text.path)) checkZone(field, text, source, diagnostics);
  }
}

function checkComment(
  field: string,
  { to, style }: WrittenText,
  source: SourceText,
  diagnostics: Diagnostic[],
) {
  const [all = "", comment = ""] = (style === "PLAIN" && COMMENT.exec(source.text.slice(to))) || [];
  if (!comment) return;
  const end = to + all.length;
  const text =
    comment.length > SHOWN ? `${comment.slice(0, SHOWN).replace(/\s+\S*$/, "")} …` : comment.trimEnd();
  diagnostics.push({
    ...source.spanOf(end - comment.length, end),
    field,
    code: "text_cut",
    values: { text },
  });
}

function checkZone(
  field: string,
  { value, from, to }: WrittenText,
  source: SourceText,
  diagnostics: Diagnostic[],
) {
  const suggestion = inNewsroomZone(value);
  if (suggestion === null) return;
  diagnostics.push({ ...source.spanOf(from, to), field, code: "date_offset", values: { suggestion } });
}
