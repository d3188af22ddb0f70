// What publish, preview and promote print.
import type { Summary } from "../article/article.ts";
import { summaryOf } from "../article/summary.ts";
import { type Locale, locales } from "../i18n/locales.ts";
import { cardSnippet } from "../render/snippets.ts";
import type { ReleaseChanges } from "./build-log.ts";
import { shortMoment } from "./dates.ts";
import { reportWords } from "./problem-words.ts";
import type { Plan, Renamed } from "./publish.ts";
import { KNOWN_EVERYWHERE, SEEN_EVERYWHERE } from "./spread.ts";

/** KV writes that Cloudflare's free plan has a day. */
const FREE_WRITES = 1000;
const IDS_SHOWN = 20;
const ARTICLES_SHOWN = 5;

/** What a publish is going to do. */
export function planLines(plan: Plan, lang: Locale): string[] {
  const { changes, withdrawn, renamed, objects, pointer } = plan;
  if (!pointer) return [];
  const writes = objects.length + 1;
  const context = writes > FREE_WRITES / 10 ? "costly" : "";
  return [
    ...changeLines(changes, { withdrawn }, lang),
    ...renamed.map((each) => `  ${renamedWords(each, lang)}`),
    ...scheduleLines(plan, lang).map((line) => `  ${line}`),
    reportWords(lang, "publish.plannedWrites", {
      writes: countWrites(writes, lang),
      free: FREE_WRITES,
      context,
    }),
  ];
}

/** Ids of which there is more to say. */
interface Fates {
  /** Those among the removed whose addresses say why; absent if that is not known. */
  withdrawn?: readonly string[];
  /** Those among the added that were withdrawn. */
  restored?: readonly string[];
}

export function changeLines(
  { added, changed, removed }: ReleaseChanges,
  { withdrawn, restored = [] }: Fates,
  lang: Locale,
): string[] {
  const back = (id: string) => (restored.includes(id) ? `  ${reportWords(lang, "publish.restored")}` : "");
  const fate = (id: string): [mark: string, words: string] => {
    if (!withdrawn) return ["-", ""];
    return withdrawn.includes(id)
      ? ["!", `  ${reportWords(lang, "publish.withdrawn")}`]
      : ["-", `  ${reportWords(lang, "publish.deleted")}`];
  };
  const marked = [
    ...added.map((id) => `  + ${id}${back(id)}`),
    ...changed.map((id) => `  ~ ${id}`),
    ...removed.map((id) => {
      const [mark, words] = fate(id);
      return `  ${mark} ${id}${words}`;
    }),
  ];
  const left = marked.length - IDS_SHOWN;
  return [
    reportWords(lang, "publish.changes", {
      added: added.length,
      changed: changed.length,
      removed: removed.length,
      withdrawn: withdrawn?.length ?? 0,
      context: withdrawn?.length ? "withdrawn" : "",
    }),
    ...marked.slice(0, IDS_SHOWN),
    ...(left > 0 ? [`  ${reportWords(lang, "publish.more", { count: left })}`] : []),
  ];
}

/** The first of them, and how many more there are. */
export function someOf(all: readonly string[], shown: number, lang: Locale): string {
  const left = all.length - shown;
  const more = left > 0 ? [reportWords(lang, "publish.more", { count: left })] : [];
  return [...all.slice(0, shown), ...more].join(", ");
}

const renamedWords = ({ kind, id, articles }: Renamed, lang: Locale): string =>
  reportWords(lang, `publish.renamed.${kind}`, { id, count: articles });

/** What is going to happen when; and where that is sooner than everybody hears of it, until when some may not know. */
function scheduleLines({ at, scheduled, unscheduled }: Plan, lang: Locale): string[] {
  const everywhere = shortMoment(at + SEEN_EVERYWHERE, lang);
  return [
    ...scheduled.map(({ from, ids }) =>
      reportWords(lang, "publish.scheduled", {
        ids: someOf(ids, ARTICLES_SHOWN, lang),
        time: shortMoment(from, lang),
        everywhere,
        context: from < at + SEEN_EVERYWHERE ? "soon" : "",
      }),
    ),
    ...unscheduled.map((from) =>
      reportWords(lang, "publish.unscheduled", {
        time: shortMoment(from, lang),
        everywhere,
        context: from < at + KNOWN_EVERYWHERE ? "late" : "",
      }),
    ),
  ];
}

/** What went live, where to look at it, and how to show it elsewhere. @param writes KV writes made. */
export function liveLines(plan: Plan, writes: number, origin: string, lang: Locale): string[] {
  const { release, sequence, pointer } = plan;
  const pages = changedPages(plan, lang);
  const [first] = pages;
  return [
    reportWords(lang, "publish.live", {
      sequence,
      release,
      writes: countWrites(writes, lang),
      context: pointer ? "" : "unchanged",
    }),
    ...pages.map(({ url }) => `  ${origin}${url}`),
    ...(first ? [reportWords(lang, "publish.embed"), "", cardSnippet(first, origin)] : []),
  ];
}

/** How to look at what is not live yet. @param until milliseconds since 1970. */
export function previewLines(
  plan: Plan,
  token: string,
  until: number,
  origin: string,
  lang: Locale,
): string[] {
  const root = `${origin}/preview/${token}`;
  return [
    reportWords(lang, "publish.preview", { time: shortMoment(until, lang) }),
    `  ${root}`,
    ...changedPages(plan, lang).map(({ url }) => `  ${root}${url}`),
    reportWords(lang, "publish.promote"),
    `  npm run content -- promote ${root}`,
  ];
}

/** @param drafts ids of articles of which a text is marked as a draft. */
export const draftLines = (drafts: readonly string[], lang: Locale): string[] =>
  drafts.length === 0 ? [] : [reportWords(lang, "publish.drafts"), ...drafts.map((id) => `  ${id}`)];

/** A few of those that are new or other, in the languages that they have, the editor's first. */
function changedPages({ changes, rows }: Plan, lang: Locale): Summary[] {
  const order = [lang, ...locales.filter((locale) => locale !== lang)];
  return [...changes.added, ...changes.changed].slice(0, ARTICLES_SHOWN).flatMap((id) => {
    const row = rows.get(id);
    const editions = row ? order.flatMap((locale) => summaryOf(row, locale) ?? []) : [];
    return editions.filter(({ isFallback }) => !isFallback);
  });
}

export const countWrites = (writes: number, lang: Locale): string =>
  reportWords(lang, "publish.writes", { count: writes });
