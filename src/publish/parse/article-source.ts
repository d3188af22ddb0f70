// The files of one article → its source: every text parsed and checked by itself. Reports all it finds.
import type { Locale, PerLocale } from "../../i18n/locales.ts";
import { type Diagnostic, fileDiagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceText } from "../diagnostics/source-text.ts";
import type { ArticleFolder } from "../model.ts";
import { checkExample } from "./example-text.ts";
import { checkMisread } from "./front-matter/misread.ts";
import { proseOfFrontMatter } from "./front-matter/prose.ts";
import { checkFrontMatter } from "./front-matter/schema.ts";
import { parseYaml, type YamlData } from "./front-matter/yaml.ts";
import { checkLanguage } from "./language/check-language.ts";
import { parseMarkdown } from "./markdown/markdown.ts";
import type { ArticleSource, TranslationSource } from "./source.ts";
import { conflictIn } from "./text/conflict-marks.ts";

/** Also where nothing else can be made of the file. */
const SLUG = /^slug:[ \t]*["']?([\p{L}\p{N}\p{M}-]+)/mu;
const FRONT_MATTER = /^---\r?\n([\s\S]*?\r?\n)?---[ \t]*(?:\r?\n|$)/;

/** UTF-16 units: parsers of YAML take the square of it where everything is wrong. */
const FRONT_MATTER_MAX = 120_000;

/** @returns what could be parsed, even when `diagnostics` has something to say about it. */
export function parseArticle(folder: ArticleFolder, diagnostics: Diagnostic[]): ArticleSource {
  const { id, texts, files } = folder;
  const translations: PerLocale<TranslationSource> = {};
  let { incomplete } = folder;
  const unread: string[] = [];
  for (const [locale, text] of texts) {
    const translation = text && parseTranslation(text, locale, diagnostics);
    if (translation) translations[locale] = translation;
    else {
      incomplete = true;
      unread.push(...(SLUG.exec(text?.text ?? "")?.slice(1) ?? []));
    }
  }
  return { id, translations, incomplete, unread, files };
}

/** @returns `null` if the front matter cannot be used; `diagnostics` then say why. */
export function parseTranslation(
  source: SourceText,
  locale: Locale,
  diagnostics: Diagnostic[],
): TranslationSource | null {
  const { file, text } = source;
  const mark = conflictIn(text);
  if (mark) {
    diagnostics.push({ ...source.spanOf(mark.from, mark.to), code: "conflict_marks" });
    return null;
  }
  const match = FRONT_MATTER.exec(text);
  if (!match) {
    diagnostics.push(fileDiagnostic(file, /^---\r?\n/.test(text) ? "front_matter_open" : "no_front_matter"));
    return null;
  }
  const base = match[0].length;
  if (base > FRONT_MATTER_MAX) {
    const values = { max: FRONT_MATTER_MAX };
    diagnostics.push({ ...source.spanOf(0, base), code: "front_matter_too_long", values });
    return null;
  }
  const before = diagnostics.length;
  const body = parseMarkdown(source, base, locale, diagnostics);
  if (body.blocks.length === 0 && diagnostics.length === before)
    diagnostics.push({ ...source.placeOf(base), code: "no_text" });
  const { from, to } = frontMatterRange(match);
  const yaml = parseYaml(source, diagnostics, from, to);
  checkLanguage(
    [...(yaml ? proseOfFrontMatter(yaml, source, locale) : []), ...body.prose],
    source,
    diagnostics,
  );
  if (yaml) checkMisread(yaml, source, diagnostics);
  const checked = yaml && checkFrontMatter(yaml, diagnostics);
  if (!yaml || !checked) return null;
  const translation = { file, locale, ...checked, body, placeOf: yaml.placeOf };
  checkExample(translation, source, diagnostics);
  return translation;
}

/** Front matter alone, with the offset at which its last line ends; `null` if it cannot be read. */
export function readFrontMatter(source: SourceText): { yaml: YamlData; to: number } | null {
  const match = FRONT_MATTER.exec(source.text);
  const range = match && frontMatterRange(match);
  const yaml = range && parseYaml(source, [], range.from, range.to);
  return yaml && { yaml, to: range.to };
}

/** Offsets of what stands between the marks. */
function frontMatterRange([all, yaml = ""]: RegExpExecArray): { from: number; to: number } {
  const from = all.indexOf("\n") + 1;
  return { from, to: from + yaml.length };
}
