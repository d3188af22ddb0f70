// The sync log: what each release changed for clients, in pages that are closed once they are full.
import { locales, type PerLocale } from "../i18n/locales.ts";
import {
  type ArticleEntry,
  LOG_PAGE_MAX,
  type LogEntry,
  type LogPage,
  type Release,
} from "../store/format.ts";
import type { Hash } from "../store/keys.ts";
import type { Store } from "./new-objects.ts";

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
): { log: LogPage; changes: ReleaseChanges } {
  const log: LogEntry[] = [];
  const changes: ReleaseChanges = { added: [], changed: [], removed: [] };
  const deletedAt = new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
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

/** @param pageMax entries of a closed page. */
export async function appendLog(
  { release, openLog }: { release: Release; openLog: LogPage },
  entries: LogPage,
  store: Store,
  pageMax = LOG_PAGE_MAX,
): Promise<{ log: Release["log"]; openLog: LogPage }> {
  const open = [...openLog, ...entries];
  const closed = [...release.log.closed];
  while (open.length > LOG_PAGE_MAX) {
    const page: LogPage = open.splice(0, pageMax);
    closed.push([page[0]?.sequence ?? 0, await store(page)]);
  }
  return { log: { open: await store(open), closed }, openLog: open };
}
