// Checks across the files of one article: texts, pictures, retraction.

import type { Block } from "../../article/article.ts";
import { textsOf } from "../../article/texts.ts";
import { countWords } from "../../i18n/format.ts";
import type { PerLocale } from "../../i18n/locales.ts";
import type { Diagnostic, Finding, Placed } from "../diagnostics/diagnostic.ts";
import { suggest, suggesting } from "../diagnostics/suggest.ts";
import { isAwkward, nameMeant } from "../files/file-name.ts";
import { imageBlock } from "../media/stored-picture.ts";
import type { MediaMaker, Picture, Retraction, Translation } from "../model.ts";
import { newsroomTime } from "../parse/front-matter/dates.ts";
import { PLACED } from "../parse/front-matter/field-lists.ts";
import type { ArticleSource, TranslationSource } from "../parse/source.ts";
import { nameFinding } from "../parse/text/picture-name.ts";
import { slugify } from "../parse/text/slug.ts";
import { checkTextPicture, checkWords } from "./omissions.ts";
import type { Report } from "./report.ts";

export async function checkLeadPicture(
  { files: beside, incomplete }: ArticleSource,
  files: readonly TranslationSource[],
  media: MediaMaker,
  report: Report,
): Promise<Picture | null> {
  const stated = files.filter(({ frontMatter }) => frontMatter.image);
  const withFile = stated.filter(({ frontMatter }) => frontMatter.image?.src);
  const [file] = withFile;
  if (!file) {
    // What cannot be read may well name it.
    if (stated[0] && !incomplete && files.every(({ faulty }) => !faulty.has("image")))
      report(stated[0], "image", "picture_no_src");
    return null;
  }
  const src = file.frontMatter.image?.src ?? "";
  for (const other of withFile.slice(1)) {
    if (other.frontMatter.image?.src !== src) report(other, "image.src", "differs", { other: file.file });
  }
  const picture = await findPicture(src, beside, media);
  if (!("code" in picture)) return picture;
  report(file, "image.src", picture.code, picture.values);
  return null;
}

/** @param beside the files of the article's folder. @returns the picture, or what is wrong with it. */
async function findPicture(
  src: string,
  beside: ArticleSource["files"],
  media: MediaMaker,
): Promise<Picture | Finding> {
  const path = beside.get(src);
  if (path !== undefined) {
    const picture = await media.picture(path);
    return "code" in picture ? { ...picture, values: { ...picture.values, name: src } } : picture;
  }
  const nearest = suggest(nameMeant(src), beside.keys());
  // Under such a name it can be written in no way that works everywhere.
  if (nearest !== undefined && isAwkward(nearest)) return nameFinding(nearest);
  return { code: "picture_missing", values: suggesting({ name: src }, nearest) };
}

export async function checkTranslation(
  source: TranslationSource,
  { id, files }: ArticleSource,
  hasPicture: boolean,
  media: MediaMaker,
  diagnostics: Diagnostic[],
  report: Report,
): Promise<{ translation: Translation; body: Block[] }> {
  const { file, locale, frontMatter } = source;
  const { draft, aliases, changes, image, translatedFrom } = frontMatter;
  const slug = slugOf(source);
  checkWords(source, slug, hasPicture, diagnostics, report);
  const { alt = "", caption, credit, source: from } = image ?? {};
  const withoutUndefined = from && { name: from.name, ...(from.url !== undefined && { url: from.url }) };

  const body: Block[] = [];
  const pictures: Picture[] = [];
  for (const block of source.body.blocks) {
    if (!("picture" in block)) {
      body.push(block);
      continue;
    }
    const picture = await findPicture(block.picture.src, files, media);
    checkTextPicture(block.picture, diagnostics);
    if ("code" in picture) {
      diagnostics.push({ ...block.picture.place, ...picture });
      continue;
    }
    body.push(imageBlock(picture, block.picture, id));
    pictures.push(picture);
  }
  const text = source.body.blocks.map((block) => ("text" in block ? block.text : "")).join("\n");
  const translation: Translation = {
    file,
    places: placesOf(source),
    draft,
    slug,
    aliases,
    ...textsOf(frontMatter),
    ...(hasPicture && {
      image: {
        alt,
        ...(caption !== undefined && { caption }),
        ...(credit !== undefined && { credit }),
        ...(withoutUndefined && { source: withoutUndefined }),
      },
    }),
    changes,
    ...(translatedFrom && { translatedFrom }),
    words: countWords(text, locale),
    pictures,
    links: source.body.links,
  };
  return { translation, body };
}

/** A translation's slug: the one written, or one made of its headline. */
const slugOf = ({ frontMatter, locale }: TranslationSource): string =>
  frontMatter.slug ?? slugify(frontMatter.headline, locale);

function placesOf({ frontMatter, placeOf }: TranslationSource): Placed["places"] {
  const fields = ["slug", ...[...PLACED].flatMap((path) => writtenPaths(frontMatter, path.split(".")))];
  return Object.fromEntries(
    fields.map((field) => {
      // A slug that is made of the headline is mended there, too.
      const written = field === "slug" && frontMatter.slug === undefined ? "headline" : field;
      const { file: _, ...place } = placeOf(written.split("."));
      return [field, place];
    }),
  );
}

/** @param path of a field, with `*` for each entry of a list. @returns the paths at which the front matter has it. */
function writtenPaths(value: unknown, [step, ...rest]: string[], above: string[] = []): string[] {
  if (value === undefined) return [];
  if (step === undefined) return [above.join(".")];
  const at = value as Record<string, unknown>;
  const steps = step === "*" ? Object.keys(at) : [step];
  return steps.flatMap((each) => writtenPaths(at[each], rest, [...above, each]));
}

/** A takedown holds for the whole article: a file that says so retracts every language. */
export function checkRetraction(files: readonly TranslationSource[], report: Report): Retraction | undefined {
  const stated = files.flatMap((file) => {
    const found = retractionIn(file, report);
    return found ? [{ file, ...found }] : [];
  });
  const [first] = stated;
  if (!first) return undefined;
  const { date } = first;
  const note: PerLocale<string> = {};
  for (const { file, field, ...retraction } of stated) {
    if (retraction.date !== date) report(file, `${field}.date`, "differs", { other: first.file.file });
    note[file.locale] = retraction.note;
  }
  reportMissingNotes(files, date, note, report);
  const slugs = files.flatMap((file) => [slugOf(file), ...file.frontMatter.aliases]);
  return { date, note, slugs: [...new Set(slugs)] };
}

/** Readers in that language are not told why the article is gone. */
function reportMissingNotes(
  files: readonly TranslationSource[],
  date: string,
  note: PerLocale<string>,
  report: Report,
): void {
  for (const file of files) {
    const { locale, frontMatter, faulty } = file;
    // What a faulty file may well say is not missing.
    if (note[locale] !== undefined || faulty.has("retracted") || faulty.has("changes")) continue;
    if (frontMatter.draft) continue;
    const values = { context: locale, date: newsroomTime(Date.parse(date)) };
    report(file, "retracted", "retraction_note_missing", values);
  }
}

/** @returns where the file says that the article is withdrawn, and what it says. */
function retractionIn(file: TranslationSource, report: Report) {
  const { retracted, changes } = file.frontMatter;
  const entries = changes.flatMap(({ kind, date, text = "" }, i) =>
    kind === "retraction" ? [{ field: `changes.${i}`, date, note: text }] : [],
  );
  const [first, ...others] = [...(retracted ? [{ field: "retracted", ...retracted }] : []), ...entries];
  for (const { field } of others) report(file, field, "retracted_twice", { other: first?.field ?? "" });
  return first;
}
