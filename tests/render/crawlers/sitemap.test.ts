// Sitemaps and llms.txt of more, and of worse, than a small newsroom has.
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, it } from "vitest";
import { compile } from "../../../src/publish/compile/compile.ts";
import { loadContent } from "../../../src/publish/content/load-content.ts";
import { renderLlms } from "../../../src/render/crawlers/llms.ts";
import {
  renderNewsSitemap,
  renderPagesSitemap,
  renderSitemap,
  renderSitemapIndex,
} from "../../../src/render/crawlers/sitemap.ts";
import type { RowsView } from "../../../src/render/view.ts";
import { newsSitemap } from "../../../src/routes/crawlers.ts";
import type { RequestContext } from "../../../src/routes/result.ts";
import type { LeafRef } from "../../../src/store/format.ts";
import { compileSynthetic, siteWith } from "../../support/node/corpus.ts";
import { openHostileNewsroom } from "../../support/node/hostile.ts";
import { childrenOf, outline, parseXml, texts } from "../../support/node/xml.ts";

const ORIGIN = "https://visnyk.example";
const NOW = Date.parse("2026-01-01T12:30:00Z");

describe("a news sitemap of a large newsroom", () => {
  it("has the newest thousand pages and no more", async () => {
    const site = siteWith(["news"], ["a"]);
    const articles = Array.from({ length: 700 }, (_, n) => ({
      id: `article-${n}`,
      datePublished: new Date(NOW - n * 60_000).toISOString().replace(".000", ""),
      section: "news",
      author: ["a"],
      text: "A text.",
      translated: true,
    }));
    const compiled = await compileSynthetic(site, articles);
    const rows = compiled.articles.map(({ row }) => row);
    const urls = parseXml(renderNewsSitemap({ rows, site, origin: ORIGIN }, "2025-12-01T00:00:00Z"));
    const locs = childrenOf(urls, "url").flatMap((url) => texts(url, "loc"));
    expect(locs).toHaveLength(1000);
    expect(locs.slice(0, 2)).toEqual([
      `${ORIGIN}/en/articles/article-0-en`,
      `${ORIGIN}/uk/articles/article-0-uk`,
    ]);
  });

  it.each([
    ["ends with the last two days", 90, 64, 3],
    ["reads no more than it takes for a thousand pages", 1, 64, 8],
    ["reads what is needed also where leaves are small", 1, 32, 16],
  ])("%s", async (_, minutes, rows, expected) => {
    const leaves = Array.from({ length: 40 }, (_, n): LeafRef => {
      const newest = new Date(NOW - n * rows * minutes * 60_000 * 0.2).toISOString().replace(".000", "");
      return [`leaf-${n}`, rows, { en: [rows, rows], uk: [rows, rows] }, [newest, "id"]];
    });
    const release = { hash: "r", siteHash: async () => "s", list: async () => leaves };
    const found = await newsSitemap("build", () => NOW)({ release } as unknown as RequestContext);
    if (found.kind !== "representation") throw new Error(found.kind);
    const query = new URLSearchParams(found.key.split("?")[1]);
    const names = query.get("leaves")?.split(".") ?? [];
    expect(query.get("since")).toBe("2025-12-30T13:00:00.000Z");
    expect(names).toEqual(Array.from({ length: expected }, (_, n) => `leaf-${n}`));
  });
});

describe("the index of a sitemap", () => {
  it("names every part, and the pages that are no articles also where there are no articles", () => {
    for (const parts of [0, 1, 1050]) {
      const index = parseXml(renderSitemapIndex(parts, ORIGIN));
      const locs = childrenOf(index, "sitemap").flatMap((part) => texts(part, "loc"));
      expect(locs[0]).toBe(`${ORIGIN}/sitemap-pages.xml`);
      expect(locs).toHaveLength(parts + 1);
      expect(locs.at(-1)).toBe(`${ORIGIN}/sitemap-${parts || "pages"}.xml`);
    }
  });
});

describe("hostile text in every slot", () => {
  it("is text to a strict parser, to the letter", async () => {
    const newsrooms = await Promise.all([openHostileNewsroom(false), openHostileNewsroom(true)]);
    const [hostile, harmless] = await Promise.all(
      newsrooms.map(async ({ folder }): Promise<RowsView> => {
        const { articles, site } = await compile(await loadContent(folder), NOW);
        return { rows: articles.map(({ row }) => row), site, origin: ORIGIN };
      }),
    );
    if (!hostile || !harmless) throw new Error("there is no newsroom");
    const news = (view: RowsView) => parseXml(renderNewsSitemap(view, "2000-01-01T00:00:00Z"));
    const titles = childrenOf(news(hostile), "url").flatMap((url) =>
      childrenOf(url, "news:news").flatMap((each) => texts(each, "news:title")),
    );
    expect(titles).toEqual(hostile.rows.map(({ editions }) => editions.en?.headline));
    for (const render of [
      news,
      ({ rows }: RowsView) => parseXml(renderSitemap(rows, ORIGIN)),
      ({ site }: RowsView) => parseXml(renderPagesSitemap(site, ORIGIN)),
    ])
      expect(outline(render(hostile))).toEqual(outline(render(harmless)));

    /** Types of the nodes in order, with the addresses of links. */
    const nodes = (view: RowsView): string[] => {
      const found: string[] = [];
      const walk = (node: { type: string; url?: string; children?: unknown[] }): void => {
        if (node.type !== "text") found.push(`${node.type} ${node.url ?? ""}`);
        for (const child of (node.children ?? []) as (typeof node)[]) walk(child);
      };
      walk(unified().use(remarkParse).parse(renderLlms(view)));
      return found;
    };
    expect(nodes(hostile)).toEqual(nodes(harmless));
    await Promise.all(newsrooms.map((each) => each.close()));
  });
});
