// The deployed Worker as crawlers see it: sitemaps, feeds, llms.txt and JSON-LD, read by the libraries that crawlers
// use, and every URL in them followed.
import jsonld from "jsonld";
import type { Nodes } from "mdast";
import remarkParse from "remark-parse";
import RssParser from "rss-parser";
import Sitemapper from "sitemapper";
import { unified } from "unified";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { locales } from "../../src/i18n/locales.ts";
import { Newsroom, SVG } from "../support/node/newsroom.ts";
import { type Served, serve } from "../support/node/serve.ts";
import { childrenOf, parseXml, texts } from "../support/node/xml.ts";

const HOUR = 3_600_000;
/** Enough for the list of everything to have more than one leaf. */
const ARTICLES = 150;

let newsroom: Newsroom;
let served: Served;

beforeAll(async () => {
  newsroom = await Newsroom.open("own");
  const now = Date.now();
  const ago = (hours: number) => new Date(now - hours * HOUR).toISOString().replace(/\.\d+Z/, "Z");
  await newsroom.article("today", "en", { datePublished: ago(1), headline: "Today & <tomorrow>" });
  await newsroom.article("today", "uk", { headline: "Сьогодні" });
  await newsroom.article("yesterday", "uk", { section: "background", datePublished: ago(40) });
  await newsroom.article("last-week", "en", { datePublished: ago(7 * 24) });
  await newsroom.article("corrected", "en", {
    image: { src: "picture.svg", alt: "A picture", caption: "A caption", credit: "Somebody" },
    keywords: ["one", "two"],
    changes: [{ kind: "correction", date: ago(2), text: "A name was wrong." }],
  });
  await newsroom.write(
    "articles/corrected/picture.svg",
    SVG.replaceAll("160", "1600").replaceAll("90", "900"),
  );
  await newsroom.article("gone", "en", { changes: [{ kind: "retraction", date: ago(2), text: "Why." }] });
  for (let i = 0; i < ARTICLES; i++)
    await newsroom.article(`archive-${i}`, i % 3 === 0 ? "uk" : "en", { section: "background" });
  served = await serve(newsroom, now);
});
afterAll(() => Promise.all([served?.close(), newsroom?.close()]));

const text = async (path: string): Promise<string> => (await fetch(served.origin + path)).text();

/** What does not answer 200 by itself, without a redirect. */
async function broken(urls: Iterable<string>): Promise<[url: string, status: number][]> {
  const failed: [string, number][] = [];
  for (const url of new Set(urls)) {
    const response = await fetch(url, { redirect: "manual" });
    await response.arrayBuffer();
    if (response.status !== 200) failed.push([url, response.status]);
  }
  return failed;
}

describe("the sitemap", () => {
  it("is read by sitemapper, part by part, and every page in it is there", async () => {
    const sitemapper = new Sitemapper({
      url: `${served.origin}/sitemap.xml`,
      fields: { loc: true, lastmod: true, sitemap: true },
      timeout: 30_000,
    });
    const { sites, errors } = await sitemapper.fetch();
    expect(errors).toEqual([]);
    const entries = sites as unknown as { loc: string; lastmod?: string; sitemap: string }[];
    const urls = entries.map(({ loc }) => loc);
    expect(new Set(urls).size).toBe(urls.length);
    expect(urls.length).toBeGreaterThan(ARTICLES);
    expect(new Set(entries.map(({ sitemap }) => sitemap)).size).toBeGreaterThan(2);
    for (const path of ["/en", "/uk/sections/background", "/uk/authors/newsroom", "/uk/articles/today-uk"])
      expect(urls).toContain(served.origin + path);
    expect(urls.join("\n")).not.toMatch(/gone-en|\/uk\/articles\/corrected-en/);
    for (const { loc, lastmod } of entries)
      if (loc.includes("/articles/"))
        expect([loc, Number.isNaN(Date.parse(lastmod ?? ""))]).toEqual([loc, false]);
    expect(await broken(urls)).toEqual([]);
  });

  it("keeps to the protocol: parts, elements and their order, alternates that answer each other", async () => {
    const index = parseXml(await text("/sitemap.xml"));
    expect([index.name, index.attributes.xmlns]).toEqual([
      "sitemapindex",
      "http://www.sitemaps.org/schemas/sitemap/0.9",
    ]);
    const parts = childrenOf(index, "sitemap").flatMap((part) => texts(part, "loc"));
    const alternates = new Map<string, string>();
    for (const part of parts) {
      // A sitemap speaks for what is below it only.
      expect(new URL(part).pathname.split("/")).toHaveLength(2);
      const document = await (await fetch(part)).text();
      const set = parseXml(document);
      expect([set.name, set.attributes.xmlns]).toEqual([
        "urlset",
        "http://www.sitemaps.org/schemas/sitemap/0.9",
      ]);
      expect(set.children.length).toBeLessThanOrEqual(50_000);
      expect(document.length).toBeLessThan(50 * 2 ** 20);
      for (const url of set.children) {
        expect(url.children.map(({ name }) => name).join(" ")).toMatch(/^loc( lastmod)?( xhtml:link)+$/);
        const [loc = ""] = texts(url, "loc");
        const links = childrenOf(url, "xhtml:link").map(({ attributes }) => attributes);
        expect(links.every(({ rel }) => rel === "alternate")).toBe(true);
        expect(links.map(({ href }) => href)).toContain(loc);
        alternates.set(loc, JSON.stringify(links.map(({ hreflang, href }) => [hreflang, href])));
      }
    }
    // The same set in each of the pages that it names.
    for (const set of alternates.values()) {
      for (const [language, url] of JSON.parse(set))
        expect([language, alternates.get(url)]).toEqual([language, set]);
    }
  });
});

describe("the news sitemap", () => {
  it("has the last two days as Google News wants them, and every page in it is there", async () => {
    const set = parseXml(await text("/news-sitemap.xml"));
    expect(set.attributes["xmlns:news"]).toBe("http://www.google.com/schemas/sitemap-news/0.9");
    const seen = childrenOf(set, "url").map((url) => {
      const [news] = childrenOf(url, "news:news");
      const [publication] = news ? childrenOf(news, "news:publication") : [];
      if (!news || !publication) throw new Error("an entry has no news");
      const [date = ""] = texts(news, "news:publication_date");
      expect(Date.now() - Date.parse(date)).toBeLessThan(48 * HOUR);
      return [
        ...texts(url, "loc").map((loc) => loc.replace(served.origin, "")),
        ...texts(publication, "news:name"),
        ...texts(publication, "news:language"),
        ...texts(news, "news:title"),
      ];
    });
    expect(seen).toEqual([
      ["/en/articles/today-en", "Visnyk", "en", "Today & <tomorrow>"],
      ["/uk/articles/today-uk", "Вісник", "uk", "Сьогодні"],
      ["/uk/articles/yesterday-uk", "Вісник", "uk", "yesterday (uk)"],
    ]);
    const { sites } = await new Sitemapper({ url: `${served.origin}/news-sitemap.xml` }).fetch();
    expect(await broken(sites)).toEqual([]);
  });
});

describe("robots.txt", () => {
  it("names sitemaps that are there", async () => {
    const sitemaps = [...(await text("/robots.txt")).matchAll(/^Sitemap: (.+)$/gm)].map(
      ([, url]) => url ?? "",
    );
    expect(sitemaps).toHaveLength(2);
    expect(await broken(sitemaps)).toEqual([]);
  });
});

describe("llms.txt", () => {
  it("has the shape of llmstxt.org: a title, what it is, lists of links that are there", async () => {
    const root = unified()
      .use(remarkParse)
      .parse(await text("/llms.txt"));
    const shape = root.children.map((node) => (node.type === "heading" ? `h${node.depth}` : node.type));
    const sections = locales.flatMap(() => ["h2", "list"]);
    expect(shape).toEqual(["h1", "blockquote", ...locales.map(() => "paragraph"), ...sections]);
    const links: string[] = [];
    const walk = (node: Nodes): void => {
      if (node.type === "link") links.push(node.url);
      if ("children" in node) node.children.forEach(walk);
    };
    walk(root);
    for (const path of [
      "/en/sections/background",
      "/uk/feed.json",
      "/v1/en/articles",
      "/uk/articles/today-uk.md",
    ])
      expect(links).toContain(served.origin + path);
    expect(await broken(links)).toEqual([]);
  });
});

describe("feeds", () => {
  it("are read from the address that a page names, and every URL in them is there", async () => {
    for (const page of ["/uk", "/en/sections/background", "/en/articles/corrected-en"]) {
      const feeds = [
        ...(await text(page)).matchAll(
          /<link rel="alternate" type="application\/[^"]+(?:xml|json)" title="[^"]+" href="([^"]+)">/g,
        ),
      ].map(([, href]) => href ?? "");
      expect(feeds.length).toBeGreaterThan(0);
      for (const path of feeds.filter((feed) => !feed.endsWith(".json"))) {
        const { items, feedUrl } = await new RssParser().parseURL(served.origin + path);
        expect(feedUrl).toBe(served.origin + path);
        expect(items.length).toBeGreaterThan(10);
      }
      for (const path of feeds) {
        const found = (await text(path)).matchAll(new RegExp(`${served.origin}[^"'\\s<>\\\\&]*`, "g"));
        expect(await broken([...found].map(([url]) => url))).toEqual([]);
      }
    }
  });
});

/** Of schema.org's own context, the terms that an article's page may use: any other one is an error. */
const CONTEXT = {
  "@context": {
    schema: "https://schema.org/",
    ...Object.fromEntries(
      [
        ...[
          "NewsArticle",
          "Person",
          "Organization",
          "NewsMediaOrganization",
          "ImageObject",
          "CorrectionComment",
        ],
        ...["headline", "description", "inLanguage", "articleSection", "keywords", "author", "publisher"],
        ...["name", "width", "height", "caption", "creditText", "wordCount", "timeRequired"],
        ...["isAccessibleForFree", "correction", "text"],
      ].map((term) => [term, { "@id": `schema:${term}` }]),
    ),
    ...Object.fromEntries(
      ["url", "mainEntityOfPage", "image"].map((term) => [term, { "@id": `schema:${term}`, "@type": "@id" }]),
    ),
    ...Object.fromEntries(
      ["datePublished", "dateModified"].map((term) => [
        term,
        { "@id": `schema:${term}`, "@type": "schema:Date" },
      ]),
    ),
  },
};

/** A node in expanded form. */
type Expanded = { [property: string]: (Expanded & { "@value"?: unknown; "@id"?: string })[] } & {
  "@type"?: string[];
};

async function expanded(path: string): Promise<Expanded> {
  const [, json = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(await text(path)) ?? [];
  const [node] = (await jsonld.expand(JSON.parse(json), {
    // What has no meaning in the context is an error, not dropped.
    safe: true,
    documentLoader: async (url: string) => {
      if (!/^https?:\/\/schema\.org\/?$/.test(url)) throw new Error(`no context ${url}`);
      return { contextUrl: undefined, documentUrl: url, document: CONTEXT };
    },
  } as jsonld.Options.Expand)) as unknown as Expanded[];
  if (!node) throw new Error(`${path} says nothing`);
  return node;
}

describe("the JSON-LD of an article", () => {
  it.each(["/en/articles/corrected-en", "/uk/articles/today-uk", "/uk/articles/corrected-en"])(
    "of %s expands, with all that Google recommends for a NewsArticle",
    async (path) => {
      const node = await expanded(path);
      const get = (from: Expanded | undefined, term: string) => from?.[`https://schema.org/${term}`]?.[0];
      const value = (from: Expanded | undefined, term: string) => get(from, term)?.["@value"];
      const id = (from: Expanded | undefined, term: string) => get(from, term)?.["@id"];
      expect(node["@type"]).toEqual(["https://schema.org/NewsArticle"]);
      expect(String(value(node, "headline")).length).toBeGreaterThan(0);
      for (const date of ["datePublished", "dateModified"])
        expect(value(node, date)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      const author = get(node, "author");
      expect(author?.["@type"]).toEqual(["https://schema.org/Organization"]);
      expect(value(author, "name")).toMatch(/^(Newsroom|Редакція)$/);
      const publisher = get(node, "publisher");
      expect(value(publisher, "name")).toMatch(/^(Visnyk|Вісник)$/);
      const urls = [id(node, "url"), id(node, "mainEntityOfPage"), id(author, "url"), id(publisher, "url")];
      if (path.includes("corrected")) {
        const image = get(node, "image");
        expect(image?.["@type"]).toEqual(["https://schema.org/ImageObject"]);
        // Google: at least 50,000 pixels.
        expect(Number(value(image, "width")) * Number(value(image, "height"))).toBeGreaterThan(50_000);
        expect([value(image, "caption"), value(image, "creditText")]).toEqual(["A caption", "Somebody"]);
        urls.push(id(image, "url"));
        const correction = get(node, "correction");
        expect(correction?.["@type"]).toEqual(["https://schema.org/CorrectionComment"]);
        expect(value(correction, "text")).toBe("A name was wrong.");
        expect(value(correction, "datePublished")).toBe(value(node, "dateModified"));
      }
      expect(urls).not.toContain(undefined);
      expect(await broken(urls.map(String))).toEqual([]);
    },
  );
});
