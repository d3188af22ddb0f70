// Sources → articles: what one file cannot know by itself. Shared facts agree, references lead somewhere, slugs
// are unique over all locales, pictures exist.
import { locales, type PerLocale } from "../i18n/locales.ts";
import type { Site } from "../store/format.ts";
import { checkSlugs } from "./check-slugs.ts";
import {
  checkLeadPicture,
  checkRetraction,
  checkTranslation,
  type Retraction,
  type Translation,
} from "./check-translation.ts";
import type { FrontMatter } from "./front-matter.ts";
import { inParallel } from "./in-parallel.ts";
import type { MediaCache } from "./media-cache.ts";
import type { Picture } from "./picture.ts";
import type { ContentProblem } from "./problem.ts";
import type { ArticleSource, ContentSource, TranslationSource } from "./read.ts";

export interface CheckedArticle {
  id: string;
  section: string;
  author: string[];
  /** UTC, to the second; so are all dates here. */
  datePublished: string;
  publishAt?: string;
  related: string[];
  picture?: Picture;
  retracted?: Retraction;
  /** Without drafts. */
  translations: PerLocale<Translation>;
}

export interface Content {
  site: Site;
  articles: CheckedArticle[];
  /** Where the files of its pictures are. */
  cache: MediaCache;
}

export async function checkContent(
  { site, articles }: ContentSource,
  cache: MediaCache,
  problems: ContentProblem[],
): Promise<Content> {
  const ids = new Set(articles.map(({ id }) => id));
  const checked = await inParallel(articles, (source) => checkArticle(source, site, ids, cache, problems));
  checkSlugs(articles, problems);
  return { site, cache, articles: checked.filter((article) => article !== null) };
}

/** Facts that are the same in every language stand in one of the files; where several have one, they agree. */
const SHARED = ["section", "author", "datePublished", "publishAt", "related"] as const;

async function checkArticle(
  source: ArticleSource,
  site: Site,
  ids: ReadonlySet<string>,
  cache: MediaCache,
  problems: ContentProblem[],
): Promise<CheckedArticle | null> {
  const files = locales.flatMap((locale) => source.translations[locale] ?? []);
  const [first] = files;
  if (!first) return null;
  const report = (file: TranslationSource, field: string, message: string) =>
    problems.push({ ...file.placeOf(field.split(".")), field, message });

  for (const field of SHARED) {
    const stated = files.filter((file) => file.frontMatter[field] !== undefined);
    for (const other of stated.slice(1)) {
      const [original] = stated;
      if (JSON.stringify(other.frontMatter[field]) === JSON.stringify(original?.frontMatter[field])) continue;
      report(other, field, `differs from ${original?.file}: write it in one file only`);
    }
  }
  const shared = <F extends (typeof SHARED)[number]>(field: F): [FrontMatter[F], TranslationSource] => {
    const file = files.find(({ frontMatter }) => frontMatter[field] !== undefined) ?? first;
    return [file.frontMatter[field], file];
  };

  const [section, sectionFile] = shared("section");
  const [author, authorFile] = shared("author");
  const [datePublished] = shared("datePublished");
  const [publishAt] = shared("publishAt");
  const [related = [], relatedFile] = shared("related");
  // What a faulty file may well have is not missing.
  const missing = (field: string) => {
    if (source.incomplete || files.some(({ faulty }) => faulty.has(field))) return;
    report(first, field, "is missing: add it to one of the article's files");
  };
  if (section === undefined) missing("section");
  else if (known(site.sections) && !Object.hasOwn(site.sections, section)) {
    report(
      sectionFile,
      "section",
      `no such section: use one of ${Object.keys(site.sections).join(", ")}, or add it to sections.yaml`,
    );
  }
  const authors = author === undefined ? [] : [author].flat();
  if (author === undefined) missing("author");
  for (const id of authors.filter((each) => known(site.authors) && !Object.hasOwn(site.authors, each))) {
    report(
      authorFile,
      "author",
      `no such author (${id}): use one of ${Object.keys(site.authors).join(", ")}, or add it to authors.yaml`,
    );
  }
  if (datePublished === undefined) missing("datePublished");
  related.forEach((id, i) => {
    if (id === source.id) report(relatedFile, `related.${i}`, "is this article itself: take it out");
    else if (!ids.has(id))
      report(relatedFile, `related.${i}`, "no such article: write the name of its folder");
  });

  const picture = await checkLeadPicture(source, files, cache, report);
  const translations: PerLocale<Translation> = {};
  for (const file of files) {
    const translation = await checkTranslation(file, source, picture !== null, cache, problems, report);
    if (!file.frontMatter.draft) translations[file.locale] = translation;
  }
  const retracted = checkRetraction(files, report);
  if (section === undefined || datePublished === undefined) return null;
  return {
    id: source.id,
    section,
    author: authors,
    datePublished,
    ...(publishAt !== undefined && { publishAt }),
    related,
    ...(picture && { picture }),
    ...(retracted && { retracted }),
    translations,
  };
}

/** Sections or authors that could not be read have their own problem. */
const known = (named: object): boolean => Object.keys(named).length > 0;
