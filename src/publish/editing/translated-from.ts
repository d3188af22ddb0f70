// Says in the front matter of a translation which revision it was made from. Every other byte of the file stays.
import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { isLocale, type Locale, locales } from "../../i18n/locales.ts";
import type { Hash } from "../../store/keys.ts";
import { CommandError } from "../diagnostics/command-error.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { SourceText } from "../diagnostics/source-text.ts";
import { parseTranslation, readFrontMatter } from "../parse/article-source.ts";
import type { Status } from "./status.ts";

const BOM = "\ufeff";

export interface Basis {
  inLanguage: Locale;
  revision: Hash;
}

export interface Marked {
  file: string;
  basis: Basis;
}

/**
 * Marks a translation as made from what the original says now.
 * @param name of the text: `{article}/{language}`.
 * @throws with what to do if there is no such translation, or its original is not live as it is.
 */
export async function markTranslated(name: string, { articles }: Status, folder: string): Promise<Marked> {
  const [id = "", language = ""] = name.split("/");
  const article = articles.find((each) => each.id === id);
  if (!article || !isLocale(language)) {
    throw new CommandError("status.noText", { name, languages: locales });
  }
  const { state, original, revision } = article.texts[language];
  if (state === "missing" || state === "faulty" || original === undefined) {
    throw new CommandError("status.noTranslation", { name, context: state });
  }
  if (revision === undefined) {
    throw new CommandError("status.originalNotLive", { original: `${id}/${original}` });
  }
  const path = join(folder, "articles", id, `${language}.md`);
  const file = `${basename(folder)}/articles/${id}/${language}.md`;
  const basis = { inLanguage: original, revision };
  const bytes = await readFile(path, "utf8");
  const mark = bytes.startsWith(BOM) ? BOM : "";
  const text = withTranslatedFrom(file, bytes.slice(mark.length), language, basis);
  if (text === null) {
    throw new CommandError("status.byHand", { file, field: fieldOf(basis) });
  }
  await writeFile(path, mark + text);
  return { file, basis };
}

/** @param text without byte order mark. @returns `null` for front matter in which it can only be written by hand. */
export function withTranslatedFrom(file: string, text: string, locale: Locale, basis: Basis): string | null {
  const source = new SourceText(file, text);
  const found = readFrontMatter(source);
  if (!found) return null;
  const { yaml, to } = found;
  const written = yaml.texts().filter(({ path }) => path[0] === "translatedFrom");
  const lineBreak = /\r?\n/.exec(text)?.[0] ?? "\n";
  const edits =
    written.length > 0
      ? written.map(({ path, from, to: end }) => ({
          from,
          to: end,
          text: path[1] === "revision" ? JSON.stringify(basis.revision) : basis.inLanguage,
        }))
      : [{ from: to, to, text: fieldOf(basis) + lineBreak }];
  const { raw } = source.apply([edits]);
  const diagnostics: Diagnostic[] = [];
  const read = parseTranslation(new SourceText(file, raw), locale, diagnostics)?.frontMatter.translatedFrom;
  return read?.inLanguage === basis.inLanguage && read.revision === basis.revision ? raw : null;
}

/** As it is written in front matter. */
export const fieldOf = ({ inLanguage, revision }: Basis): string =>
  `translatedFrom: { inLanguage: ${inLanguage}, revision: ${JSON.stringify(revision)} }`;
