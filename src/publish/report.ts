// What the commands print.
import cliProgress from "cli-progress";
import type { Summary } from "../article/article.ts";
import { type SummaryRow, summaryOf } from "../article/summary.ts";
import { type Locale, locales } from "../i18n/locales.ts";
import { cardSnippet } from "../render/snippets.ts";
import type { TimelineEntry } from "../store/format.ts";
import type { Hash } from "../store/keys.ts";
import type { ReleaseChanges } from "./build-log.ts";
import { shortMoment } from "./dates.ts";
import type { Sweep } from "./gc.ts";
import type { Progress } from "./kv.ts";
import type { Plan, Renamed } from "./publish.ts";
import type { ReleaseLine } from "./releases.ts";
import type { Rollback } from "./rollback.ts";

/** KV writes that Cloudflare's free plan has a day. */
const FREE_WRITES = 1000;
const IDS_SHOWN = 20;
const ARTICLES_SHOWN = 5;
const CHANGES_SHOWN = 3;

const number = new Intl.NumberFormat("en");
const count = (n: number, one: string, many = `${one}s`): string =>
  `${number.format(n)} ${n === 1 ? one : many}`;
const date = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, "Z");

/** What a publish is going to do. */
export function planLines({ changes, withdrawn, renamed, scheduled, objects, pointer }: Plan): string[] {
  if (!pointer) return [];
  const writes = objects.length + 1;
  return [
    ...changeLines(changes, withdrawn),
    ...renamed.map(renamedLine),
    ...scheduled.map(({ from }) => `  scheduled for ${date(from)}`),
    `${count(writes, "KV write")}${
      writes > FREE_WRITES / 10
        ? ` (the free plan of Cloudflare has ${number.format(FREE_WRITES)} a day)`
        : ""
    }.`,
  ];
}

/** @param withdrawn those of the removed whose addresses say why; `null` if that is not known. */
function changeLines(
  { added, changed, removed }: ReleaseChanges,
  withdrawn: readonly string[] | null = null,
): string[] {
  const fate = (id: string) =>
    withdrawn === null
      ? ""
      : withdrawn.includes(id)
        ? "  withdrawn: its addresses say why (410)"
        : "  deleted: its addresses lead nowhere (404)";
  const marked = [
    ...added.map((id) => `  + ${id}`),
    ...changed.map((id) => `  ~ ${id}`),
    ...removed.map((id) => `  ${withdrawn?.includes(id) ? "!" : "-"} ${id}${fate(id)}`),
  ];
  const left = marked.length - IDS_SHOWN;
  return [
    `+${number.format(added.length)} new, ~${number.format(changed.length)} changed, -${number.format(removed.length)} removed${withdrawn?.length ? `, ${number.format(withdrawn.length)} of them withdrawn` : ""}.`,
    ...marked.slice(0, IDS_SHOWN),
    ...(left > 0 ? [`  … and ${number.format(left)} more`] : []),
  ];
}

const renamedLine = ({ kind, id, articles }: Renamed): string =>
  `  ${kind} ${id} has another name: ${count(articles, "article")} of it ${articles === 1 ? "is" : "are"} written anew`;

/** What went live, where to look at it, and how to show it elsewhere. */
export function liveLines(
  { release, sequence, changes, pointer, rows }: Plan,
  writes: number,
  origin: string,
): string[] {
  const pages = [...changes.added, ...changes.changed]
    .slice(0, ARTICLES_SHOWN)
    .flatMap((id) => pagesOf(rows.get(id)));
  const [first] = pages;
  return [
    `Release ${sequence} (${release}) is live: ${count(writes, "write")}${pointer ? "" : ", nothing has changed"}.`,
    ...pages.map(({ url }) => `  ${origin}${url}`),
    ...(first ? ["To show the first of them on another site:", "", cardSnippet(first, origin)] : []),
  ];
}

/** In the languages that the article has. */
const pagesOf = (row: SummaryRow | undefined): Summary[] =>
  locales.flatMap((locale) => {
    const summary = row && summaryOf(row, locale);
    return summary && !summary.isFallback ? [summary] : [];
  });

/** How to look at what is not live yet. @param until milliseconds since 1970. */
export function previewLines(
  { changes, rows }: Plan,
  token: string,
  until: number,
  origin: string,
): string[] {
  const root = `${origin}/preview/${token}`;
  const pages = [...changes.added, ...changes.changed]
    .slice(0, ARTICLES_SHOWN)
    .flatMap((id) => pagesOf(rows.get(id)));
  return [
    `Whoever has this link can look at it until ${date(until)}:`,
    `  ${root}`,
    ...pages.map(({ url }) => `  ${root}${url}`),
    "To make live exactly this:",
    `  npm run content -- promote ${root}`,
  ];
}

/** @param drafts ids of articles of which a text is marked as a draft. */
export const draftLines = (drafts: readonly string[]): string[] =>
  drafts.length === 0
    ? []
    : [
        "Take `draft: true` out of these, or the next publish withdraws them again:",
        ...drafts.map((id) => `  ${id}`),
      ];

export function rollbackLines({ to, changes, dropped, pointer }: Rollback): string[] {
  if (!pointer) return [`Release ${to.sequence} says what the live one says: nothing to do.`];
  return [
    `Back to release ${to.sequence} (${to.release}).`,
    ...changeLines(changes),
    ...dropped.map((from) => `  what was scheduled for ${date(from)} is scheduled no more`),
    "content/ is as it was: the next publish makes live what it says.",
  ];
}

/** Newest first, what is scheduled before all. @param locale of dates. */
export function releaseLines(
  releases: readonly ReleaseLine[],
  { live, previous, upcoming }: { live: Hash; previous: Hash | null; upcoming: readonly TimelineEntry[] },
  locale: Locale,
): string[] {
  const rows = releases.map(({ hash, sequence, at, written, lost }) => {
    const mark = hash === live ? "live" : hash === previous ? "previous" : "";
    const changes = [...written.map((id) => `~ ${id}`), ...lost.map((id) => `- ${id}`)];
    const left = changes.length - CHANGES_SHOWN;
    const what = [
      ...changes.slice(0, CHANGES_SHOWN),
      ...(left > 0 ? [`… and ${number.format(left)} more`] : []),
    ];
    return [hash, String(sequence), at === undefined ? "" : shortMoment(at, locale), mark, what.join(", ")];
  });
  const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return [
    ...[...upcoming]
      .reverse()
      .map(({ from, release }) => `${release}  goes live at ${shortMoment(from, locale)}`),
    ...rows.map(([hash = "", sequence = "", at = "", mark = "", what = ""]) =>
      [hash, sequence.padStart(widths[1] ?? 0), at.padEnd(widths[2] ?? 0), mark.padEnd(widths[3] ?? 0), what]
        .join("  ")
        .trimEnd(),
    ),
  ];
}

export const sweepLines = ({ kept, unneeded, needed }: Sweep, done: boolean): string[] => [
  `Kept: ${count(kept.length, "release")} with all that it takes to serve them, ${count(needed, "value")}.`,
  `${count(unneeded.length, "value")} ${done ? "deleted" : "can go"}.`,
];

/** Milliseconds between two lines. */
const PATIENCE = 5000;

/** Says now and then how many pictures and cards have been made: nobody knows beforehand how many there will be. */
export function countMade(): () => void {
  let made = 0;
  let said = Date.now();
  return () => {
    made++;
    if (Date.now() - said < PATIENCE) return;
    said = Date.now();
    console.log(`${count(made, "picture or card", "pictures and cards")} made …`);
  };
}

/** A bar in a terminal, a line now and then elsewhere. @param total how many values will be written. */
export function openProgress(total: number): { onProgress: Progress; close: () => void } {
  const bar = new cliProgress.SingleBar(
    {
      format: "Writing {bar} {value}/{total}",
      noTTYOutput: true,
      notTTYSchedule: 5000,
      hideCursor: true,
      clearOnComplete: true,
    },
    cliProgress.Presets.shades_classic,
  );
  // So few are written before anybody has read it.
  if (total < 100) return { onProgress: () => {}, close: () => {} };
  bar.start(total, 0);
  return { onProgress: (written) => bar.update(written), close: () => bar.stop() };
}
