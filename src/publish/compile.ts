// Articles → what is served: for one moment, the rows of the lists and one article object for each requested
// locale, fallbacks included.
import type { StoredArticle } from "../article/article.ts";
import { isInternal, isLink } from "../article/links.ts";
import { articleApiPath, articlePagePath } from "../article/paths.ts";
import { byNewest, type Edition, type Sizes, type SummaryRow, summaryOf } from "../article/summary.ts";
import { formatDate, formatNames, formatReadingTime, readingMinutes } from "../i18n/format.ts";
import { type Locale, localeChain, locales, type PerLocale } from "../i18n/locales.ts";
import type { MediaFile, Site } from "../store/format.ts";
import { type Hash, hashOf } from "../store/keys.ts";
import type { CheckedArticle } from "./check-article.ts";
import type { Translation } from "./check-translation.ts";
import { mediaFile, mediaUrl, storedPicture } from "./image.ts";
import { parseObject } from "./load.ts";
import type { KeptFile, MediaCache } from "./media-cache.ts";
import type { Encode } from "./new-objects.ts";
import { type Picture, readPicture } from "./picture.ts";
import type { Content } from "./read.ts";
import { makeSocialCard } from "./social-card.ts";

export interface CompiledArticle {
  row: SummaryRow;
  /** Former slugs, each with the slug that took its place. */
  aliases: [slug: string, to: string][];
  /** Files of the pictures that it shows, variants and social cards among them. */
  media: MediaFile[];
}

export interface Compiled {
  site: Site;
  /** Newest first. */
  articles: CompiledArticle[];
  /** Article objects by name. */
  objects: Map<Hash, Encode>;
  /** Their files, by hash. */
  media: Map<Hash, Medium>;
  retracted: { id: string; slugs: string[]; gone: string; note: PerLocale<string> }[];
}

/** A file, and how to make it again should the cache have lost it. */
export interface Medium {
  file: KeptFile;
  remake: () => Promise<unknown>;
}

/** What is public at `at` (milliseconds since 1970): no drafts, nothing before its `publishAt`. */
export async function compile({ site, articles, bodies, cache }: Content, at: number): Promise<Compiled> {
  const due = articles.filter(({ publishAt }) => publishAt === undefined || Date.parse(publishAt) <= at);
  const current = due
    .filter(({ retracted }) => !retracted)
    .map(withoutDrafts)
    .filter(({ translations }) => Object.keys(translations).length > 0);
  const rows = new Map(current.map((article) => [article.id, buildRow(article, site)]));

  const compiled: Compiled = { site, articles: [], objects: new Map(), media: new Map(), retracted: [] };
  for (const article of current) {
    const row = rows.get(article.id) as SummaryRow;
    const pictures = picturesOf(article);
    for (const [locale, edition] of Object.entries(row.editions) as [Locale, Edition][]) {
      const encode = async () =>
        encodeArticle(
          buildHead(article, row, locale, rows),
          bodies.get(article.id, edition.inLanguage as Locale),
        );
      const bytes = await encode();
      edition.revision = await hashOf(bytes);
      edition.sizes = sizesOf(parseObject(bytes), pictures);
      compiled.objects.set(edition.revision, encode);
    }
    const media = mediaOf(pictures, article, cache);
    for (const each of media) compiled.media.set(each.file.hash, each);
    compiled.articles.push({
      row,
      aliases: aliasesOf(article),
      media: media.map(({ file }) => mediaFile(file)),
    });
  }
  compiled.articles.sort((a, b) => byNewest(a.row, b.row));
  for (const { id, retracted } of due) {
    if (!retracted) continue;
    const { date, note, slugs } = retracted;
    compiled.retracted.push({ id, slugs, gone: date, note });
  }
  return compiled;
}

/** The moments after `now` at which something scheduled becomes public, in order (milliseconds since 1970). */
export function scheduledMoments({ articles }: Content, now: number): number[] {
  const moments = articles.flatMap(({ publishAt }) =>
    publishAt === undefined ? [] : [Date.parse(publishAt)],
  );
  return [...new Set(moments.filter((moment) => moment > now))].sort((a, b) => a - b);
}

function withoutDrafts(article: CheckedArticle): CheckedArticle {
  const texts = Object.entries(article.translations);
  if (texts.every(([, { draft }]) => !draft)) return article;
  return { ...article, translations: Object.fromEntries(texts.filter(([, { draft }]) => !draft)) };
}

function picturesOf({ picture: lead, translations }: CheckedArticle): Picture[] {
  const inText = Object.values(translations).flatMap(({ pictures }) => pictures);
  return lead ? [lead, ...inText] : inText;
}

function mediaOf(
  pictures: readonly Picture[],
  { translations }: CheckedArticle,
  cache: MediaCache,
): Medium[] {
  const cards = Object.values(translations).flatMap(({ socialCard }) => socialCard ?? []);
  return [
    ...pictures.flatMap((picture) => {
      const remake = () => readPicture(picture.source, cache);
      return [picture, ...picture.variants].map((file) => ({ file, remake }));
    }),
    ...cards.map((file) => ({ file, remake: () => makeSocialCard(file.words, cache) })),
  ];
}

/** CSS pixels. */
const PHONE_WIDTH = 960;
/** What an app on a phone keeps of a picture. */
const forPhones = ({ variants }: Picture): KeptFile =>
  variants.findLast(({ extension, width }) => extension === "webp" && width <= PHONE_WIDTH) as KeptFile;

/** @param pictures of the article, in every language. */
function sizesOf(article: StoredArticle, pictures: readonly Picture[]): Sizes {
  let links = 0;
  const json = JSON.stringify(article, (key, value) => {
    if (isLink(key, value)) links++;
    return isInternal(key) ? undefined : value;
  });
  const urls = new Set([article.image, ...article.body.map(({ image }) => image)].map((image) => image?.url));
  const shown = pictures.filter((picture) => urls.has(mediaUrl(picture, article.id))).map(forPhones);
  return {
    json: new TextEncoder().encode(json).byteLength,
    links,
    media: [...new Map(shown.map((file) => [mediaFile(file), file.size]))],
  };
}

function buildRow(article: CheckedArticle, site: Site): SummaryRow {
  const { id, section, author, datePublished, picture, translations } = article;
  const editions: SummaryRow["editions"] = {};
  for (const locale of locales) {
    const contentLocale = localeChain(locale).find((candidate) => translations[candidate]);
    const translation = contentLocale && translations[contentLocale];
    if (translation) editions[locale] = buildEdition(article, translation, locale, contentLocale, site);
  }
  return {
    id,
    datePublished,
    section,
    author: author.map((each) => ({ type: site.authors[each]?.type ?? "Organization", id: each })),
    ...(picture && { image: storedPicture(picture, id) }),
    editions,
  };
}

/** @param locale the requested one: names and formats are in it, whatever language the text is in. */
function buildEdition(
  { section, author, datePublished }: CheckedArticle,
  translation: Translation,
  locale: Locale,
  contentLocale: Locale,
  site: Site,
): Edition {
  const { slug, headline, description, keywords, image, words, changes } = translation;
  const minutes = readingMinutes(words);
  const authorNames = author.map((id) => site.authors[id]?.name[locale] ?? id);
  const modified = changes.filter(({ kind }) => kind !== "typo").map(({ date }) => date);
  return {
    revision: "",
    slug,
    inLanguage: contentLocale,
    headline,
    description,
    keywords,
    dateModified: [datePublished, ...modified].sort().at(-1) as string,
    sectionName: site.sections[section]?.[locale] ?? section,
    authorNames,
    ...(image && { image }),
    wordCount: words,
    readingMinutes: minutes,
    display: {
      readingTime: formatReadingTime(minutes, locale),
      datePublished: formatDate(datePublished, locale),
      byline: formatNames(authorNames, locale),
    },
  };
}

/** All of an article object that is not in its body. */
function buildHead(
  { translations, related }: CheckedArticle,
  row: SummaryRow,
  locale: Locale,
  rows: ReadonlyMap<string, SummaryRow>,
): Omit<StoredArticle, "body"> {
  const summary = summaryOf(row, locale);
  const translation = translations[row.editions[locale]?.inLanguage as Locale];
  if (!summary || !translation) throw new Error(`${row.id} has no edition in ${locale}`);
  const { revision: _, ...head } = summary;
  const { socialCard } = translation;
  return {
    ...head,
    ...(socialCard && { socialCard: mediaUrl(socialCard, row.id) }),
    corrections: translation.changes
      .filter((change) => change.kind !== "typo")
      .map(({ kind, date, text = "" }) => ({ kind, date, text }))
      .sort((a, b) => (a.date < b.date ? 1 : -1)),
    related: related.flatMap((id) => {
      const edition = rows.get(id)?.editions[locale];
      if (!edition) return [];
      const { headline, slug, inLanguage } = edition;
      return [
        { id, inLanguage, headline, url: articlePagePath(locale, slug), api: articleApiPath(locale, slug) },
      ];
    }),
  };
}

/** @param body as JSON, whose place is at the end. */
const encodeArticle = (head: Omit<StoredArticle, "body">, body: string): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(head).slice(0, -1)},"body":${body}}`);

const aliasesOf = ({ translations }: CheckedArticle): [string, string][] =>
  Object.values(translations).flatMap(({ aliases, slug }) =>
    aliases.map((alias): [string, string] => [alias, slug]),
  );
