// Lists of articles, newest first, and articles by their ids.
import { ID_PATTERN } from "../article/identifiers.ts";
import { listApiPath, NEGOTIATED_LIST_API_PATH } from "../article/paths.ts";
import { byNewest } from "../article/summary.ts";
import { BadParameter, fallbackAllowed, positiveInteger, searchOf, single } from "../http/query.ts";
import { type Position, parseCursor } from "../render/cursor.ts";
import { idsKey, type ListInputs, listJsonKey } from "../render/representation-key.ts";
import type { LeafRef, ListKey } from "../store/format.ts";
import type { Hash } from "../store/keys.ts";
import { problem, type Representation, type RequestContext, type Result } from "./result.ts";

export const LIMIT_MAX = 100;
export const LIMIT_DEFAULT = 20;
export const IDS_MAX = 20;
/** With the catalog, four reads. */
const LEAVES_MAX = 3;

/** GET /v1/{locale}/articles and /v1/articles */
export async function list(context: RequestContext): Promise<Result> {
  const { release, locale, query } = context;
  const fallback = fallbackAllowed(query);
  const ids = single(query, "ids");
  if (ids !== null) return listIds(context, ids, fallback);

  const filter = parseFilter(query);
  const limit = parseLimit(query);
  const cursor = single(query, "cursor");
  if (cursor !== null && !parseCursor(cursor, filter)) return problem("invalid_cursor");

  const leaves = await release.list(filter);
  if (!leaves)
    throw filter.startsWith("s:")
      ? new BadParameter("section", "section")
      : new BadParameter("author", "author");
  const key = listJsonKey(listInputs(leaves, { locale, filter, fallback, limit, cursor }));
  return found(context, key, {
    section: filter.startsWith("s:") ? filter.slice(2) : null,
    author: filter.startsWith("a:") ? filter.slice(2) : null,
    limit: query.has("limit") ? String(limit) : null,
    cursor,
    fallback: fallback ? null : "none",
  });
}

/** @param leaves the whole list; @param page which page of it, its cursor checked. */
export function listInputs(
  leaves: LeafRef[],
  page: Omit<ListInputs, "total" | "leaves" | "more">,
): ListInputs {
  const { locale, filter, fallback, limit, cursor } = page;
  const shown = (leaf: LeafRef): number => leaf[2][locale]?.[fallback ? 0 : 1] ?? 0;
  const total = leaves.reduce((sum, leaf) => sum + shown(leaf), 0);
  const after = cursor === null ? null : parseCursor(cursor, filter);
  return { ...page, total, ...leavesOfPage(leaves.filter(shown), shown, after, limit) };
}

async function listIds(context: RequestContext, value: string, fallback: boolean): Promise<Result> {
  for (const other of ["section", "author", "limit", "cursor"]) {
    if (context.query.has(other)) throw new BadParameter("ids", "alone", { other });
  }
  const ids = [...new Set(value.split(","))];
  if (ids.length > IDS_MAX || ids.some((id) => !ID_PATTERN.test(id))) {
    throw new BadParameter("ids", "ids", { max: IDS_MAX });
  }
  const entries = await context.release.articles(ids);
  const articles = entries.flatMap((entry) => {
    const edition = entry && "id" in entry && !("gone" in entry) ? entry[context.locale] : undefined;
    return edition && (fallback || !edition[2]) ? [edition[1]] : [];
  });
  return found(context, idsKey({ locale: context.locale, articles }), {
    ids: ids.join(","),
    fallback: fallback ? null : "none",
  });
}

/** @param known the parameters that mean something here, in the order of the canonical URL. */
function found(
  { locale, negotiated }: RequestContext,
  key: string,
  known: Record<string, string | null>,
): Representation {
  const search = searchOf(known);
  const explicit = listApiPath(locale) + search;
  return {
    kind: "representation",
    url: negotiated ? NEGOTIATED_LIST_API_PATH + search : explicit,
    key,
    headers: "json",
    language: locale,
    ...(negotiated && { contentLocation: explicit }),
  };
}

/** @throws BadParameter */
export const parseLimit = (query: URLSearchParams): number =>
  positiveInteger(query, "limit", LIMIT_MAX, LIMIT_DEFAULT);

function parseFilter(query: URLSearchParams): ListKey {
  const section = single(query, "section");
  const author = single(query, "author");
  if (section !== null && author !== null) throw new BadParameter("section", "alone", { other: "author" });
  if (section !== null) return `s:${section}`;
  return author === null ? "all" : `a:${author}`;
}

/**
 * Which leaves a page lies in, told from the catalog alone: the one that holds the cursor, then as many as it takes
 * for `limit` more items, but no more than the reads that a list may cost. Such a page is shorter than `limit`.
 * @param leaves those that have something to show.
 */
function leavesOfPage(
  leaves: LeafRef[],
  shown: (leaf: LeafRef) => number,
  after: Position | null,
  limit: number,
): { leaves: Hash[]; more: boolean } {
  let from = 0;
  if (after) while (startsAtOrBefore(leaves[from + 1], after)) from++;
  let to = from;
  let items = 0;
  while (to < leaves.length && to - from < LEAVES_MAX && items < limit) {
    const leaf = leaves[to++] as LeafRef;
    // Of the leaf with the cursor nothing may be left.
    if (!(after && to - 1 === from)) items += shown(leaf);
  }
  return { leaves: leaves.slice(from, to).map(([leaf]) => leaf), more: to < leaves.length };
}

function startsAtOrBefore(leaf: LeafRef | undefined, position: Position): boolean {
  if (!leaf) return false;
  const [datePublished, id] = leaf[3];
  return byNewest({ datePublished, id }, position) <= 0;
}
