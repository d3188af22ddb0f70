// Articles → what is served: for one moment, the rows of the lists and one article object for each requested
// locale, fallbacks included.

import type { StoredArticle } from "../../article/article.ts";
import { articleApiPath, articlePagePath } from "../../article/paths.ts";
import { byNewest, type Edition, type SummaryRow, summaryOf } from "../../article/summary.ts";
import { textsOf } from "../../article/texts.ts";
import { formatDate, formatNames, formatReadingTime, readingMinutes } from "../../i18n/format.ts";
import { type Locale, localeChain, locales } from "../../i18n/locales.ts";
import type { Site } from "../../store/format.ts";
import { type Hash, hashOf } from "../../store/keys.ts";
import { parseObject } from "../../store/objects.ts";
import { mediaFile, mediaUrl, storedPicture } from "../media/stored-picture.ts";
import type { CheckedArticle, Compiled, Content, Encode, ObjectFacts, Translation } from "../model.ts";
import { mediaOf, picturesOf, sizesOf } from "./article-media.ts";

export interface CompileOptions {
  /** Names of objects that are not needed any more: they are not made. */
  stored?: ReadonlySet<Hash>;
  /** Whether what is marked as a draft counts as ready. */
  drafts?: "out" | "in";
}

/** The public content at `at` (milliseconds since 1970): nothing before its `publishAt`. */
export async function compile(
  content: Content,
  at: number,
  { stored = new Set(), drafts = "out" }: CompileOptions = {},
): Promise<Compiled> {
  const { site, articles } = content;
  const isDue = ({ publishAt }: CheckedArticle) => publishAt === undefined || Date.parse(publishAt) <= at;
  const due = articles.filter(isDue);
  const current = due
    .filter(({ retracted }) => !retracted)
    .map((article) => (drafts === "in" ? article : withoutDrafts(article)))
    .filter(({ translations }) => Object.keys(translations).length > 0);
  const rows = new Map(current.map((article) => [article.id, buildRow(article, site)]));

  const objects = await compileObjects(current, rows, content, stored);

  const withheld = articles
    .filter((article) => !isDue(article))
    .map((article) => (drafts === "in" ? article : withoutDrafts(article)))
    .filter(({ translations }) => Object.keys(translations).length > 0)
    .flatMap((article) => mediaOf(picturesOf(article), article, content.media))
    .map(({ file }) => file.hash);
  const compiled: Compiled = { site, articles: [], objects, media: new Map(), withheld, retracted: [] };
  for (const article of current) {
    const row = rows.get(article.id) as SummaryRow;
    const pictures = picturesOf(article);
    const media = mediaOf(pictures, article, content.media);
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

/** Gives every edition of the rows its revision and sizes. @returns the objects that are not stored, by name. */
async function compileObjects(
  articles: readonly CheckedArticle[],
  rows: ReadonlyMap<string, SummaryRow>,
  { bodies, cache }: Content,
  stored: ReadonlySet<Hash>,
): Promise<Map<Hash, Encode>> {
  const editions = articles.flatMap((article) => {
    const row = rows.get(article.id) as SummaryRow;
    return (Object.entries(row.editions) as [Locale, Edition][]).map(([locale, edition]) => {
      const head = () => JSON.stringify(buildHead(article, row, locale, rows));
      // An object is the article's own files and this: where both are known, it need not be made to know about it.
      const rest = JSON.stringify(fromElsewhere(article, row, locale, rows));
      return { article, edition, head, rest, known: cache.getObject(article.id, rest) };
    });
  });
  const made = editions.filter(({ known }) => !known || !stored.has(known.revision));
  await bodies.load([...new Set(made.map(({ article }) => article.id))]);

  const objects = new Map<Hash, Encode>();
  for (const { article, edition, head, rest, known } of editions) {
    const encode = async () => encodeArticle(head(), bodies.get(article.id, edition.inLanguage as Locale));
    const { revision, sizes } = known ?? (await describe(await encode(), article));
    if (!known) cache.setObject(article.id, rest, { revision, sizes });
    Object.assign(edition, { revision, sizes });
    if (!stored.has(revision)) objects.set(revision, encode);
  }
  return objects;
}

const describe = async (bytes: Uint8Array, article: CheckedArticle): Promise<ObjectFacts> => ({
  revision: await hashOf(bytes),
  sizes: sizesOf(parseObject(bytes), picturesOf(article)),
});

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
  const { slug, image, words, changes } = translation;
  const minutes = readingMinutes(words);
  const authorNames = author.map((id) => site.authors[id]?.name[locale] ?? id);
  const modified = changes.filter(({ kind }) => kind !== "typo").map(({ date }) => date);
  return {
    revision: "",
    slug,
    inLanguage: contentLocale,
    ...textsOf(translation),
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

/** All that an article object is made of besides its article's own files. */
function fromElsewhere(
  { translations, related }: CheckedArticle,
  { author, editions }: SummaryRow,
  locale: Locale,
  rows: ReadonlyMap<string, SummaryRow>,
): unknown[] {
  const { inLanguage, sectionName, authorNames } = editions[locale] as Edition;
  // Which of its texts are there is not for them to say: one may be a draft.
  const languages = Object.entries(editions).map(([requested, edition]) => [requested, edition.inLanguage]);
  const card = translations[inLanguage as Locale]?.socialCard?.hash;
  return [locale, languages, sectionName, author, authorNames, card, relatedIn(locale, related, rows)];
}

/** All of an article object that is not in its body. What is not in the article's own files is in `fromElsewhere`. */
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
    related: relatedIn(locale, related, rows),
  };
}

/** @param related ids. @returns those that readers of the locale get. */
function relatedIn(
  locale: Locale,
  related: readonly string[],
  rows: ReadonlyMap<string, SummaryRow>,
): StoredArticle["related"] {
  return related.flatMap((id) => {
    const edition = rows.get(id)?.editions[locale];
    if (!edition) return [];
    const { headline, slug, inLanguage } = edition;
    return [
      { id, inLanguage, headline, url: articlePagePath(locale, slug), api: articleApiPath(locale, slug) },
    ];
  });
}

/** Both are JSON: a body is its article's last field. */
const encodeArticle = (head: string, body: string): Uint8Array =>
  new TextEncoder().encode(`${head.slice(0, -1)},"body":${body}}`);

const aliasesOf = ({ translations }: CheckedArticle): [string, string][] =>
  Object.values(translations).flatMap(({ aliases, slug }) =>
    aliases.map((alias): [string, string] => [alias, slug]),
  );
