// The state of translations: article × locale, from the content and from the earlier texts in KV.
import { basename } from "node:path";
import { type Locale, locales } from "../../i18n/locales.ts";
import type { ArticleEntry, TimelineEntry } from "../../store/format.ts";
import type { Hash } from "../../store/keys.ts";
import { liveAt } from "../../store/pointer.ts";
import { loadRelease } from "../build/release-reader.ts";
import { readPointer, upcoming } from "../commit/commit.ts";
import { writtenTimes } from "../commit/written-at.ts";
import type { CheckedContent } from "../content/load-content.ts";
import { severityOf } from "../diagnostics/diagnostic.ts";
import type { PublishKv } from "../kv/kv.ts";
import { objectReader } from "../kv/object-reader.ts";
import type { CheckedArticle, Content } from "../model.ts";
import { toUtc } from "../parse/front-matter/dates.ts";
import { ArticleHistory, workingWording } from "./article-history.ts";

export type TextState = "current" | "outdated" | "missing" | "faulty";

export interface TextStatus {
  state: TextState;
  draft: boolean;
  /** The language that it was translated from; absent for an original. */
  original?: Locale;
  /** Of a translation that does not say what it was made from, or names a revision that never was: taken for current. */
  unknownBasis?: true;
  /** How often the original's words have changed since, and more often than that if `more`. */
  edits?: number;
  more?: boolean;
  /** When the first of these edits was published: UTC, to the second; absent if it is not known or not published. */
  since?: string;
  /** The value for translatedFrom once the translation has caught up; absent while the original is not live. */
  revision?: Hash;
}

export interface ArticleStatus {
  id: string;
  /** UTC, of an article that is not public before. */
  publishAt?: string;
  /** Whether it goes live then, as it is: it has been published. */
  scheduled?: boolean;
  retracted: boolean;
  texts: Record<Locale, TextStatus>;
}

/** How many articles there are, and how many of their texts are so; articles that are withdrawn do not count. */
export type Totals = Record<TextState | "articles" | "unknownBasis" | "drafts", number>;

export interface Status {
  articles: ArticleStatus[];
  totals: Record<Locale, Totals>;
}

/** A question to one content and one KV. */
interface Sources {
  content: Content;
  /** Live and scheduled articles. */
  timeline: TimelineEntry[];
  entries: ReadonlyMap<string, ArticleEntry>;
  history: ArticleHistory;
  now: number;
}

/** A status, and the revision that says since when it is so. */
type Found = TextStatus & { firstEdit?: Hash | null };

/** @param folder the content folder. @param now milliseconds since 1970. */
export async function readStatus(
  { content, diagnostics }: CheckedContent,
  folder: string,
  kv: PublishKv,
  now: number,
): Promise<Status> {
  const sources = { content, now, ...(await readPublished(kv, now)) };
  const errors = diagnostics.filter((diagnostic) => severityOf(diagnostic) === "error");
  const faulty = new Set(errors.map(({ file }) => file));
  const found = await Promise.all(
    content.articles.map(async (article) => ({
      article,
      texts: await Promise.all(
        locales.map(async (locale): Promise<[Locale, Found]> => {
          const draft = article.translations[locale]?.draft ?? false;
          const isFaulty = faulty.has(`${basename(folder)}/articles/${article.id}/${locale}.md`);
          return [locale, isFaulty ? { state: "faulty", draft } : await textStatus(article, locale, sources)];
        }),
      ),
    })),
  );
  const firstEdits = found.flatMap(({ texts }) => texts.flatMap(([, { firstEdit }]) => firstEdit ?? []));
  const times = await writtenTimes(kv, firstEdits);
  const dated = ([locale, { firstEdit, ...text }]: [Locale, Found]): [Locale, TextStatus] => {
    const time = times.get(firstEdit ?? "");
    return [locale, time === undefined ? text : { ...text, since: toUtc(time) }];
  };
  const articles = found.map(({ article, texts }) => ({
    id: article.id,
    ...scheduleOf(article, sources),
    retracted: article.retracted !== undefined,
    texts: Object.fromEntries(texts.map(dated)) as Record<Locale, TextStatus>,
  }));
  return { articles, totals: totalsOf(articles) };
}

async function textStatus(article: CheckedArticle, locale: Locale, sources: Sources): Promise<Found> {
  const { content, entries, history } = sources;
  const translation = article.translations[locale];
  if (!translation) return { state: "missing", draft: false };
  const { draft, translatedFrom } = translation;
  const from = translatedFrom?.inLanguage ?? originalOf(article);
  if (from === undefined || from === locale) return { state: "current", draft };
  const wording = workingWording(content, article, from);
  const unknown = { state: "current", draft, original: from, unknownBasis: true } as const;
  if (wording === null) return unknown;
  const entry = entries.get(article.id);
  const revision = await history.liveRevision(entry, from, wording);
  const named = revision && { revision };
  const age = translatedFrom && entry && (await history.age(entry, wording, translatedFrom));
  if (!age) return { ...unknown, ...named };
  const { edits, more, firstEdit } = age;
  if (edits === 0 && !more) return { state: "current", draft, original: from, ...named };
  return { state: "outdated", draft, original: from, ...named, edits, more, firstEdit };
}

function scheduleOf(
  { publishAt, id, translations }: CheckedArticle,
  { timeline, entries, now }: Sources,
): Pick<ArticleStatus, "publishAt" | "scheduled"> {
  const at = publishAt === undefined ? now : Date.parse(publishAt);
  // What is all drafts does not come by itself.
  const isReady = Object.values(translations).some(({ draft }) => !draft);
  if (publishAt === undefined || at <= now || !isReady) return {};
  return { publishAt, scheduled: entries.has(id) && timeline.some(({ from }) => from === at) };
}

/**
 * The language in which an article was written first: what a translation says, or else that of the text which has the
 * facts of the article.
 */
export function originalOf({ translations }: CheckedArticle): Locale | undefined {
  const texts = locales.flatMap((locale) =>
    translations[locale] ? [[locale, translations[locale]] as const] : [],
  );
  const originals = texts.filter(([, { translatedFrom }]) => !translatedFrom);
  const candidates = originals.length > 0 ? originals : texts;
  const [locale] =
    candidates.find(([, { places }]) => Object.hasOwn(places, "section")) ?? candidates[0] ?? [];
  return locale;
}

/** Live and scheduled articles; of an article that is both, its live entry. */
async function readPublished(kv: PublishKv, now: number) {
  const pointer = await readPointer(kv);
  const read = objectReader(kv);
  const history = new ArticleHistory(read);
  if (!pointer) return { timeline: [], entries: new Map<string, ArticleEntry>(), history };
  const timeline = upcoming(pointer, now);
  const names = [liveAt(pointer, now).release, ...timeline.map(({ release }) => release)];
  const releases = await Promise.all(names.map((name) => loadRelease(read, name)));
  const entries = new Map(releases.reverse().flatMap(({ articles }) => [...articles]));
  return { timeline, entries, history };
}

function totalsOf(articles: readonly ArticleStatus[]): Record<Locale, Totals> {
  const counted = articles.filter(({ retracted }) => !retracted);
  const totals = locales.map((locale): [Locale, Totals] => {
    const texts = counted.map((article) => article.texts[locale]);
    const count = (state: TextState) => texts.filter((text) => text.state === state).length;
    return [
      locale,
      {
        articles: counted.length,
        current: count("current"),
        unknownBasis: texts.filter(({ unknownBasis }) => unknownBasis).length,
        outdated: count("outdated"),
        missing: count("missing"),
        faulty: count("faulty"),
        drafts: texts.filter(({ draft }) => draft).length,
      },
    ];
  });
  return Object.fromEntries(totals) as Record<Locale, Totals>;
}
