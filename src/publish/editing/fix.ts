// check --fix: mends in the content's files what is certain, and leaves every other byte of them as it is.
import { readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isLocale } from "../../i18n/locales.ts";
import { checkFolder } from "../content/load-content.ts";
import type { Diagnostic, Edit, Place } from "../diagnostics/diagnostic.ts";
import { SourceText } from "../diagnostics/source-text.ts";
import { parseTranslation } from "../parse/article-source.ts";
import { proseOfNames } from "../parse/front-matter/prose.ts";
import { parseYaml } from "../parse/front-matter/yaml.ts";
import { checkLanguage } from "../parse/language/check-language.ts";

export interface Fixes extends Place {
  /** The words around the change, as they were and as they are. */
  before: string;
  after: string;
}

/** One fix may make the next one certain: a quotation mark, then a space beside it. */
const ROUNDS = 5;
/** How much of the words beside a change is shown. */
const WORD_MAX = 20;
const BOM = "\ufeff";

/** @param folder the `content` folder. @returns what was changed, in the order of the files. */
export async function fixFolder(folder: string): Promise<Fixes[]> {
  const { diagnostics } = await checkFolder(folder);
  const files = [...new Set(diagnostics.flatMap(({ file, edits }) => (edits ? [file] : [])))];
  const fixed: Fixes[] = [];
  for (const file of files) {
    const path = join(dirname(folder), file);
    const bytes = await readFile(path, "utf8");
    const mark = bytes.startsWith(BOM) ? BOM : "";
    const { raw, changes } = fixText(file, bytes.slice(mark.length));
    if (changes.length > 0) await writeFile(path, mark + raw);
    fixed.push(...changes);
  }
  return fixed;
}

/** @param file its path; the name tells what it is. @param text without byte order mark. */
export function fixText(file: string, text: string): { raw: string; changes: Fixes[] } {
  let raw = text;
  const changes: Fixes[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const source = new SourceText(file, raw);
    const wanted = diagnosticsOf(source).flatMap(({ edits }) => (edits ? [edits] : []));
    const { raw: next, made } = source.apply(wanted);
    changes.push(...made.map((edits) => change(source, edits)));
    if (next === raw) break;
    raw = next;
  }
  return { raw, changes: changes.sort((a, b) => a.line - b.line || a.column - b.column) };
}

function diagnosticsOf(source: SourceText): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const locale = basename(source.file, ".md");
  if (isLocale(locale)) parseTranslation(source, locale, diagnostics);
  else {
    const yaml = parseYaml(source, diagnostics);
    if (yaml) checkLanguage(proseOfNames(yaml, source), source, diagnostics);
  }
  return diagnostics;
}

function change(source: SourceText, edits: readonly Edit[]): Fixes {
  const from = Math.min(...edits.map((edit) => edit.from));
  const to = Math.max(...edits.map((edit) => edit.to));
  const before = /\S*[ \u00a0]?$/.exec(source.text.slice(Math.max(0, from - WORD_MAX), from))?.[0] ?? "";
  const after = /^[ \u00a0]?\S*/.exec(source.text.slice(to, to + WORD_MAX))?.[0] ?? "";
  const excerpt = new SourceText(source.file, source.raw.slice(source.rawOffset(from), source.rawOffset(to)));
  const { raw } = excerpt.apply([
    edits.map((edit) => ({ ...edit, from: edit.from - from, to: edit.to - from })),
  ]);
  return { ...source.placeOf(from), before: before + excerpt.raw + after, after: before + raw + after };
}
