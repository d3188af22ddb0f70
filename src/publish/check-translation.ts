// What the files of one article say: texts, pictures, retraction.
import type { Block } from "../article/article.ts";
import { countWords } from "../i18n/format.ts";
import type { PerLocale } from "../i18n/locales.ts";
import type { ArticleSource, TranslationSource } from "./article-source.ts";
import type { FrontMatter } from "./front-matter.ts";
import { imageBlock } from "./image.ts";
import type { MediaCache } from "./media-cache.ts";
import { type Picture, readPicture } from "./picture.ts";
import type { ContentProblem, Placed } from "./problem.ts";
import { slugify } from "./slug.ts";
import type { SocialCard } from "./social-card.ts";

/** One language of an article, but for its body; `places` are those that other articles may be in conflict with. */
export interface Translation extends Placed {
  draft: boolean;
  slug: string;
  aliases: string[];
  headline: string;
  description: string;
  keywords: string[];
  image?: { alt: string; caption?: string; credit?: string; source?: { name: string; url?: string } };
  changes: FrontMatter["changes"];
  /** How many its body has. */
  words: number;
  /** In the text. */
  pictures: Picture[];
  /** What stands for it where it is shared. */
  socialCard?: SocialCard;
}

export type Report = (file: TranslationSource, field: string, message: string) => void;

export async function checkLeadPicture(
  { files: beside }: ArticleSource,
  files: readonly TranslationSource[],
  cache: MediaCache,
  report: Report,
): Promise<Picture | null> {
  const stated = files.filter(({ frontMatter }) => frontMatter.image);
  const withFile = stated.filter(({ frontMatter }) => frontMatter.image?.src);
  const [file] = withFile;
  if (!file) {
    if (stated[0])
      report(stated[0], "image", "has no src: name the picture's file in one of the article's files");
    return null;
  }
  const src = file.frontMatter.image?.src ?? "";
  for (const other of withFile.slice(1)) {
    if (other.frontMatter.image?.src !== src)
      report(other, "image.src", `differs from ${file.file}: write it in one file only`);
  }
  const path = beside.get(src);
  if (path === undefined) {
    report(file, "image.src", "no such file beside the text: check its name");
    return null;
  }
  const picture = await readPicture(path, cache);
  if (typeof picture !== "string") return picture;
  report(file, "image.src", picture);
  return null;
}

export async function checkTranslation(
  source: TranslationSource,
  { id, files }: ArticleSource,
  hasPicture: boolean,
  cache: MediaCache,
  problems: ContentProblem[],
  report: Report,
): Promise<{ translation: Translation; body: Block[] }> {
  const { file, locale, frontMatter } = source;
  const { draft, headline, description, keywords, aliases, changes, image } = frontMatter;
  const slug = slugOf(source);
  if (!slug) report(source, "slug", "no slug can be made from this headline: write one");
  if (hasPicture && !image?.alt) report(source, "image.alt", "is missing: say what is to be seen");
  changes.forEach(({ kind, text }, i) => {
    if (kind === "typo" || text) return;
    const what = kind === "retraction" ? "why" : "what was changed";
    report(source, `changes.${i}.text`, `is missing: say ${what}`);
  });
  const { alt = "", caption, credit, source: from } = image ?? {};
  const withoutUndefined = from && { name: from.name, ...(from.url !== undefined && { url: from.url }) };

  const body: Block[] = [];
  const pictures: Picture[] = [];
  for (const block of source.body.blocks) {
    if (!("picture" in block)) {
      body.push(block);
      continue;
    }
    const { src, line, column } = block.picture;
    const path = files.get(src);
    const picture =
      path !== undefined ? await readPicture(path, cache) : "no such file beside the text: check its name";
    if (typeof picture === "string") {
      problems.push({ file, line, column, message: `${src} ${picture}` });
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
    headline,
    description,
    keywords,
    ...(hasPicture && {
      image: {
        alt,
        ...(caption !== undefined && { caption }),
        ...(credit !== undefined && { credit }),
        ...(withoutUndefined && { source: withoutUndefined }),
      },
    }),
    changes,
    words: countWords(text, locale),
    pictures,
  };
  return { translation, body };
}

/** A translation's slug: the one written, or one made of its headline. */
const slugOf = ({ frontMatter, locale }: TranslationSource): string =>
  frontMatter.slug ?? slugify(frontMatter.headline, locale);

function placesOf({ frontMatter, placeOf }: TranslationSource): Placed["places"] {
  const { section, author, related = [], aliases } = frontMatter;
  const fields = [
    "slug",
    ...(section === undefined ? [] : ["section"]),
    ...(author === undefined ? [] : ["author"]),
    ...related.map((_, i) => `related.${i}`),
    ...aliases.map((_, i) => `aliases.${i}`),
  ];
  return Object.fromEntries(
    fields.map((field) => {
      const { line, column } = placeOf(field.split("."));
      return [field, [line, column]];
    }),
  );
}

export interface Retraction {
  date: string;
  note: PerLocale<string>;
  /** Every slug and former slug of the article, drafts' included: none of them may lead to a 404. */
  slugs: string[];
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
    if (retraction.date !== date)
      report(file, `${field}.date`, `differs from ${first.file.file}: write the same`);
    note[file.locale] = retraction.note;
  }
  const slugs = files.flatMap((file) => [slugOf(file), ...file.frontMatter.aliases]);
  return { date, note, slugs: [...new Set(slugs)] };
}

/** @returns where the file says that the article is withdrawn, and what it says. */
function retractionIn(file: TranslationSource, report: Report) {
  const { retracted, changes } = file.frontMatter;
  const entries = changes.flatMap(({ kind, date, text = "" }, i) =>
    kind === "retraction" ? [{ field: `changes.${i}`, date, note: text }] : [],
  );
  const [first, ...others] = [...(retracted ? [{ field: "retracted", ...retracted }] : []), ...entries];
  for (const { field } of others)
    report(file, field, `the article is withdrawn already, by ${first?.field}: say it once`);
  return first;
}
