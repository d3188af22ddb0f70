// What the commands print.
import cliProgress from "cli-progress";
import type { Summary } from "../article/article.ts";
import { type SummaryRow, summaryOf } from "../article/summary.ts";
import { locales } from "../i18n/locales.ts";
import { cardSnippet } from "../render/snippets.ts";
import type { ReleaseChanges } from "./build-log.ts";
import type { Sweep } from "./gc.ts";
import type { Progress } from "./kv.ts";
import type { Plan, Renamed } from "./publish.ts";
import type { Rollback } from "./rollback.ts";

/** KV writes that Cloudflare's free plan has a day. */
const FREE_WRITES = 1000;
const IDS_SHOWN = 20;
const ARTICLES_SHOWN = 5;

const number = new Intl.NumberFormat("en");
const count = (n: number, one: string, many = `${one}s`): string =>
  `${number.format(n)} ${n === 1 ? one : many}`;
const date = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, "Z");

/** What a publish is going to do. */
export function planLines({ changes, renamed, scheduled, objects, pointer }: Plan): string[] {
  if (!pointer) return [];
  const writes = objects.length + 1;
  return [
    ...changeLines(changes),
    ...renamed.map(renamedLine),
    ...scheduled.map(({ from }) => `  scheduled for ${date(from)}`),
    `${count(writes, "KV write")}${
      writes > FREE_WRITES / 10
        ? ` (the free plan of Cloudflare has ${number.format(FREE_WRITES)} a day)`
        : ""
    }.`,
  ];
}

function changeLines({ added, changed, removed }: ReleaseChanges): string[] {
  const marked = [
    ...added.map((id) => `  + ${id}`),
    ...changed.map((id) => `  ~ ${id}`),
    ...removed.map((id) => `  - ${id}`),
  ];
  const left = marked.length - IDS_SHOWN;
  return [
    `+${number.format(added.length)} new, ~${number.format(changed.length)} changed, -${number.format(removed.length)} removed.`,
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

export function rollbackLines({ to, changes, dropped, pointer }: Rollback): string[] {
  if (!pointer) return [`Release ${to.sequence} says what the live one says: nothing to do.`];
  return [
    `Back to release ${to.sequence} (${to.release}).`,
    ...changeLines(changes),
    ...dropped.map((from) => `  what was scheduled for ${date(from)} is scheduled no more`),
    "content/ is as it was: the next publish makes live what it says.",
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
