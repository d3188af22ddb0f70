// Feeds as they are asked for: URLs, headers, conditions, and what they cost.
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ORIGIN, publish, seed, World } from "../support/world.ts";

const FEEDS = ["/feed.", "/sections/background/feed."].flatMap((path) =>
  ["en", "uk"].flatMap((locale) =>
    [
      ["atom", "application/atom+xml; charset=utf-8"],
      ["rss", "application/rss+xml; charset=utf-8"],
      ["json", "application/feed+json; charset=utf-8"],
    ].map(([format, type]) => ({ path: `/${locale}${path}${format}`, locale, format, type })),
  ),
);
const CHANGEABLE = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400";

interface Item {
  id: string;
  url: string;
  title: string;
  language: string;
  content_html: string;
  date_modified: string;
}

let world = new World();
let isolate = world.isolate();
const items = async (path: string): Promise<Item[]> =>
  ((await (await isolate.get(path)).json()) as { items: Item[] }).items;

beforeAll(() => seed());
beforeEach(() => {
  world = new World();
  isolate = world.isolate();
  // The cause of a failure goes to the log, and only there.
  vi.spyOn(console, "error").mockImplementation(() => {});
});

describe.each(FEEDS)("$path", ({ path, locale, type, format }) => {
  it("has the type, language and policies of a feed, and a validator", async () => {
    const response = await isolate.get(path);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": type,
      "content-language": locale,
      "cache-control": CHANGEABLE,
      "x-robots-tag": "noindex",
      "x-content-type-options": "nosniff",
      "access-control-allow-origin": "*",
      etag: expect.stringMatching(/^"[\w-]{22}"$/),
    });
    expect(response.headers.has("vary")).toBe(false);
    const head = await isolate.get(path, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(head.headers.get("etag")).toBe(response.headers.get("etag"));
    const unchanged = await isolate.get(`${path}?utm_source=x`, {
      headers: { "if-none-match": `W/${response.headers.get("etag")}` },
    });
    expect([unchanged.status, await unchanged.text()]).toEqual([304, ""]);
    expect(unchanged.headers.get("content-language")).toBe(locale);
  });

  it("is redirected to from every other spelling", async () => {
    const alias = { en: "/en-gb", uk: "/ua" }[locale] ?? "";
    for (const other of [
      path.replace(`/${locale}`, alias),
      path.toUpperCase(),
      `${path}/`,
      path.replace(".", "%2E"),
      path.replace("feed", "%66eed"),
    ]) {
      const response = await isolate.get(other);
      const normal = new URL(ORIGIN + other).pathname === path;
      expect([other, response.status]).toEqual([other, normal ? 200 : 308]);
      if (!normal) expect(response.headers.get("location")).toBe(path);
    }
  });

  it("takes at most three reads and a bulk read, and none when warm", async () => {
    await isolate.get("/healthz");
    world.takeReads();
    expect((await isolate.get(path)).status).toBe(200);
    const reads = world.takeReads();
    const bulk = reads.filter((keys) => keys.split("+").length === 20);
    expect(bulk).toHaveLength(1);
    expect(reads.length - 1).toBeLessThanOrEqual(3);
    expect((await isolate.get(path)).status).toBe(200);
    expect((await isolate.get(path, { headers: { "if-none-match": "*" } })).status).toBe(304);
    expect(world.takeReads()).toEqual([]);
  });

  it("costs one read when it is not modified", async () => {
    await isolate.get("/healthz");
    world.takeReads();
    expect((await isolate.get(path, { headers: { "if-none-match": "*" } })).status).toBe(304);
    expect(world.takeReads()).toHaveLength(1);
  });

  it("is a 503 while the storage fails, and its error is a problem document", async () => {
    await isolate.get("/healthz");
    world.kv = async () => {
      throw new Error("KV is down");
    };
    const response = await isolate.get(path);
    expect([response.status, response.headers.get("cache-control")]).toEqual([503, "no-store"]);
    expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  });

  it("is another representation than its other formats", async () => {
    const etag = (await isolate.get(path)).headers.get("etag");
    for (const other of ["atom", "rss", "json"].filter((each) => each !== format)) {
      const response = await isolate.get(path.replace(/\w+$/, other));
      expect(response.headers.get("etag")).not.toBe(etag);
    }
  });
});

describe("what a feed has", () => {
  it.each(["/en", "/uk", "/en/sections/background", "/uk/sections/background"])(
    "is the 20 newest of %s, in every format",
    async (page) => {
      const [, locale, , section] = page.split("/");
      const filter = section ? `?section=${section}` : "";
      const list = (await (await isolate.get(`/v1/${locale}/articles${filter}`)).json()) as {
        items: { url: string }[];
      };
      const urls = list.items.map(({ url }) => url);
      expect(urls).toHaveLength(20);
      expect((await items(`${page}/feed.json`)).map(({ url }) => url)).toEqual(urls);
      const atom = await (await isolate.get(`${page}/feed.atom`)).text();
      const rss = await (await isolate.get(`${page}/feed.rss`)).text();
      const linked = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, url]) => url);
      expect(linked(atom, /<link rel="alternate"[^>]*href="([^"]+articles[^"]+)"/g)).toEqual(urls);
      expect(linked(rss, /<link>([^<]+articles[^<]+)<\/link>/g)).toEqual(urls);
    },
  );

  it("is in another language where the translation is missing, and says so", async () => {
    const fallback = (await items("/uk/feed.json")).find(({ language }) => language === "en");
    expect(fallback?.content_html).toMatch(/^<p lang="uk">/);
    expect((await items("/en/feed.json")).map(({ id }) => id)).toContain(fallback?.id);
  });
});

describe("a publish", () => {
  it("changes the feeds that it is in, and no entry's id", async () => {
    await seed();
    const path = "/en/sections/latest-news/feed.json";
    const other = "/en/sections/background/feed.json";
    const etag = async (url: string) => (await isolate.get(url)).headers.get("etag");
    const tags = [await etag(path), await etag(other)];
    const before = await items(path);
    await publish("edited");
    world.now += 121_000;
    const after = await items(path);
    expect([await etag(path), await etag(other)].map((tag, i) => tag === tags[i])).toEqual([false, true]);
    const edited = after.find(({ content_html }) => content_html.includes("Another paragraph."));
    expect(edited).toBeTruthy();
    const dated = (all: Item[]) => all.map(({ id, date_modified }) => [id, date_modified]);
    expect(dated(after)).toEqual(dated(before));

    await publish("removed");
    world.now += 121_000;
    expect(before.map(({ url }) => url)).toContain(`${ORIGIN}/en/articles/corrected-en`);
    expect((await items(path)).map(({ url }) => url)).not.toContain(`${ORIGIN}/en/articles/corrected-en`);
    await seed();
  });
});

describe("where there is no feed", () => {
  it.each([
    ["/en/sections/nothing/feed.atom", "not_found", 404],
    ["/uk/sections/nothing/feed.rss", "not_found", 404],
    ["/uk/sections/constructor/feed.json", "not_found", 404],
    ["/fr/feed.atom", "locale_not_supported", 404],
  ])("%s is a problem document: programs read it", async (path, code, status) => {
    const response = await isolate.get(path);
    expect([response.status, response.headers.get("content-type")]).toEqual([
      status,
      "application/problem+json; charset=utf-8",
    ]);
    expect(await response.json()).toMatchObject({ code });
    expect(response.headers.get("content-language")).toBe(path.startsWith("/uk") ? "uk" : "en");
  });

  it.each(["/en/feed.xml", "/en/feed", "/en/authors/newsroom/feed.atom", "/en/articles/feed.atom"])(
    "%s is a page",
    async (path) => {
      const response = await isolate.get(path);
      expect([response.status, response.headers.get("content-type")]).toEqual([
        404,
        "text/html; charset=utf-8",
      ]);
    },
  );

  it("other methods are refused as everywhere", async () => {
    const response = await isolate.get("/en/feed.atom", { method: "POST" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  });
});

describe("pages", () => {
  const discovered = async (path: string) =>
    [
      ...(await (await isolate.get(path)).text()).matchAll(
        /<link rel="alternate" type="(application\/(?:atom\+xml|rss\+xml|feed\+json))" title="([^"]+)" href="([^"]+)">/g,
      ),
    ].map(([, type, title, href]) => [type, title, href]);

  it("name their feeds: the front page everything's, a section its own, an article everything's", async () => {
    expect(await discovered("/uk")).toEqual([
      ["application/atom+xml", "Вісник", "/uk/feed.atom"],
      ["application/rss+xml", "Вісник", "/uk/feed.rss"],
      ["application/feed+json", "Вісник", "/uk/feed.json"],
    ]);
    const section = await discovered("/en/sections/background");
    expect(section.map(([, title, href]) => [title, href])).toEqual(
      ["atom", "rss", "json"].map((format) => [
        "Background · Visnyk",
        `/en/sections/background/feed.${format}`,
      ]),
    );
    expect(await discovered("/uk/articles/renamed-uk")).toEqual([
      ["application/atom+xml", "Вісник", "/uk/feed.atom"],
    ]);
    for (const path of ["/uk", "/en/sections/background"]) {
      for (const [type, , href] of await discovered(path)) {
        const response = await isolate.get(href ?? "");
        expect([response.status, response.headers.get("content-type")]).toEqual([
          200,
          `${type}; charset=utf-8`,
        ]);
      }
    }
  });
});
