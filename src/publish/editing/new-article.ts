// A new article from its headlines: a draft in every language, ready to write.
import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { stringify } from "yaml";
import { ID_PATTERN } from "../../article/identifiers.ts";
import { type Locale, locales, type PerLocale } from "../../i18n/locales.ts";
import { CommandError } from "../diagnostics/command-error.ts";
import { type Diagnostic, severityOf } from "../diagnostics/diagnostic.ts";
import { ContentError, reportWords } from "../diagnostics/messages.ts";
import type { Paint } from "../diagnostics/paint.ts";
import { SourceText } from "../diagnostics/source-text.ts";
import type { Content } from "../model.ts";
import { parseTranslation } from "../parse/article-source.ts";
import { newsroomTime } from "../parse/front-matter/dates.ts";
import type { GuideField } from "../parse/front-matter/field.ts";
import { type EXAMPLES, FIRST } from "../parse/front-matter/field-lists.ts";
import { FIELDS } from "../parse/front-matter/fields.ts";
import { PICTURE_FIELDS } from "../parse/front-matter/picture-fields.ts";
import { slugify } from "../parse/text/slug.ts";
import { fixText } from "./fix.ts";

const ID_MAX = 80;

export interface NewArticle {
  /** In one language at least; the first of them is the article's original. */
  headlines: PerLocale<string>;
  /** The first of the content where it is left out. */
  section?: string;
  author?: string;
  /** Made of the first headline where it is left out. */
  id?: string;
}

export interface Written {
  id: string;
  original: Locale;
  /** Paths from the content folder's parent. */
  files: string[];
  /** Languages of which nobody has said the headline. */
  untitled: Locale[];
}

/** The given fields of a new article; examples stand in place of the others. */
type Given = Record<Exclude<(typeof FIRST)[number], (typeof EXAMPLES)[number]>, string> &
  Partial<Record<(typeof EXAMPLES)[number], string | undefined>>;

/**
 * @param folder the content folder, and what is in it. @param now milliseconds since 1970.
 * @throws with what to do, and nothing is written, if the id or a slug is taken or anything given cannot be used.
 */
export async function writeNewArticle(
  wanted: NewArticle,
  folder: string,
  content: Content,
  now: number,
): Promise<Written> {
  const { headlines } = wanted;
  const titled = locales.filter((locale) => headlines[locale] !== undefined);
  const [original] = titled;
  if (!original) throw new CommandError("new.noHeadline");
  const id = wanted.id ?? slugify(headlines[original] ?? "", original);
  if (!ID_PATTERN.test(id) || id.length > ID_MAX)
    throw new CommandError("new.noId", { context: id ? "bad" : "", id });
  const taken = new CommandError("new.idTaken", { id });
  if (content.articles.some((article) => article.id === id)) throw taken;
  const facts = {
    section: chosen("section", wanted.section, Object.keys(content.site.sections)),
    author: chosen("author", wanted.author, Object.keys(content.site.authors)),
    datePublished: newsroomTime(now),
  };
  const slugs = Object.fromEntries(
    // A text without headline has the slug of the original until it gets one: that is nobody else's.
    locales.map((locale) => [locale, slugify(headlines[locale] ?? "", locale) || id]),
  ) as Record<Locale, string>;
  refuseTakenSlugs(Object.values(slugs), content);

  const name = `${basename(folder)}/articles/${id}`;
  const texts = locales.map((locale): [Locale, string] => {
    const given: Given = { headline: headlines[locale]?.trim(), slug: slugs[locale], ...facts };
    const written = FIRST.filter((field) => FIELDS[field].written === "each" || locale === original);
    const frontMatter = {
      ...Object.fromEntries(
        written.map((field) => [field, given[field] ?? reportWords(locale, `new.${field}`)]),
      ),
      draft: true,
    };
    const yaml = stringify(frontMatter, { lineWidth: 0 }) + pictureLines(locale, locale === original);
    return [locale, checked(`---\n${yaml}---\n\n${reportWords(locale, "new.body")}\n`, name, locale)];
  });
  await mkdir(join(folder, "articles"), { recursive: true });
  await mkdir(join(folder, "articles", id)).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "EEXIST" ? taken : error;
  });
  for (const [locale, text] of texts)
    await writeFile(join(folder, "articles", id, `${locale}.md`), text, { flag: "wx" });
  return {
    id,
    original,
    files: locales.map((locale) => `${name}/${locale}.md`),
    untitled: locales.filter((locale) => !titled.includes(locale)),
  };
}

/** Fields of a picture to be filled in, as remarks of YAML. @param isOriginal whether the text names the file. */
const pictureLines = (locale: Locale, isOriginal: boolean): string =>
  [
    "image:",
    ...Object.entries<GuideField>(PICTURE_FIELDS).flatMap(([name, { new: how, written }]) => {
      if (how !== "remark" || (written === "one" && !isOriginal)) return [];
      return `  ${name}: ${name === "src" ? "picture.jpg" : reportWords(locale, `new.${name}`)}`;
    }),
  ]
    .map((line) => `# ${line}\n`)
    .join("");

function chosen(field: "section" | "author", wanted: string | undefined, ids: readonly string[]): string {
  const found = wanted === undefined ? ids[0] : ids.find((id) => id === wanted);
  if (found !== undefined) return found;
  if (wanted === undefined) throw new CommandError("new.none", { file: `content/${field}s.yaml` });
  throw new CommandError(`new.unknown.${field}`, { id: wanted, ids });
}

function refuseTakenSlugs(slugs: readonly string[], { articles }: Content): void {
  for (const { id, translations } of articles) {
    const own = Object.values(translations).flatMap(({ slug, aliases }) => [slug, ...aliases]);
    const slug = slugs.find((each) => own.includes(each));
    if (slug) throw new CommandError("new.slugTaken", { slug, owner: id });
  }
}

/** @returns the text with what is certain mended, like the quotation marks of a keyboard. */
function checked(text: string, name: string, locale: Locale): string {
  const file = `${name}/${locale}.md`;
  const { raw } = fixText(file, text);
  const diagnostics: Diagnostic[] = [];
  parseTranslation(new SourceText(file, raw), locale, diagnostics);
  const errors = diagnostics.filter((diagnostic) => severityOf(diagnostic) === "error");
  if (errors.length > 0) throw new ContentError(errors);
  return raw;
}

/** Where it is, and what to do next. */
export function newLines({ id, original, files, untitled }: Written, locale: Locale, paint: Paint): string[] {
  const fileOf = (each: Locale) => files[locales.indexOf(each)] ?? "";
  const steps = [
    reportWords(locale, "new.write"),
    reportWords(locale, "new.picture"),
    ...untitled.map((each) => reportWords(locale, "new.untitled", { file: `${each}.md` })),
    reportWords(locale, "new.see"),
    reportWords(locale, "new.publish"),
    ...locales
      .filter((each) => each !== original)
      .map((each) => reportWords(locale, "new.mark", { text: `${id}/${each}` })),
  ];
  return [
    reportWords(locale, "new.written"),
    "",
    ...locales.map((each) => `  ${paint("cyan", fileOf(each))}`),
    "",
    reportWords(locale, "new.next"),
    "",
    ...steps.map((step, i) => `  ${i + 1}. ${step}`),
  ];
}
