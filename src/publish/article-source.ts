// The folder of one article → its source: every file read, parsed and checked by itself. Reports all it finds.
import { basename, join } from "node:path";
import { isLocale, type Locale, locales, type PerLocale, parseLocale } from "../i18n/locales.ts";
import { checkExample } from "./check-example.ts";
import { checkLanguage } from "./check-language.ts";
import { checkMisread } from "./check-misread.ts";
import { conflictIn } from "./conflict-marks.ts";
import { checkFrontMatter, type FrontMatter } from "./front-matter.ts";
import { type MarkdownBody, parseMarkdown } from "./markdown.ts";
import { type ContentProblem, problemWith, type Span } from "./problem.ts";
import { proseOfFrontMatter } from "./prose.ts";
import { readFolder, readText } from "./read-files.ts";
import type { SourceText } from "./source-text.ts";
import { suggesting } from "./suggest.ts";
import { type FieldPath, parseYaml, type YamlData } from "./yaml.ts";

/** One language of one article, as written. */
export interface TranslationSource {
  file: string;
  locale: Locale;
  frontMatter: FrontMatter;
  /** Fields of the front matter that were left out, because something is wrong with them. */
  faulty: ReadonlySet<string>;
  body: MarkdownBody;
  placeOf(path: FieldPath): Span;
}

export interface ArticleSource {
  id: string;
  translations: PerLocale<TranslationSource>;
  /** Whether one of its texts could not be read at all. */
  incomplete: boolean;
  /** The slugs of such texts, as far as they can be told. */
  unread: string[];
  /** Paths of the files beside the texts, by name. */
  files: ReadonlyMap<string, string>;
}

/** What is meant for a text, however it is spelled. */
const TEXT_FILE = /\.(md|markdown)(\.txt)?$/i;
/** What iCloud, browsers and systems call a second file of a name: `en 2.md`, `en (1).md`, `en copy.md`. */
const SECOND = /(?: \d+| ?\(\d+\)| copy(?: \d+)?)$/;
const TEXT_NAMES = locales.map((locale) => `${locale}.md`);
/** Also where nothing else can be made of the file. */
const SLUG = /^slug:[ \t]*["']?([\p{L}\p{N}\p{M}-]+)/mu;
const FRONT_MATTER = /^---\r?\n([\s\S]*?\r?\n)?---[ \t]*(?:\r?\n|$)/;

/**
 * @param content the `content` folder.
 * @returns what could be read, even when `problems` has something to say about it.
 */
export async function readArticleSource(
  content: string,
  id: string,
  problems: ContentProblem[],
): Promise<ArticleSource> {
  const folder = join(content, "articles", id);
  const name = `${basename(content)}/articles/${id}`;
  const translations: PerLocale<TranslationSource> = {};
  let incomplete = false;
  const unread: string[] = [];
  const files = new Map<string, string>();
  const entries = await readFolder(folder, name, problems);
  for (const { name: fileName, isFolder } of entries) {
    const path = join(folder, fileName);
    const file = `${name}/${fileName}`;
    if (isFolder) {
      problems.push(problemWith(file, "nested_folder"));
      continue;
    }
    if (!TEXT_FILE.test(fileName)) {
      // Some systems keep names in NFD.
      files.set(fileName.normalize("NFC"), path);
      continue;
    }
    const locale = basename(fileName, ".md");
    if (!isLocale(locale) || !fileName.endsWith(".md")) {
      const meant = textNameMeant(fileName);
      const isThere = entries.some((entry) => entry.name === meant);
      // What it says is not missing.
      if (meant && !isThere) incomplete = true;
      const values = suggesting({ names: TEXT_NAMES }, meant);
      problems.push(problemWith(file, "bad_text_name", isThere ? { ...values, context: "taken" } : values));
      continue;
    }
    const text = await readText(path, file, problems);
    const translation = text === null ? null : parseTranslation(text, locale, problems);
    if (translation) translations[locale] = translation;
    else {
      incomplete = true;
      unread.push(...(SLUG.exec(text?.text ?? "")?.slice(1) ?? []));
    }
  }
  if (entries.every((entry) => !TEXT_FILE.test(entry.name))) {
    problems.push(problemWith(name, "no_texts", { names: TEXT_NAMES }));
  }
  return { id, translations, incomplete, unread, files };
}

/** @param fileName of a text. @returns what it is called right, if its language can be told. */
function textNameMeant(fileName: string): string | undefined {
  const stem = fileName.replace(TEXT_FILE, "").toLowerCase();
  const locale = parseLocale(stem.replace(SECOND, ""));
  return locale ? `${locale}.md` : undefined;
}

/** @returns `null` if the front matter cannot be used; `problems` then say why. */
export function parseTranslation(
  source: SourceText,
  locale: Locale,
  problems: ContentProblem[],
): TranslationSource | null {
  const { file, text } = source;
  const mark = conflictIn(text);
  if (mark) {
    problems.push({ ...source.spanOf(mark.from, mark.to), code: "conflict_marks" });
    return null;
  }
  const match = FRONT_MATTER.exec(text);
  if (!match) {
    problems.push(problemWith(file, /^---\r?\n/.test(text) ? "front_matter_open" : "no_front_matter"));
    return null;
  }
  const base = match[0].length;
  const before = problems.length;
  const body = parseMarkdown(source, base, locale, problems);
  if (body.blocks.length === 0 && problems.length === before)
    problems.push({ ...source.placeOf(base), code: "no_text" });
  const { from, to } = frontMatterRange(match);
  const yaml = parseYaml(source, problems, from, to);
  checkLanguage([...(yaml ? proseOfFrontMatter(yaml, source, locale) : []), ...body.prose], source, problems);
  if (yaml) checkMisread(yaml, source, problems);
  const checked = yaml && checkFrontMatter(yaml, problems);
  if (!yaml || !checked) return null;
  const translation = { file, locale, ...checked, body, placeOf: yaml.placeOf };
  checkExample(translation, source, problems);
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
