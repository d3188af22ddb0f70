// The folder of one article: its texts by language, and the files beside them.
import { basename, join } from "node:path";
import { isLocale, locales, parseLocale } from "../../i18n/locales.ts";
import { type Diagnostic, fileDiagnostic } from "../diagnostics/diagnostic.ts";
import { suggesting } from "../diagnostics/suggest.ts";
import type { ArticleFolder } from "../model.ts";
import { readFolder, readText } from "./read-files.ts";

/** Files meant as a text, however they are spelled. */
const TEXT_FILE = /\.(md|markdown)(\.txt)?$/i;
/** Names that iCloud, browsers and systems give a second file: `en 2.md`, `en (1).md`, `en copy.md`. */
const SECOND = /(?: \d+| ?\(\d+\)| copy(?: \d+)?)$/;
const TEXT_NAMES = locales.map((locale) => `${locale}.md`);

/**
 * @param content the `content` folder.
 * @returns what could be read, even when `diagnostics` has something to say about it.
 */
export async function readArticleFolder(
  content: string,
  id: string,
  diagnostics: Diagnostic[],
): Promise<ArticleFolder> {
  const folder = join(content, "articles", id);
  const name = `${basename(content)}/articles/${id}`;
  const texts: ArticleFolder["texts"] = new Map();
  const files = new Map<string, string>();
  let incomplete = false;
  const entries = await readFolder(folder, name, diagnostics, content);
  for (const { name: fileName, isFolder, isOutside } of entries) {
    const path = join(folder, fileName);
    const file = `${name}/${fileName}`;
    if (isOutside) {
      // What it says is not missing.
      incomplete = true;
      continue;
    }
    if (isFolder) {
      diagnostics.push(fileDiagnostic(file, "nested_folder"));
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
      diagnostics.push(
        fileDiagnostic(file, "bad_text_name", isThere ? { ...values, context: "taken" } : values),
      );
      continue;
    }
    texts.set(locale, await readText(path, file, diagnostics, content));
  }
  if (entries.every((entry) => !TEXT_FILE.test(entry.name))) {
    diagnostics.push(fileDiagnostic(name, "no_texts", { names: TEXT_NAMES }));
  }
  return { id, texts, files, incomplete };
}

/** @param fileName of a text. @returns what it is called right, if its language can be told. */
function textNameMeant(fileName: string): string | undefined {
  const stem = fileName.replace(TEXT_FILE, "").toLowerCase();
  const locale = parseLocale(stem.replace(SECOND, ""));
  return locale ? `${locale}.md` : undefined;
}
