// The row that lists are made of, and how a row becomes what a client sees. An article's head is expanded from
// the same row, so a list and the article can never disagree.
import type { Display, Image, Source, Summary } from "./article.ts";
import { articleApiPath, articlePagePath, authorPagePath, LINKS, sectionPagePath } from "./paths.ts";
import { expandPicture, type StoredPicture } from "./picture.ts";
import { type Texts, textsOf } from "./texts.ts";

/** One article in a list, with an edition for each locale in which it can be asked for. */
export interface SummaryRow {
  id: string;
  /** UTC, to the second: with `id` the sort key of every list. */
  datePublished: string;
  section: string;
  author: { type: string; id: string }[];
  image?: StoredPicture;
  /** By requested locale. A locale that has neither a translation nor a fallback is not there. */
  editions: Record<string, Edition>;
}

export interface Edition extends Texts {
  /** Name of the article object. */
  revision: string;
  slug: string;
  inLanguage: string;
  dateModified: string;
  sectionName: string;
  authorNames: string[];
  image?: { alt: string; caption?: string; credit?: string; source?: Source };
  wordCount: number;
  readingMinutes: number;
  display: Display;
  /** Absent in what was published before there were any. */
  sizes?: Sizes;
}

/** The files and bytes of an edition for offline reading. */
export interface Sizes {
  /** Bytes of its article object. */
  json: number;
  /** How many links of ours are in it: each gets the origin. */
  links: number;
  /** `{hash}.{extension}` of every picture that it shows, and its bytes. */
  media: [file: string, bytes: number][];
}

/** @returns the summary with root-relative URLs, or `null` if the row has no edition for `locale`. */
export function summaryOf(row: SummaryRow, locale: string): Summary | null {
  const edition = row.editions[locale];
  if (!edition) return null;
  const image: Image | undefined = row.image &&
    edition.image && { ...expandPicture(row.image, row.id), ...edition.image };
  const { slug } = edition;
  const url = articlePagePath(locale, slug);
  return {
    type: "NewsArticle",
    id: row.id,
    revision: edition.revision,
    url,
    inLanguage: edition.inLanguage,
    requestedLanguage: locale,
    isFallback: edition.inLanguage !== locale,
    translations: Object.entries(row.editions)
      .filter(([other, { inLanguage }]) => other !== locale && inLanguage === other)
      .map(([other, { headline, slug }]) => ({
        inLanguage: other,
        headline,
        url: articlePagePath(other, slug),
        api: articleApiPath(other, slug),
      })),
    section: {
      id: row.section,
      name: edition.sectionName,
      url: sectionPagePath(locale, row.section),
    },
    ...textsOf(edition),
    datePublished: row.datePublished,
    dateModified: edition.dateModified,
    author: row.author.map((author, i) => ({
      ...author,
      name: edition.authorNames[i] ?? author.id,
      url: authorPagePath(locale, author.id),
    })),
    ...(image && { image }),
    wordCount: edition.wordCount,
    readingMinutes: edition.readingMinutes,
    timeRequired: `PT${edition.readingMinutes}M`,
    display: edition.display,
    links: linksOf(locale, slug, row.section),
  };
}

const linksOf = (locale: string, slug: string, section: string): Summary["links"] =>
  Object.fromEntries(
    Object.entries(LINKS).map(([name, path]) => [name, path(locale, slug, section)]),
  ) as Summary["links"];

/** Newest first; equal dates by id, so that the order is total. */
export function byNewest(a: { datePublished: string; id: string }, b: typeof a): number {
  if (a.datePublished !== b.datePublished) return a.datePublished < b.datePublished ? 1 : -1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
