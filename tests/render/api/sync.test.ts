import { describe, expect, it } from "vitest";
import { OfflineSchema } from "../../../src/article/article.ts";
import type { SummaryRow } from "../../../src/article/summary.ts";
import { renderOffline } from "../../../src/render/api/sync.ts";
import { formatToken, parseToken, tokenAt } from "../../../src/render/api/sync-token.ts";
import { compileSynthetic, siteWith } from "../../support/node/corpus.ts";

describe("a sync token", () => {
  const token = tokenAt(57, 1034, "q1w2e3r4t5y6u7i8o9p0-_");
  const cursor = "MjAyNS0wNi0yOVQwOTowMDowMFogYSBhbGw";

  it("comes back as the place that it was made of, alone and while a copy is made", () => {
    expect(formatToken(token)).toBe("57.1034.q1w2e3r4");
    expect(parseToken(formatToken(token))).toEqual({ token, cursor: null });
    expect(parseToken(`${formatToken(token)}.${cursor}`)).toEqual({ token, cursor });
  });

  it("is nothing else", () => {
    for (const bad of [
      "",
      "57",
      "57.1034",
      "a.1034.q1w2e3r4",
      "57.1034.q1w2e3r4.x",
      `57.1034.q1w2e3r4.${cursor}.x`,
    ])
      expect([bad, parseToken(bad)]).toEqual([bad, null]);
  });
});

describe("what to keep offline", () => {
  it("of a row that says no sizes is the article without them", async () => {
    const { articles } = await compileSynthetic(siteWith(["s"], ["a"]), [
      {
        id: "a",
        datePublished: "2025-01-01T00:00:00Z",
        section: "s",
        author: ["a"],
        text: "x",
        translated: true,
      },
    ]);
    const rows: SummaryRow[] = articles.map(({ row }) => row);
    const list = { locale: "en", limit: 20, filter: "all", fallback: true, cursor: null } as const;
    const text = renderOffline(
      rows,
      { ...list, total: 0, more: false, leaves: [] },
      "https://visnyk.example",
    );
    const { items } = OfflineSchema.parse(JSON.parse(text));
    expect(items).toHaveLength(1);
    expect(items[0]).not.toHaveProperty("bytes");
    expect(items[0]?.media).toEqual([]);
  });
});
