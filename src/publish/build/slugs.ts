// The slug trie: entries in shards by the first bits of their slugs' hashes. Only the shards of changed entries are
// written anew, and the shape depends on the entries alone, not on the order in which they came.

import { SHARD_MAX, type SlugEntry, type SlugShard } from "../../store/format.ts";
import { type Hash, slugBits } from "../../store/keys.ts";
import type { Shards } from "../model.ts";
import type { Store } from "./new-objects.ts";

interface Bucket {
  entries: Map<string, SlugEntry>;
  /** The shard's name while nothing in it has changed. */
  hash: Hash | null;
}

/** @param after every entry of the next release. @returns the shards in the order of their prefixes. */
export async function buildTrie(
  before: Shards,
  after: ReadonlyMap<string, SlugEntry>,
  store: Store,
): Promise<Shards> {
  const buckets = new Map<string, Bucket>();
  const bitsOf = rememberedBits();
  const known = new Set<string>();
  for (const [prefix, { hash, entries }] of before) {
    const all = Object.entries(entries);
    const bucket: Bucket = { entries: new Map(all), hash };
    buckets.set(prefix, bucket);
    for (const [slug, entry] of all) {
      known.add(slug);
      const now = after.get(slug);
      if (now !== undefined && sameEntry(now, entry)) continue;
      bucket.hash = null;
      if (now === undefined) bucket.entries.delete(slug);
      else bucket.entries.set(slug, now);
    }
  }
  if (buckets.size === 0) buckets.set("", { entries: new Map(), hash: null });
  for (const [slug, entry] of after) {
    if (known.has(slug)) continue;
    const bucket = bucketOf(buckets, await bitsOf(slug));
    bucket.entries.set(slug, entry);
    bucket.hash = null;
  }
  for (const prefix of [...buckets.keys()]) await split(buckets, prefix, bitsOf);
  for (const prefix of [...buckets.keys()].sort((a, b) => b.length - a.length)) merge(buckets, prefix);

  const shards = new Map<string, { hash: Hash; entries: SlugShard }>();
  for (const [prefix, { entries, hash }] of [...buckets].sort(byKey)) {
    const same = hash === null ? undefined : before.get(prefix);
    const shard: SlugShard = same?.entries ?? Object.fromEntries([...entries].sort(byKey));
    shards.set(prefix, same ?? { entries: shard, hash: await store(shard) });
  }
  return shards;
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

const sameEntry = (a: SlugEntry, b: SlugEntry): boolean => JSON.stringify(a) === JSON.stringify(b);

type BitsOf = (slug: string) => Promise<string>;

/** A slug goes through as many splits as its shard is deep, and is hashed once. */
function rememberedBits(): BitsOf {
  const known = new Map<string, string>();
  return async (slug) => {
    const bits = known.get(slug) ?? (await slugBits(slug));
    known.set(slug, bits);
    return bits;
  };
}

function bucketOf(buckets: ReadonlyMap<string, Bucket>, bits: string): Bucket {
  for (let length = 0; length <= bits.length; length++) {
    const bucket = buckets.get(bits.slice(0, length));
    if (bucket) return bucket;
  }
  throw new Error(`no shard for ${bits}`);
}

async function split(buckets: Map<string, Bucket>, prefix: string, bitsOf: BitsOf): Promise<void> {
  const { entries } = buckets.get(prefix) as Bucket;
  if (entries.size <= SHARD_MAX) return;
  buckets.delete(prefix);
  const halves = { "0": new Map<string, SlugEntry>(), "1": new Map<string, SlugEntry>() };
  for (const [slug, entry] of entries) {
    const bit = (await bitsOf(slug))[prefix.length] as "0" | "1";
    halves[bit].set(slug, entry);
  }
  for (const bit of ["0", "1"] as const) {
    buckets.set(prefix + bit, { entries: halves[bit], hash: null });
    await split(buckets, prefix + bit, bitsOf);
  }
}

/** Two halves that fit into one shard become one. @param prefix a shard's; the longest come first. */
function merge(buckets: Map<string, Bucket>, prefix: string): void {
  if (prefix === "") return;
  const parent = prefix.slice(0, -1);
  const [left, right] = [buckets.get(`${parent}0`), buckets.get(`${parent}1`)];
  if (!left || !right || left.entries.size + right.entries.size > SHARD_MAX) return;
  buckets.delete(`${parent}0`);
  buckets.delete(`${parent}1`);
  buckets.set(parent, { entries: new Map([...left.entries, ...right.entries]), hash: null });
  merge(buckets, parent);
}
