// The sync log: what each release changed for clients, in pages that are closed once they are full, and dropped once
// they are old.
import { locales, type PerLocale } from "../../i18n/locales.ts";
import {
  type ArticleEntry,
  isMark,
  LOG_PAGE_MAX,
  type LogEntry,
  type LogPage,
  type Release,
} from "../../store/format.ts";
import type { Hash } from "../../store/keys.ts";
import { parseObject } from "../../store/objects.ts";
import type { ObjectReader } from "../model.ts";
import { toUtc } from "../parse/front-matter/dates.ts";
import type { Store } from "./new-objects.ts";
import type { LoadedRelease } from "./release-reader.ts";

/** Releases that stay whole whatever their age. */
export const RELEASES_KEPT = 5;

/** Milliseconds for which a client may stay away and still be told what has changed. */
const LOG_KEPT = 90 * 24 * 3_600_000;

/** Article ids. */
export interface ReleaseChanges {
  added: string[];
  changed: string[];
  removed: string[];
}

/** @param at milliseconds since 1970: when what is deleted is deleted. */
export function diff(
  before: ReadonlyMap<string, ArticleEntry>,
  after: ReadonlyMap<string, ArticleEntry>,
  sequence: number,
  at: number,
): { log: LogEntry[]; changes: ReleaseChanges } {
  const log: LogEntry[] = [];
  const changes: ReleaseChanges = { added: [], changed: [], removed: [] };
  const deletedAt = toUtc(at);
  for (const id of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, now] = [before.get(id), after.get(id)];
    const editions: PerLocale<[string, Hash]> = {};
    const deleted: PerLocale<string> = {};
    for (const locale of locales) {
      const [was, is] = [old?.[locale], now?.[locale]];
      if (is && (is[0] !== was?.[0] || is[1] !== was[1])) editions[locale] = [is[0], is[1]];
      if (was && !is) deleted[locale] = deletedAt;
    }
    const lost = Object.keys(deleted).length > 0;
    if (!lost && Object.keys(editions).length === 0) continue;
    log.push({ sequence, id, ...editions, ...(lost && { deleted }) });
    (now ? (old ? changes.changed : changes.added) : changes.removed).push(id);
  }
  return { log, changes };
}

/** Entries that a release adds to the log of its parent. */
export interface LogAddition {
  sequence: number;
  /** Milliseconds since 1970 from which the release is public. */
  at: number;
  entries: readonly LogEntry[];
}

/**
 * Every release leaves a mark, also one without entries. Only who changes something comes here, so what is old is
 * dropped in passing and never by itself.
 * @param read a page of the parent's log. @param pageMax entries of a closed page.
 */
export async function appendLog(
  { hash: parent, release: { log }, openLog }: Pick<LoadedRelease, "hash" | "release" | "openLog">,
  { sequence, at, entries }: LogAddition,
  read: ObjectReader,
  store: Store,
  pageMax = LOG_PAGE_MAX,
): Promise<{ log: Release["log"]; openLog: LogPage }> {
  const known = log.end !== undefined;
  const open: LogPage = [...(known ? openLog : []), { sequence, parent, at: toUtc(at) }, ...entries];
  const closed = known ? await withoutOld(log.closed, sequence, at, read) : [];
  let { first = 0 } = log;
  while (open.length > LOG_PAGE_MAX) {
    const page: LogPage = open.splice(0, pageMax);
    closed.push([first, await store(page)]);
    first += page.length;
  }
  return { log: { open: await store(open), closed, first, end: first + open.length }, openLog: open };
}

/** Without the pages that only clients need who know nothing newer than 90 days, nor a release that is kept. */
async function withoutOld(
  closed: Release["log"]["closed"],
  sequence: number,
  at: number,
  read: ObjectReader,
): Promise<Release["log"]["closed"]> {
  const kept = [...closed];
  for (const [, name] of closed) {
    const last = parseObject<LogPage>(await read(name)).findLast(isMark);
    // A page without a mark goes on with the last release of the page before it, which is not there any more.
    if (last && (Date.parse(last.at) >= at - LOG_KEPT || last.sequence > sequence - RELEASES_KEPT)) break;
    kept.shift();
  }
  return kept;
}
