import { describe, expect, it } from "vitest";
import type { List } from "../../../src/article/article.ts";
import { byNewest, type SummaryRow } from "../../../src/article/summary.ts";
import { renderList } from "../../../src/render/api/json.ts";
import { parseListInputs } from "../../../src/render/representation-key.ts";
import { list } from "../../../src/routes/list.ts";
import type { RequestContext } from "../../../src/routes/result.ts";
import { LEAF_MAX, type LeafRef } from "../../../src/store/format.ts";

const row = (id: string, datePublished: string, inLanguage = "en"): SummaryRow => ({
  id,
  datePublished,
  section: "news",
  author: [],
  editions: {
    en: {
      revision: id,
      slug: id,
      inLanguage,
      headline: id,
      description: id,
      keywords: [],
      dateModified: datePublished,
      sectionName: "News",
      authorNames: [],
      wordCount: 1,
      readingMinutes: 1,
      display: { readingTime: "1 min", datePublished, byline: "" },
    },
  },
});

/** Follows the cursor to the end, through the handler and the renderer; at most as often as there are rows. */
async function readAll(rows: SummaryRow[], limit: number, fallback?: "none"): Promise<string[]> {
  const leaves = new Map<string, SummaryRow[]>();
  const refs: LeafRef[] = [];
  for (let at = 0; at < rows.length; at += LEAF_MAX) {
    const leaf = rows.slice(at, at + LEAF_MAX);
    const { datePublished, id } = leaf[0] as SummaryRow;
    leaves.set(`leaf${at}`, leaf);
    const native = leaf.filter(({ editions }) => editions.en?.inLanguage === "en").length;
    refs.push([`leaf${at}`, leaf.length, { en: [leaf.length, native] }, [datePublished, id]]);
  }
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages <= rows.length; pages++) {
    const query = new URLSearchParams({
      limit: String(limit),
      ...(cursor && { cursor }),
      ...(fallback && { fallback }),
    });
    const release = { list: async () => refs } as unknown as RequestContext["release"];
    const result = await list({ release, locale: "en", negotiated: false, params: {}, query });
    if (result.kind !== "representation") throw new Error(result.kind);
    const inputs = parseListInputs(new URL(result.key, "https://visnyk.example").searchParams);
    const page: List = JSON.parse(
      renderList(
        inputs.leaves.flatMap((leaf) => leaves.get(leaf) ?? []),
        inputs,
        "https://visnyk.example",
      ),
    );
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
    if (!cursor) return ids;
  }
  throw new Error("paging does not end");
}

describe("paging", () => {
  it.each([1, 50, 100])(
    "ends, and shows each once, where leaf after leaf has one date: %i at a time",
    async (limit) => {
      const rows = Array.from({ length: 700 }, (_, i) => row(`a${i}`, "2025-01-01T00:00:00Z")).sort(byNewest);
      expect(await readAll(rows, limit)).toEqual(rows.map(({ id }) => id));
    },
  );

  it("goes on where one page may read no further: a short page says where the next one begins", async () => {
    const date = (i: number) => new Date(Date.UTC(2025, 0, 1) - i * 60_000).toISOString().replace(".000", "");
    const rows = Array.from({ length: 1500 }, (_, i) => row(`a${i}`, date(i), i % 50 === 0 ? "en" : "uk"));
    const native = rows.filter((_, i) => i % 50 === 0).map(({ id }) => id);
    expect(await readAll(rows, 20, "none")).toEqual(native);
  });
});
