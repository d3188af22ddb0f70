// The source of one article → the article: what its own files can be asked. Shared facts agree, pictures exist.

import type { Block } from "../../article/article.ts";
import { locales, type PerLocale } from "../../i18n/locales.ts";
import { type Diagnostic, type DiagnosticValues, fileDiagnostic } from "../diagnostics/diagnostic.ts";
import { suggest, suggesting } from "../diagnostics/suggest.ts";
import { isAwkward, isPictureName, nameMeant } from "../files/file-name.ts";
import type { CheckedArticle, MediaMaker, Translation } from "../model.ts";
import { SHARED, type SHARED_REQUIRED } from "../parse/front-matter/field-lists.ts";
import type { FrontMatter } from "../parse/front-matter/schema.ts";
import type { ArticleSource, TranslationSource } from "../parse/source.ts";
import { betterName } from "../parse/text/picture-name.ts";
import type { Report } from "./report.ts";
import { checkLeadPicture, checkRetraction, checkTranslation } from "./translation.ts";

/** @returns the article as well as it can be told, even when `diagnostics` has something to say about it. */
export async function checkArticle(
  source: ArticleSource,
  media: MediaMaker,
  diagnostics: Diagnostic[],
): Promise<{ article: CheckedArticle; bodies: PerLocale<Block[]> }> {
  const files = locales.flatMap((locale) => source.translations[locale] ?? []);
  const report: Report = (file, field, code, values) =>
    diagnostics.push({ ...file.placeOf(field.split(".")), field, code, ...(values && { values }) });

  // Where several files have a fact, they agree.
  for (const field of SHARED) {
    const stated = files.filter((file) => file.frontMatter[field] !== undefined);
    for (const other of stated.slice(1)) {
      const [original] = stated;
      if (JSON.stringify(other.frontMatter[field]) === JSON.stringify(original?.frontMatter[field])) continue;
      report(other, field, "differs", { other: original?.file ?? "" });
    }
  }
  const shared = <F extends (typeof SHARED)[number]>(field: F): FrontMatter[F] =>
    files.find(({ frontMatter }) => frontMatter[field] !== undefined)?.frontMatter[field];
  const required = <F extends (typeof SHARED_REQUIRED)[number]>(field: F): FrontMatter[F] => {
    const value = shared(field);
    const [first] = files;
    // What a faulty file may well have is not missing.
    if (value === undefined && first && !source.incomplete && files.every(({ faulty }) => !faulty.has(field)))
      report(first, field, "missing_shared", { name: field });
    return value;
  };

  const section = required("section") ?? "";
  const author = [required("author") ?? []].flat();
  const datePublished = required("datePublished") ?? "";
  const publishAt = shared("publishAt");
  const picture = await checkLeadPicture(source, files, media, report);
  const translations: PerLocale<Translation> = {};
  const bodies: PerLocale<Block[]> = {};
  for (const file of files) {
    const checked = await checkTranslation(file, source, picture !== null, media, diagnostics, report);
    translations[file.locale] = checked.translation;
    bodies[file.locale] = checked.body;
  }
  checkUnused(source, files, diagnostics);
  const retracted = checkRetraction(files, report);
  const article = {
    id: source.id,
    section,
    author,
    datePublished,
    ...(publishAt !== undefined && { publishAt }),
    related: shared("related") ?? [],
    ...(picture && { picture }),
    ...(retracted && { retracted }),
    translations,
    ...(source.unread.length > 0 && { unread: source.unread }),
  };
  return { article, bodies };
}

/** A picture that nothing shows has been forgotten. One whose name is misspelled in the text is reported there. */
function checkUnused(
  { files: beside, incomplete }: ArticleSource,
  files: readonly TranslationSource[],
  diagnostics: Diagnostic[],
): void {
  const [first] = files;
  if (!first || incomplete || files.some(({ faulty }) => faulty.has("image"))) return;
  const used = files.flatMap(({ frontMatter, body }) => [
    frontMatter.image?.src,
    ...body.blocks.map((block) => ("picture" in block ? block.picture.src : undefined)),
  ]);
  const meant = used.flatMap((name) =>
    name === undefined ? [] : [name, suggest(nameMeant(name), beside.keys())],
  );
  const folder = first.file.slice(0, first.file.lastIndexOf("/"));
  for (const name of [...beside.keys()].filter((each) => !meant.includes(each)))
    diagnostics.push(fileDiagnostic(`${folder}/${name}`, "file_unused", unusedValues(name)));
}

/** The fix depends on whether the file can be shown under its name. */
function unusedValues(name: string): DiagnosticValues {
  if (!isPictureName(name)) return { context: "stray" };
  return suggesting({ name }, isAwkward(name) ? betterName(name) : undefined);
}
