// Hostile text in every slot: in every format it stays text. A page is compared with what the same newsroom's page is
// made of when every slot holds a harmless word: the same elements with the same attributes, or something got out.

import type { Nodes } from "mdast";
import type { Browser, Page } from "playwright-core";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { parse as parseYaml } from "yaml";
import type { Locale } from "../../src/i18n/locales.ts";
import type { ProblemView } from "../../src/render/problem-view.ts";
import type { ListView } from "../../src/render/view.ts";
import { count, everyNth } from "../support/counts.ts";
import { openBrowser, type Visit, visit } from "../support/node/browser.ts";
import { type Host, openHost } from "../support/node/host.ts";
import { ARTICLES, openHostileNewsroom, PAYLOADS } from "../support/node/hostile.ts";
import type { Newsroom } from "../support/node/newsroom.ts";
import { type Served, serve } from "../support/node/serve.ts";

let browser: Browser;
let host: Host;
let newsrooms: Newsroom[];
let hostile: Served;
let harmless: Served;
let seen: Visit;
let calm: Visit;

beforeAll(async () => {
  newsrooms = await Promise.all([openHostileNewsroom(false), openHostileNewsroom(true)]);
  [browser, host, hostile, harmless] = await Promise.all([
    openBrowser(),
    openHost(),
    serve(newsrooms[0] as Newsroom),
    serve(newsrooms[1] as Newsroom),
  ]);
  [seen, calm] = await Promise.all([visit(browser, null), visit(browser, null)]);
});
afterAll(async () => {
  await Promise.all([browser?.close(), hostile?.close(), harmless?.close(), host?.close()]);
  await Promise.all((newsrooms ?? []).map((newsroom) => newsroom.close()));
});

/**
 * Elements with the names of their attributes, in the order of the document.
 * @param html parsed only, as nothing in it would run; absent, what the page shows.
 */
const structure = (page: Page, html?: string): Promise<string[]> =>
  page.evaluate((text) => {
    const shown = text === undefined ? document : new DOMParser().parseFromString(text, "text/html");
    return [...shown.querySelectorAll("*")].map(
      ({ tagName, attributes }) => `${tagName} ${[...attributes].map(({ name }) => name).sort()}`,
    );
  }, html);

const traces = (page: Page): Promise<boolean> => page.evaluate(() => "__pwned" in globalThis);

/** Waits for every picture and frame of the page, also those that would wait until they are scrolled to. */
const loaded = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const waiting = [...document.querySelectorAll<HTMLImageElement | HTMLIFrameElement>("img, iframe")].map(
      (element) =>
        new Promise((resolve) => {
          for (const event of ["load", "error"]) element.addEventListener(event, resolve);
          element.loading = "eager";
          if ("complete" in element && element.complete) resolve(null);
          // One that has loaded before we listened is loaded again.
          else if (!("complete" in element)) element.src = element.getAttribute("src") ?? "about:blank";
        }),
    );
    await Promise.all(waiting);
  });

/** Opens `path` of both, and compares. */
async function expectInert(path: string, status = 200): Promise<void> {
  const requests = seen.requests.length;
  const response = await seen.page.goto(hostile.origin + path, { waitUntil: "load" });
  const expected = await (await fetch(harmless.origin + path)).text();
  expect([path, response?.status()]).toEqual([path, status]);
  expect({ path, is: await structure(seen.page) }).toEqual({
    path,
    is: await structure(calm.page, expected),
  });
  const foreign = seen.requests
    .slice(requests)
    .filter((url) => !url.startsWith(`${hostile.origin}/`) && !url.startsWith("data:"));
  const complaints = seen.complaints.splice(0).filter((text) => !/status of 4\d\d/.test(text));
  expect({ path, foreign, complaints, traces: await traces(seen.page) }).toEqual({
    path,
    foreign: [],
    complaints: [],
    traces: false,
  });
}

const ALL = Array.from({ length: ARTICLES }, (_, i) => `article-${i}-en`);

it("is tried with more than 300 payloads", () => {
  expect(new Set(PAYLOADS).size).toBeGreaterThanOrEqual(300);
});

describe("hostile text in every slot is text", () => {
  it.each([
    ["", 0],
    ["/embed", 1],
    ["/fragment", 2],
  ])("behind %s/en/articles/{slug}", async (route, first) => {
    for (const slug of everyNth(ALL, 6, first)) await expectInert(`${route}/en/articles/${slug}`);
  });

  it.each([
    ["hosted", 3],
    ["full", 4],
  ])("behind /embed/en/articles/{slug}/%s", async (route, first) => {
    for (const slug of everyNth(ALL, 6, first)) await expectInert(`/embed/en/articles/${slug}/${route}`);
  });

  it("on fallback pages, where names are in the other language", async () => {
    for (const slug of ALL.slice(0, count(5, 1))) {
      for (const route of ["", "/embed", "/fragment"]) await expectInert(`${route}/uk/articles/${slug}`);
      await expectInert(`/embed/uk/articles/${slug}/full`);
    }
  });

  it("in lists of a section and of an author, on the front page and in the section's embed", async () => {
    const numbers = ALL.map((_, i) => i);
    for (const i of everyNth(numbers, 9)) await expectInert(`/en/sections/section-${i}`);
    for (const i of everyNth(numbers, 9, 1)) {
      await expectInert(`/embed/uk/sections/section-${i}`);
      await expectInert(`/uk/authors/author-${i}`);
    }
    await expectInert("/en");
    await expectInert("/uk");
  });

  it("where there is nothing, or nothing any more", async () => {
    for (const route of ["", "/embed", "/fragment"]) {
      await expectInert(`${route}/en/articles/gone-en`, 410);
      await expectInert(`${route}/en/articles/no-such-article`, 404);
    }
    for (const payload of PAYLOADS.filter((_, i) => i % count(16, 108) === 0)) {
      await expectInert(`/en/articles/${encodeURIComponent(payload.replace(/[/\\]/g, ""))}`, 404);
      await expectInert(`/en?cursor=${encodeURIComponent(payload)}`, 400);
      await expectInert(`/embed/en/articles/gone-en?theme=${encodeURIComponent(payload)}`, 400);
    }
  });

  it("in the html of oEmbed, and in the fragment, put into another page by its own script", async () => {
    for (const slug of everyNth(ALL, 6, 5)) {
      const inserted = async ({ origin }: Served, { page }: Visit) => {
        await page.goto(host.page("<div></div>"));
        await page.evaluate(
          async ([oembed, fragment]) => {
            const div = document.querySelector("div") as HTMLElement;
            const { html } = (await (await fetch(oembed as string)).json()) as { html: string };
            div.innerHTML = html + (await (await fetch(fragment as string)).text());
          },
          [
            `${origin}/oembed?url=${encodeURIComponent(`${origin}/en/articles/${slug}`)}`,
            `${origin}/fragment/en/articles/${slug}`,
          ],
        );
        await loaded(page);
        return structure(page);
      };
      const [is, should] = await Promise.all([inserted(hostile, seen), inserted(harmless, calm)]);
      expect({ slug, is }).toEqual({ slug, is: should });
      expect(await traces(seen.page)).toBe(false);
      expect(seen.complaints.splice(0)).toEqual([]);
    }
  });

  it("in the texts of feeds, put into another page by its own script", async () => {
    // Its entries are the newest 20 of the articles, and this section has the oldest.
    for (const path of ["/en/feed.json", "/uk/feed.json", "/en/sections/section-0/feed.json"]) {
      const inserted = async ({ origin }: Served, { page }: Visit) => {
        await page.goto(host.page("<div></div>"));
        await page.evaluate(async (feed) => {
          const { items } = (await (await fetch(feed)).json()) as { items: { content_html: string }[] };
          const div = document.querySelector("div") as HTMLElement;
          div.innerHTML = items.map(({ content_html }) => content_html).join("");
        }, origin + path);
        await loaded(page);
        return structure(page);
      };
      const [is, should] = await Promise.all([inserted(hostile, seen), inserted(harmless, calm)]);
      expect(should.length).toBeGreaterThan(10);
      expect({ path, is }).toEqual({ path, is: should });
      expect(await traces(seen.page)).toBe(false);
      expect(seen.complaints.splice(0)).toEqual([]);
    }
  });

  it("in what is no HTML, opened as if it were", async () => {
    for (const slug of ALL.slice(0, count(8, 2))) {
      const oembed = `/oembed?url=${encodeURIComponent(`${hostile.origin}/en/articles/${slug}`)}`;
      const feeds = ["atom", "rss"].map(
        (format) => `/en/sections/${slug.replace(/article(-\d+)-en/, "section$1")}/feed.${format}`,
      );
      for (const path of [`/v1/en/articles/${slug}`, oembed, `${oembed}&format=xml`, ...feeds]) {
        await seen.page.goto(hostile.origin + path);
        expect(await traces(seen.page)).toBe(false);
      }
    }
    expect(seen.complaints.splice(0)).toEqual([]);
  });

  it("in Markdown, for whoever reads it as that", async () => {
    /** Types of the nodes in order, with the addresses of links and pictures. */
    const outline = async ({ origin }: Served, path: string) => {
      const response = await fetch(origin + path);
      expect(response.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      const [, facts = "", text = ""] =
        /^(?:---\n(.*?)\n---\n)?(.*)$/s.exec((await response.text()).replaceAll(origin, "")) ?? [];
      const found: string[] = Object.keys(parseYaml(facts) ?? {});
      const walk = (node: Nodes): void => {
        if (node.type !== "text") found.push("url" in node ? `${node.type} ${node.url}` : node.type);
        if ("children" in node) node.children.forEach(walk);
      };
      walk(unified().use(remarkParse).use(remarkGfm).parse(text));
      return found;
    };
    for (const slug of [...ALL, "gone-en", "no-such-article"]) {
      for (const path of [`/en/articles/${slug}.md`, `/uk/articles/${slug}.md`])
        expect([path, ...(await outline(hostile, path))]).toEqual([path, ...(await outline(harmless, path))]);
    }
  });
});

describe("a hostile interface string", () => {
  /** Every format, rendered with the strings that `change` makes of ours. */
  async function rendered(change: (text: string, index: number) => string): Promise<[string, string][]> {
    vi.resetModules();
    for (const locale of ["en", "uk"]) {
      const file = `../../locales/${locale}.json`;
      const { default: strings } = await vi.importActual<{ default: object }>(file);
      let index = 0;
      const changed = JSON.parse(JSON.stringify(strings), (_, value) =>
        typeof value === "string" ? change(value, index++) : value,
      );
      vi.doMock(file, () => ({ default: changed }));
    }
    const load = (folder: string, name: string) => import(`../../src/render/${folder}/${name}.ts`);
    const { compileFolder } = await import("../support/node/compiled.ts");
    const { folder } = newsrooms[1] as Newsroom;
    const { stored, articles, site } = await compileFolder(folder);
    const { summaryOf } = await import("../../src/article/summary.ts");
    const [article] = [...stored.values()].slice(1);
    const origin = hostile.origin;
    const views = (["en", "uk"] as const).slice(count(0, 1)).map((requestedLanguage) => ({
      article: { ...article, requestedLanguage, isFallback: requestedLanguage === "uk" },
      site,
      origin,
    }));
    const result: [string, string][] = [];
    const add = async (file: string, name: string, view: object) =>
      result.push([
        `${name} ${result.length}`,
        (await load(...(file.split("/") as [string, string])))[name](view),
      ]);
    for (const view of views) {
      await add("pages/article-page", "renderArticlePage", view);
      await add("embeds/card", "renderCard", view);
      await add("embeds/hosted", "renderHosted", view);
      await add("embeds/full", "renderFull", view);
      await add("embeds/fragment", "renderFragment", view);
      const locale = view.article.requestedLanguage as Locale;
      const items = articles.slice(0, 5).flatMap(({ row }) => summaryOf(row, locale) ?? []);
      const lists = [
        { shown: items, cursor: null },
        { shown: items, cursor: "x" },
        { shown: [], cursor: null },
        { shown: [], cursor: "x" },
      ];
      for (const { shown, cursor } of everyNth(lists, 3)) {
        const list = { items: shown, total: 5, nextCursor: "x" };
        const listView: ListView = { locale, filter: "s:section-0", list, cursor, site, origin };
        await add("pages/list-page", "renderListPage", listView);
        await add("pages/list-page", "renderListPage", { ...listView, filter: "all" });
        await add("embeds/list-embed", "renderListEmbed", listView);
      }
      for (const status of [404, 410, 503]) {
        const problem: ProblemView = {
          code: "article_not_found",
          status,
          locale,
          details: {},
          alternates: status === 404 ? [{ locale: "uk", url: "/uk" }] : [],
          site,
          origin,
        };
        await add("pages/error-page", "renderErrorPage", problem);
        await add("embeds/tombstone", "renderTombstone", problem);
        await add("embeds/fragment", "renderFragmentProblem", problem);
      }
    }
    vi.doUnmock("../../locales/en.json");
    vi.doUnmock("../../locales/uk.json");
    return result;
  }

  it("is text in every format", async () => {
    const plain = await rendered(() => "word");
    // Each string, with several payloads one after the other.
    for (let round = 0; round < count(3, 1); round++) {
      const changed = await rendered((_, i) => PAYLOADS[(i * 7 + round * 53) % PAYLOADS.length] as string);
      expect(changed.length).toBe(plain.length);
      for (const [i, [name, html]] of changed.entries()) {
        await seen.page.goto(`${hostile.origin}/healthz`);
        await seen.page.setContent(html, { waitUntil: "load" });
        expect({ name, is: await structure(seen.page) }).toEqual({
          name,
          is: await structure(calm.page, plain[i]?.[1] ?? ""),
        });
        expect({ name, traces: await traces(seen.page) }).toEqual({ name, traces: false });
      }
    }
    expect(seen.complaints.splice(0).filter((text) => text.startsWith("dialog"))).toEqual([]);
  });
});
