// The content folder → sources: every file read, parsed and checked by itself. Reports all it finds.
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { ID_PATTERN } from "../article/identifiers.ts";
import { isLocale, type Locale, locales, type PerLocale } from "../i18n/locales.ts";
import type { Site } from "../store/format.ts";
import {
  AuthorsSchema,
  checkFrontMatter,
  checkYaml,
  type FrontMatter,
  SectionsSchema,
  SiteSchema,
} from "./front-matter.ts";
import { inParallel } from "./in-parallel.ts";
import { type MarkdownBody, parseMarkdown } from "./markdown.ts";
import type { ContentProblem, Place } from "./problem.ts";
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

export interface ContentSource {
  site: Site;
  articles: ArticleSource[];
}

/** What is meant for a text, however it is spelled. */
const TEXT_FILE = /\.(md|markdown)$/i;
const FRONT_MATTER = /^---\r?\n([\s\S]*?\r?\n)?---[ \t]*(?:\r?\n|$)/;

/**
 * @param folder the `content` folder.
 * @returns what could be read, even when `problems` has something to say about it.
 */
export async function readContent(folder: string, problems: ContentProblem[]): Promise<ContentSource> {
  const root = join(folder, "..");
  const name = (path: string) => relative(root, path).replaceAll("\\", "/");

  const yamlFile = async <T>(file: string, schema: Parameters<typeof checkYaml<T>>[0]): Promise<T | null> => {
    const path = join(folder, file);
    const text = await readText(path, name(path), problems);
    const data = text === null ? null : parseYaml(text, name(path), problems);
    return data && checkYaml(schema, data, problems);
  };
  const [about, sections, authors] = await Promise.all([
    yamlFile("site.yaml", SiteSchema),
    yamlFile("sections.yaml", SectionsSchema),
    yamlFile("authors.yaml", AuthorsSchema),
  ]);
  const site: Site = {
    name: about?.name ?? {},
    description: about?.description ?? {},
    ...(about?.taggingEntity !== undefined && { taggingEntity: about.taggingEntity }),
    sections: sections ?? {},
    authors: authors ?? {},
  };

  const articlesFolder = join(folder, "articles");
  const entries = await list(articlesFolder, name(articlesFolder), problems);
  const articles = await inParallel(entries, async (entry): Promise<ArticleSource[]> => {
    const path = join(articlesFolder, entry.name);
    const refuse = (message: string) => {
      problems.push({ file: name(path), line: 1, column: 1, message });
      return [];
    };
    if (!entry.isFolder)
      return refuse("an article is a folder, with its texts in it: put this file into one");
    if (!ID_PATTERN.test(entry.name))
      return refuse("an article's folder is its id: small Latin letters, digits and hyphens");
    return [await readArticle(path, entry.name, name, problems)];
  });
  return { site, articles: articles.flat() };
}

async function readArticle(
  folder: string,
  id: string,
  name: (path: string) => string,
  problems: ContentProblem[],
): Promise<ArticleSource> {
  const translations: PerLocale<TranslationSource> = {};
  let incomplete = false;
  const files = new Map<string, string>();
  const entries = await list(folder, name(folder), problems);
  for (const { name: fileName, isFolder } of entries) {
    const path = join(folder, fileName);
    if (isFolder) {
      const message = "an article's folder holds files only: put its texts and pictures beside one another";
      problems.push({ file: name(path), line: 1, column: 1, message });
      continue;
    }
    if (!TEXT_FILE.test(fileName)) {
      files.set(fileName, path);
      continue;
    }
    const locale = basename(fileName, ".md");
    if (!isLocale(locale) || !fileName.endsWith(".md")) {
      const message = `a text is named for its language: ${locales.map((known) => `${known}.md`).join(" or ")}`;
      problems.push({ file: name(path), line: 1, column: 1, message });
      continue;
    }
    const text = await readText(path, name(path), problems);
    const translation = text === null ? null : parseTranslation(text, name(path), locale, problems);
    if (translation) translations[locale] = translation;
    else incomplete = true;
  }
  if (entries.every((entry) => !TEXT_FILE.test(entry.name))) {
    problems.push({ file: name(folder), line: 1, column: 1, message: "no text here: write en.md or uk.md" });
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

/** UTF-8, NFC, without byte order mark. @returns `null` if it cannot be read. */
async function readText(path: string, file: string, problems: ContentProblem[]): Promise<string | null> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
    return text.normalize("NFC");
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const message = missing
      ? "this file is missing: add it"
      : error instanceof TypeError
        ? "this is not UTF-8 text: save it as UTF-8"
        : `cannot be read (${(error as NodeJS.ErrnoException).code}): see that it is a file and readable`;
    problems.push({ file, line: 1, column: 1, message });
    return null;
  }
}

/**
 * What is in a folder, links followed and hidden files left out. A folder that cannot be read is a problem: taken for
 * an empty one, it would withdraw everything in it.
 */
async function list(
  folder: string,
  file: string,
  problems: ContentProblem[],
): Promise<{ name: string; isFolder: boolean }[]> {
  const report = (at: string, error: unknown) => {
    const message = `cannot be read (${(error as NodeJS.ErrnoException).code}): see that it is there and readable`;
    problems.push({ file: at, line: 1, column: 1, message });
    return [];
  };
  const names = (await readdir(folder).catch((error) => report(file, error))).sort();
  const visible = names.filter((name) => !name.startsWith("."));
  const entries = await inParallel(visible, async (name) => {
    try {
      const found = await stat(join(folder, name));
      if (!found.isDirectory() && !found.isFile()) return report(`${file}/${name}`, { code: "no file" });
      return [{ name, isFolder: found.isDirectory() }];
    } catch (error) {
      return report(`${file}/${name}`, error);
    }
  });
  return entries.flat();
}
