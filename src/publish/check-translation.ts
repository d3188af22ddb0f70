// What the files of one article say: texts, pictures, retraction.
import type { Block } from "../article/article.ts";
import type { PerLocale } from "../i18n/locales.ts";
import { slugOf } from "./check-slugs.ts";
import type { FrontMatter } from "./front-matter.ts";
import type { MediaCache } from "./media-cache.ts";
import { type Picture, readPicture } from "./picture.ts";
import type { ContentProblem } from "./problem.ts";
import type { ArticleSource, TranslationSource } from "./read.ts";
import type { SocialCard } from "./social-card.ts";

/** One language of an article, ready to compile. */
export interface Translation {
  slug: string;
  aliases: string[];
  headline: string;
  description: string;
  keywords: string[];
  image?: { alt: string; caption?: string; credit?: string; source?: { name: string; url?: string } };
  body: (Block | { picture: Picture; alt: string; caption?: string })[];
  changes: FrontMatter["changes"];
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
  { files }: ArticleSource,
  hasPicture: boolean,
  cache: MediaCache,
  problems: ContentProblem[],
  report: Report,
): Promise<Translation> {
  const { file, frontMatter, body } = source;
  const { headline, description, keywords, aliases, changes, image } = frontMatter;
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

  const blocks: Translation["body"] = [];
  for (const block of body.blocks) {
    if (!("picture" in block)) {
      blocks.push(block);
      continue;
    }
    const { src, alt, caption, line, column } = block.picture;
    const path = files.get(src);
    const picture =
      path !== undefined ? await readPicture(path, cache) : "no such file beside the text: check its name";
    if (typeof picture === "string") problems.push({ file, line, column, message: `${src} ${picture}` });
    else blocks.push({ picture, alt, ...(caption !== undefined && { caption }) });
  }
  return {
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
    body: blocks,
    changes,
  };
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
