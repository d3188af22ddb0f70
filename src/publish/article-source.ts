// The folder of one article → its source: every file read, parsed and checked by itself. Reports all it finds.
import { basename, join } from "node:path";
import { isLocale, type Locale, locales, type PerLocale } from "../i18n/locales.ts";
import { checkFrontMatter, type FrontMatter } from "./front-matter.ts";
import { type MarkdownBody, parseMarkdown } from "./markdown.ts";
import type { ContentProblem, Place } from "./problem.ts";
import { readFolder, readText } from "./read-files.ts";
import { type FieldPath, parseYaml } from "./yaml.ts";

/** One language of one article, as written. */
export interface TranslationSource {
  file: string;
  locale: Locale;
  frontMatter: FrontMatter;
  /** Fields of the front matter that were left out, because something is wrong with them. */
  faulty: ReadonlySet<string>;
  body: MarkdownBody;
  placeOf(path: FieldPath): Place;
}

export interface ArticleSource {
  id: string;
  translations: PerLocale<TranslationSource>;
  /** Whether one of its texts could not be read at all. */
  incomplete: boolean;
  /** Paths of the files beside the texts, by name. */
  files: ReadonlyMap<string, string>;
}

/** What is meant for a text, however it is spelled. */
const TEXT_FILE = /\.(md|markdown)$/i;
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
  const files = new Map<string, string>();
  const entries = await readFolder(folder, name, problems);
  for (const { name: fileName, isFolder } of entries) {
    const path = join(folder, fileName);
    const file = `${name}/${fileName}`;
    if (isFolder) {
      const message = "an article's folder holds files only: put its texts and pictures beside one another";
      problems.push({ file, line: 1, column: 1, message });
      continue;
    }
    if (!TEXT_FILE.test(fileName)) {
      files.set(fileName, path);
      continue;
    }
    const locale = basename(fileName, ".md");
    if (!isLocale(locale) || !fileName.endsWith(".md")) {
      const message = `a text is named for its language: ${locales.map((known) => `${known}.md`).join(" or ")}`;
      problems.push({ file, line: 1, column: 1, message });
      continue;
    }
    const text = await readText(path, file, problems);
    const translation = text === null ? null : parseTranslation(text, file, locale, problems);
    if (translation) translations[locale] = translation;
    else incomplete = true;
  }
  if (entries.every((entry) => !TEXT_FILE.test(entry.name))) {
    problems.push({ file: name, line: 1, column: 1, message: "no text here: write en.md or uk.md" });
  }
  return { id, translations, incomplete, files };
}

/** @returns `null` if the front matter cannot be used; `problems` then say why. */
export function parseTranslation(
  text: string,
  file: string,
  locale: Locale,
  problems: ContentProblem[],
): TranslationSource | null {
  const match = FRONT_MATTER.exec(text);
  if (!match) {
    const message = "the file begins with front matter: a line ---, YAML fields, and a line ---";
    problems.push({ file, line: 1, column: 1, message });
    return null;
  }
  const bodyLine = match[0].split("\n").length;
  const body = parseMarkdown(text.slice(match[0].length), file, bodyLine, locale, problems);
  if (body.blocks.length === 0) {
    problems.push({
      file,
      line: bodyLine,
      column: 1,
      message: "the article has no text: write it below the front matter",
    });
  }
  const yaml = parseYaml(match[1] ?? "", file, problems, 2);
  const checked = yaml && checkFrontMatter(yaml, problems);
  return yaml && checked && { file, locale, ...checked, body, placeOf: yaml.placeOf };
}
