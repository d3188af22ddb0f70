import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byNewest, type SummaryRow } from "../../../src/article/summary.ts";
import type { LoadedRelease } from "../../../src/publish/build/release-reader.ts";
import {
  LEAF_MAX,
  LEAF_MIN,
  type Leaf,
  type ListKey,
  SHARD_MAX,
  type SlugEntry,
} from "../../../src/store/format.ts";
import { slugBits } from "../../../src/store/keys.ts";
import { parseObject } from "../../../src/store/objects.ts";
import { count, everyNth, SEED } from "../../support/counts.ts";
import { type Objects, type SyntheticArticle, siteWith } from "../../support/node/corpus.ts";
import { Press } from "../../support/node/press.ts";

const SECTIONS = ["a", "b", "empty"];
const AUTHORS = ["x", "y"];
const SITE = siteWith(SECTIONS, AUTHORS);

const article = (n: number, fields: Partial<SyntheticArticle> = {}): SyntheticArticle => ({
  id: `n${n}`,
  datePublished: new Date(Date.UTC(2025, 0, 1) + (n % 97) * 3_600_000).toISOString().replace(".000", ""),
  section: n % 3 === 0 ? "a" : "b",
  author: n % 5 === 0 ? ["x", "y"] : ["x"],
  text: "first",
  translated: n % 2 === 0,
  ...fields,
});

/** What is read back leads to the same objects as what was built. */
async function publish(press: Press) {
  const published = await press.publish();
  expect(published.loaded.reach).toEqual(published.built.reach);
  return published;
}

const rowsOf = async (release: LoadedRelease, key: ListKey, { read }: Objects): Promise<SummaryRow[]> =>
  (
    await Promise.all((release.catalog[key] ?? []).map(async ([leaf]) => parseObject<Leaf>(await read(leaf))))
  ).flat();

const entriesOf = (release: LoadedRelease): Record<string, SlugEntry> =>
  Object.fromEntries(
    [...release.shards.values()]
      .flatMap(({ entries }) => Object.entries(entries))
      .map(([slug, { past: _, ...entry }]: [string, SlugEntry & { past?: unknown }]) => [slug, entry]),
  );

/** What holds for every release, however it came about. */
async function expectInvariants(release: LoadedRelease, press: Press): Promise<void> {
  for (const key of ["all", "s:a", "s:b", "s:empty", "a:x", "a:y"] as ListKey[]) {
    const leaves = release.catalog[key] ?? [];
    for (const [leaf, rows, counts, [datePublished, id]] of leaves) {
      const stored = parseObject<Leaf>(await press.objects.read(leaf));
      expect(stored).toHaveLength(rows);
      expect([datePublished, id]).toEqual([stored[0]?.datePublished, stored[0]?.id]);
      expect(rows).toBeLessThanOrEqual(LEAF_MAX);
      if (leaves.length > 1) expect(rows).toBeGreaterThanOrEqual(LEAF_MIN);
      expect(counts.en).toEqual([rows, rows]);
      expect(counts.uk?.[1]).toBe(stored.filter(({ editions }) => editions.uk?.inLanguage === "uk").length);
    }
    const rows = await rowsOf(release, key, press.objects);
    expect(rows).toEqual([...rows].sort(byNewest));
  }
  const prefixes = [...release.shards.keys()];
  expect(prefixes).toEqual([...prefixes].sort());
  for (const [prefix, { entries }] of release.shards) {
    const slugs = Object.keys(entries);
    expect(slugs.length).toBeLessThanOrEqual(SHARD_MAX);
    for (const slug of slugs) expect((await slugBits(slug)).startsWith(prefix)).toBe(true);
    const sibling = release.shards.get(prefix.slice(0, -1) + (prefix.endsWith("0") ? "1" : "0"));
    if (prefix && sibling) {
      expect(slugs.length + Object.keys(sibling.entries).length).toBeGreaterThan(SHARD_MAX);
    }
  }
}

describe("a release built on the one before", () => {
  const step = fc.record({
    add: fc.tuple(fc.nat(900), fc.nat(250)),
    remove: fc.tuple(fc.nat(900), fc.nat(400)),
    edit: fc.array(fc.nat(900), { maxLength: 5 }),
    move: fc.array(fc.nat(900), { maxLength: 5 }),
  });

  it("says the same as one built from nothing, and keeps every invariant of the trie and the lists", {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        const press = new Press(SITE);
        for (const [i, { add, remove, edit, move }] of steps.entries()) {
          for (let n = remove[0]; n < remove[0] + remove[1]; n++) press.articles.delete(`n${n}`);
          for (let n = add[0]; n < add[0] + add[1]; n++) press.set(article(n));
          for (const n of edit) if (press.articles.has(`n${n}`)) press.set(article(n, { text: `edit ${i}` }));
          for (const n of move) {
            if (press.articles.has(`n${n}`))
              press.set(article(n, { section: "a", author: ["y"], datePublished: "2026-01-01T00:00:00Z" }));
          }
          const { built } = await publish(press);
          const rebuilt = new Press(SITE);
          rebuilt.set(...press.articles.values());
          const { built: fresh } = await publish(rebuilt);

          await expectInvariants(built, press);
          expect(entriesOf(built)).toEqual(entriesOf(fresh));
          expect([...built.shards.keys()]).toEqual([...fresh.shards.keys()]);
          for (const key of Object.keys(fresh.catalog) as ListKey[]) {
            expect(await rowsOf(built, key, press.objects)).toEqual(
              await rowsOf(fresh, key, rebuilt.objects),
            );
          }
        }
      }),
      { numRuns: count(12, 3), seed: SEED },
    );
  });
});

describe("what a release costs", () => {
  it("is at most 16 writes for one article in one language, whatever is done and wherever it stands", {
    timeout: 120_000,
  }, async () => {
    const press = new Press(SITE);
    for (let n = 0; n < 2000; n++) press.set(article(n, { author: ["x"], translated: false }));
    await publish(press);
    for (const n of everyNth([0, 1, 999, 1998, 1999], 2)) {
      const one = { author: ["x"], translated: false };
      for (const change of [
        () => press.set(article(n, { ...one, text: "edited" })),
        () => press.set(article(n, { ...one, text: "edited", section: n % 3 === 0 ? "b" : "a" })),
        () => press.articles.delete(`n${n}`),
        () => press.set(article(n, { ...one, text: "back" })),
        () => press.set(article(5000 + n, { ...one, datePublished: "2026-05-01T00:00:00Z" })),
      ]) {
        change();
        const { writes } = await publish(press);
        expect(writes).toBeLessThanOrEqual(16);
      }
    }
  });

  it("is nothing where nothing has changed", async () => {
    const press = new Press(SITE);
    for (let n = 0; n < 400; n++) press.set(article(n));
    const first = await publish(press);
    const second = await publish(press);
    expect([second.built.hash, second.writes]).toEqual([first.built.hash, 1]);
  });
});
