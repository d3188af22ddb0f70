// A reader pages through a list while the newsroom goes on publishing.

import fc from "fast-check";
import { expect, it } from "vitest";
import type { List } from "../../src/article/article.ts";
import type { LoadedRelease } from "../../src/publish/build/release-reader.ts";
import { renderList } from "../../src/render/api/json.ts";
import { parseListInputs } from "../../src/render/representation-key.ts";
import { list } from "../../src/routes/list.ts";
import type { RequestContext } from "../../src/routes/result.ts";
import type { Leaf, ListKey } from "../../src/store/format.ts";
import { parseObject } from "../../src/store/objects.ts";
import { count, SEED } from "../support/counts.ts";
import { type SyntheticArticle, siteWith } from "../support/node/corpus.ts";
import { Press } from "../support/node/press.ts";

const SITE = siteWith(["a", "b"], ["x"]);
const ORIGIN = "https://visnyk.example";

const article = (n: number): SyntheticArticle => ({
  id: `n${n}`,
  // Many at the same second, over many leaves.
  datePublished: new Date(Date.UTC(2025, 0, 1) + Math.floor(n / 60) * 3_600_000)
    .toISOString()
    .replace(".000", ""),
  section: n % 4 === 0 ? "a" : "b",
  author: ["x"],
  text: "first",
  translated: n % 3 !== 0,
});

const change = fc.record({
  add: fc.array(fc.integer({ min: 1000, max: 1400 }), { maxLength: 60 }),
  remove: fc.array(fc.nat(800), { maxLength: 60 }),
  edit: fc.array(fc.nat(800), { maxLength: 5 }),
});

it("shows every article that stays exactly once, in order, and none twice, whatever is published meanwhile", {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 5, max: 100 }),
      fc.constantFrom("", "section=a", "section=b", "author=x"),
      fc.constantFrom("chain", "none"),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      async (limit, filter, fallback, changes) => {
        const press = new Press(SITE);
        const { articles, objects } = press;
        press.set(...Array.from({ length: 800 }, (_, n) => article(n)));
        const publish = async (): Promise<LoadedRelease> => (await press.publish()).loaded;
        const page = async ({ catalog }: LoadedRelease, cursor: string | undefined): Promise<List> => {
          const query = new URLSearchParams(filter);
          query.set("limit", String(limit));
          if (fallback === "none") query.set("fallback", "none");
          if (cursor) query.set("cursor", cursor);
          const index = { list: async (key: ListKey) => catalog[key] ?? null } as RequestContext["release"];
          const result = await list({ release: index, locale: "uk", negotiated: false, params: {}, query });
          if (result.kind !== "representation") throw new Error(JSON.stringify(result));
          const inputs = parseListInputs(new URL(result.key, ORIGIN).searchParams);
          const leaves = await Promise.all(
            inputs.leaves.map(async (leaf) => parseObject<Leaf>(await objects.read(leaf))),
          );
          return JSON.parse(renderList(leaves.flat(), inputs, ORIGIN));
        };
        const shown = ({ section, translated }: SyntheticArticle) =>
          (fallback === "chain" || translated) &&
          !(filter.startsWith("section") && filter !== `section=${section}`);

        let release = await publish();
        const staying = new Set([...articles.values()].filter(shown).map(({ id }) => id));
        const seen: string[] = [];
        let cursor: string | undefined;
        for (let turn = 0; turn < 2000; turn++) {
          const { items, total, nextCursor } = await page(release, cursor);
          expect(items.length).toBeLessThanOrEqual(limit);
          expect(total).toBe([...articles.values()].filter(shown).length);
          seen.push(...items.map(({ id }) => id));
          cursor = nextCursor;
          if (!cursor) break;
          const next = changes[turn];
          if (!next) continue;
          press.set(...next.add.map(article));
          for (const n of next.edit) {
            const old = articles.get(`n${n}`);
            if (old) press.set({ ...old, text: `edit ${turn}` });
          }
          for (const n of next.remove) {
            articles.delete(`n${n}`);
            staying.delete(`n${n}`);
          }
          release = await publish();
        }
        expect(cursor).toBeUndefined();
        expect(new Set(seen).size).toBe(seen.length);
        for (const id of staying) expect(seen).toContain(id);
      },
    ),
    { numRuns: count(15, 5), seed: SEED },
  );
});
