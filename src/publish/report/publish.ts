// The output of publish, preview and promote.
import type { Summary } from "../../article/article.ts";
import { summaryOf } from "../../article/summary.ts";
import { LOCALES, type Locale, locales } from "../../i18n/locales.ts";
import { cardSnippet } from "../../render/snippets.ts";
import type { ReleaseChanges } from "../build/sync-log.ts";
import type { Effect, Impact, LostSlug } from "../commit/impact.ts";
import type { Plan, Renamed } from "../commit/plan.ts";
import { KNOWN_EVERYWHERE, SEEN_EVERYWHERE } from "../commit/propagation.ts";
import type { Draft } from "../compile/drafts.ts";
import { reportWords } from "../diagnostics/messages.ts";
import { shortMoment } from "../parse/front-matter/dates.ts";

/** KV writes that Cloudflare's free plan has a day. */
const FREE_WRITES = 1000;
const IDS_SHOWN = 20;
const ARTICLES_SHOWN = 5;

/** The effects of a publish. */
export function planLines(plan: Plan, lang: Locale): string[] {
  const { changes, impact, lost, renamed, drafts, objects, pointer } = plan;
  if (!pointer) return leftOutLines(drafts, lang);
  const writes = objects.length + 1;
  const context = writes > FREE_WRITES / 10 ? "costly" : "";
  return [
    ...changeLines(changes, impact, lang),
    ...lostLines(lost, "publish", lang),
    ...renamed.map((each) => `  ${renamedWords(each, lang)}`),
    ...scheduleLines(plan, lang).map((line) => `  ${line}`),
    ...leftOutLines(drafts, lang),
    reportWords(lang, "publish.plannedWrites", {
      writes: countWrites(writes, lang),
      free: FREE_WRITES,
      context,
    }),
  ];
}

/** Texts that are left out. */
export function leftOutLines(drafts: readonly Draft[], lang: Locale): string[] {
  if (drafts.length === 0) return [];
  const named = drafts.map(({ id, languages }) => `${id} (${languages.join(", ")})`);
  return [reportWords(lang, "publish.leftOut", { drafts: someOf(named, IDS_SHOWN, lang) })];
}

export function changeLines(
  { added, changed, removed }: ReleaseChanges,
  impact: Impact,
  lang: Locale,
): string[] {
  const isWithdrawn = (id: string) => impact.get(id)?.some(({ kind }) => kind === "withdrawn");
  const withdrawn = removed.filter(isWithdrawn).length;
  const line = (mark: string) => (id: string) => {
    const words = (impact.get(id) ?? []).map((each) => effectWords(each, lang));
    return `  ${mark} ${[id, ...words].join("  ")}`;
  };
  const has = (id: string) => impact.has(id);
  return [
    reportWords(lang, "publish.changes", {
      added: added.length,
      changed: changed.length,
      removed: removed.length,
      withdrawn,
      context: withdrawn > 0 ? "withdrawn" : "",
    }),
    // First what an editor must not miss.
    ...cut(
      [
        ...removed.map((id) => line(isWithdrawn(id) ? "!" : "-")(id)),
        ...changed.filter(has).map(line("~")),
        ...added.filter(has).map(line("+")),
        ...added.filter((id) => !has(id)).map(line("+")),
        ...changed.filter((id) => !has(id)).map(line("~")),
      ],
      lang,
    ),
  ];
}

/** The first of them, and how many more there are. */
function cut(lines: readonly string[], lang: Locale): string[] {
  const left = lines.length - IDS_SHOWN;
  const more = left > 0 ? [`  ${reportWords(lang, "publish.more", { count: left })}`] : [];
  return [...lines.slice(0, IDS_SHOWN), ...more];
}

/** @param by what they are lost by: a publish, of whose content that can be said, or a rollback. */
export function lostLines(lost: readonly LostSlug[], by: "publish" | "rollback", lang: Locale): string[] {
  const words = ({ slug, id, isNote }: LostSlug) =>
    reportWords(lang, "publish.lost", { slug, id, context: isNote ? "note" : by });
  return cut(
    lost.map((each) => `  ${words(each)}`),
    lang,
  );
}

function effectWords(effect: Effect, lang: Locale): string {
  switch (effect.kind) {
    case "scheduled":
      return reportWords(lang, "publish.consequence.scheduled", {
        time: shortMoment(effect.until, lang),
      });
    case "languageLost": {
      const names = new Intl.DisplayNames(LOCALES[lang].tag, { type: "language" });
      return reportWords(lang, "publish.consequence.languageLost", {
        names: effect.languages.map((locale) => names.of(locale)).join(", "),
      });
    }
    default:
      return reportWords(lang, `publish.consequence.${effect.kind}`);
  }
}

/** The first of them, and how many more there are. */
export function someOf(all: readonly string[], shown: number, lang: Locale): string {
  const left = all.length - shown;
  const more = left > 0 ? [reportWords(lang, "publish.more", { count: left })] : [];
  return [...all.slice(0, shown), ...more].join(", ");
}

const renamedWords = ({ kind, id, articles }: Renamed, lang: Locale): string =>
  reportWords(lang, `publish.renamed.${kind}`, { id, count: articles });

/** Scheduled changes with their times; for one that comes before it is known everywhere, the time until then. */
function scheduleLines({ at, scheduled, unscheduled }: Plan, lang: Locale): string[] {
  const everywhere = shortMoment(at + SEEN_EVERYWHERE, lang);
  return [
    ...scheduled
      .filter(({ ids }) => ids.length > 0)
      .map(({ from, ids }) =>
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

/** The live pages, and the snippet of the first. @param writes KV writes made. */
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

/** Live texts that the next publish would leave out. */
export const draftLines = (drafts: readonly Draft[], lang: Locale): string[] =>
  drafts.length === 0 ? [] : [reportWords(lang, "publish.drafts"), ...drafts.map(({ id }) => `  ${id}`)];

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
