// The lists: for each a B+tree of height one, whose root is the catalog. A change rewrites the leaves that it falls
// into and no other, however long the list is.
import { byNewest, type SummaryRow } from "../../article/summary.ts";
import { locales } from "../../i18n/locales.ts";
import {
  type Catalog,
  LEAF_MAX,
  LEAF_MIN,
  type Leaf,
  type LeafRef,
  type ListKey,
} from "../../store/format.ts";
import type { Hash } from "../../store/keys.ts";
import type { Store } from "./new-objects.ts";

/** Fields that decide the lists of an article, and its position in them. */
export interface Placement {
  id: string;
  datePublished: string;
  section: string;
  /** Ids. */
  author: string[];
}

/** An article whose row is new, another or gone. */
export interface RowChange {
  before: Placement | null;
  after: SummaryRow | null;
}

/**
 * @param keys every list of the next release; one without articles is there, too: that is how a filter is known to
 *   exist.
 * @param readLeaf a leaf that `before` names.
 */
export async function buildCatalog(
  before: Catalog,
  keys: readonly ListKey[],
  changes: readonly RowChange[],
  readLeaf: (hash: Hash) => Promise<Leaf>,
  store: Store,
): Promise<Catalog> {
  const removed = new Map<ListKey, Placement[]>();
  const added = new Map<ListKey, SummaryRow[]>();
  for (const { before: was, after: row } of changes) {
    if (was) for (const key of listsOf(was.section, was.author)) push(removed, key, was);
    if (!row) continue;
    const author = row.author.map(({ id }) => id);
    for (const key of listsOf(row.section, author)) push(added, key, row);
  }
  const catalog: Catalog = {};
  for (const key of keys) {
    const leaves = Object.hasOwn(before, key) ? (before[key] ?? []) : [];
    catalog[key] = await buildLeaves(leaves, removed.get(key) ?? [], added.get(key) ?? [], readLeaf, store);
  }
  return catalog;
}

export const listsOf = (section: string, author: readonly string[]): ListKey[] => [
  "all",
  `s:${section}`,
  ...author.map((id): ListKey => `a:${id}`),
];

function push<T>(map: Map<ListKey, T[]>, key: ListKey, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** A leaf on the way to the next release: as it is stored, or its rows. */
type Draft = { ref: LeafRef } | { rows: SummaryRow[] };

async function buildLeaves(
  before: readonly LeafRef[],
  removed: readonly Placement[],
  added: readonly SummaryRow[],
  readLeaf: (hash: Hash) => Promise<Leaf>,
  store: Store,
): Promise<LeafRef[]> {
  if (removed.length === 0 && added.length === 0) return [...before];
  const touched = new Map<number, { removed: Set<string>; added: SummaryRow[] }>();
  const touch = (position: { datePublished: string; id: string }) => {
    const at = leafAt(before, position);
    const found = touched.get(at) ?? { removed: new Set<string>(), added: [] };
    touched.set(at, found);
    return found;
  };
  for (const placement of removed) touch(placement).removed.add(placement.id);
  for (const row of added) touch(row).added.push(row);

  const rowsOf = async (draft: Draft): Promise<SummaryRow[]> =>
    "rows" in draft ? draft.rows : readLeaf(draft.ref[0]);
  const drafts: Draft[] = before.map((ref) => ({ ref }));
  for (const [at, change] of touched) {
    const draft = drafts[at];
    const kept = draft ? (await rowsOf(draft)).filter(({ id }) => !change.removed.has(id)) : [];
    drafts[at] = { rows: [...kept, ...change.added].sort(byNewest) };
  }

  const merged: Draft[] = [];
  for (const draft of drafts) {
    const last = merged.at(-1);
    if (!last || !(isSmall(last) || isSmall(draft))) merged.push(draft);
    else merged[merged.length - 1] = { rows: [...(await rowsOf(last)), ...(await rowsOf(draft))] };
  }
  const leaves: LeafRef[] = [];
  for (const draft of merged) {
    if ("ref" in draft) leaves.push(draft.ref);
    else for (const rows of parts(draft.rows)) leaves.push(await storeLeaf(rows, store));
  }
  return leaves;
}

/** Where a row with this sort key stands, or would stand. */
function leafAt(leaves: readonly LeafRef[], position: { datePublished: string; id: string }): number {
  // The first leaf that begins after it, by bisection.
  let [low, high] = [0, leaves.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const [datePublished, id] = (leaves[middle] as LeafRef)[3];
    if (byNewest({ datePublished, id }, position) <= 0) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

const isSmall = (draft: Draft): boolean => "rows" in draft && draft.rows.length < LEAF_MIN;

/** As few leaves as can hold the rows, of about equal size. */
function parts(rows: readonly SummaryRow[]): SummaryRow[][] {
  const count = Math.ceil(rows.length / LEAF_MAX);
  return Array.from({ length: count }, (_, i) =>
    rows.slice(Math.round((i * rows.length) / count), Math.round(((i + 1) * rows.length) / count)),
  );
}

async function storeLeaf(rows: SummaryRow[], store: Store): Promise<LeafRef> {
  const counts: LeafRef[2] = {};
  for (const locale of locales) {
    const editions = rows.flatMap((row) => row.editions[locale] ?? []);
    counts[locale] = [editions.length, editions.filter(({ inLanguage }) => inLanguage === locale).length];
  }
  const { datePublished, id } = rows[0] as SummaryRow;
  return [await store(rows), rows.length, counts, [datePublished, id]];
}
