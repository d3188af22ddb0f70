// Handlers of sync (a locale's changes since a token) and of offline (articles to keep before the network goes).
import { offlinePath, syncPath } from "../article/paths.ts";
import { BadParameter, searchOf, single } from "../http/query.ts";
import { formatToken, parseToken, type SyncToken, tokenAt } from "../render/api/sync-token.ts";
import { type ChangesInputs, changesKey, offlineKey, snapshotKey } from "../render/representation-key.ts";
import { isMark, LOG_PAGE_MAX } from "../store/format.ts";
import type { ReleaseIndex } from "../store/release-index.ts";
import { listInputs, parseLimit } from "./list.ts";
import { problem, type RequestContext, type Result } from "./result.ts";

/** Articles on a page of the first copy. */
const SNAPSHOT_PAGE = 256;
/** How many releases one location may be behind another while KV carries the pointer round the world. */
const AHEAD_MAX = 10;

/** GET /v1/{locale}/sync */
export async function sync({ release, locale, query }: RequestContext): Promise<Result> {
  const text = single(query, "since");
  const since = text === null ? null : parseToken(text);
  if (text !== null && !since) throw new BadParameter("since", "since");
  const found = (key: string, immutable = false): Result => ({
    kind: "representation",
    url: syncPath(locale, text ?? ""),
    key,
    headers: "json",
    language: locale,
    ...(immutable && { immutable }),
  });

  const live = tokenAt(release.sequence, release.log.end, release.hash);
  const ahead = since ? since.token.sequence - live.sequence : 0;
  if (ahead > AHEAD_MAX) return problem("sync_token_expired");
  if (!since || since.cursor !== null) {
    // Pages of several releases make one copy if the log goes on from the oldest of them.
    const token = since && ahead <= 0 ? since.token : live;
    const leaves = (await release.list("all")) ?? [];
    const cursor = since?.cursor ?? null;
    const page = { locale, filter: "all", fallback: true, limit: SNAPSHOT_PAGE, cursor } as const;
    return found(snapshotKey(listInputs(leaves, page), formatToken(token)));
  }
  const token = formatToken(since.token);
  if (ahead > 0 || token === formatToken(live))
    return found(changesKey({ locale, page: null, from: 0, token, more: false }));
  const part = await changesSince(release, since.token, live);
  // What is closed and goes on stays as it is.
  return part ? found(changesKey({ locale, ...part }), part.more) : problem("sync_token_expired");
}

/**
 * A closed page comes whole, wherever in it the client is: to end where it ends, one has to know the last that it says
 * of each article, and all clients get the same bytes.
 * @returns `null` if the log does not go back as far, or the token is of another one. @throws Unavailable
 */
async function changesSince(
  release: ReleaseIndex,
  { position, check }: SyncToken,
  live: SyncToken,
): Promise<Omit<ChangesInputs, "locale"> | null> {
  const { open, closed, first, end } = release.log;
  const pages = [...closed, [first, open] as const];
  const at = pages.findLastIndex(([begins]) => begins <= position);
  const [begins = 0, page] = pages[at] ?? [];
  if (page === undefined) return null;
  const entries = await release.logPage(page);
  const index = position - begins;
  const entry = entries[index];
  const before = index > 0 ? page : pages[at - 1]?.[1];
  if (!entry || !((isMark(entry) && entry.parent.startsWith(check)) || before?.startsWith(check)))
    return null;
  const from = page === open ? index : index - (index % LOG_PAGE_MAX);
  const to = Math.min(from + LOG_PAGE_MAX, entries.length);
  const more = begins + to < end;
  const known = more ? tokenAt(entries[to - 1]?.sequence ?? 0, begins + to, page) : live;
  return { page, from, token: formatToken(known), more };
}

/** GET /v1/{locale}/offline */
export async function offline({ release, locale, query }: RequestContext): Promise<Result> {
  const limit = parseLimit(query);
  const leaves = (await release.list("all")) ?? [];
  const list = listInputs(leaves, { locale, filter: "all", fallback: true, limit, cursor: null });
  return {
    kind: "representation",
    url: offlinePath(locale) + searchOf({ limit: query.has("limit") ? String(limit) : null }),
    // What is further back is no input.
    key: offlineKey({ ...list, total: 0, more: false }),
    headers: "json",
    language: locale,
  };
}
