// Files for crawlers: what they list, how they age, and what they cost.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { locales } from "../../src/i18n/locales.ts";
import { NOW } from "../support/history.ts";
import { ORIGIN, publish, seed, World } from "../support/world.ts";

const CHANGEABLE = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400";
const XML = "text/xml; charset=utf-8";
const TEXT = "text/plain; charset=utf-8";
const PART = "/sitemap-1.xml";
/** With the most reads each may take: the renderer is another isolate, which has to read the release as well. */
const FILES: [path: string, type: string, reads: number][] = [
  ["/sitemap.xml", XML, 1],
  ["/sitemap-pages.xml", XML, 1],
  [PART, XML, 2],
  ["/news-sitemap.xml", XML, 3],
  ["/robots.txt", TEXT, 0],
  ["/llms.txt", TEXT, 3],
];

let world = new World();
let isolate = world.isolate();
const text = async (path: string): Promise<string> => (await isolate.get(path)).text();
const locs = (xml: string): string[] =>
  [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = ""]) => url.replace(ORIGIN, ""));

/** Every URL of every part that the index names. */
async function listed(): Promise<string[]> {
  const parts = await Promise.all(locs(await text("/sitemap.xml")).map(text));
  return parts.flatMap(locs);
}

beforeAll(() => seed());
beforeEach(() => {
  world = new World();
  isolate = world.isolate();
  // The cause of a failure goes to the log, and only there.
  vi.spyOn(console, "error").mockImplementation(() => {});
});

describe.each(FILES)("%s", (path, type, most) => {
  it("has a type, a validator and the policies of what is no page", async () => {
    const response = await isolate.get(path);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": type,
      "x-robots-tag": "noindex",
      "x-content-type-options": "nosniff",
      "access-control-allow-origin": "*",
      etag: expect.stringMatching(/^"[\w-]{22}"$/),
    });
    if (path !== "/news-sitemap.xml") expect(response.headers.get("cache-control")).toBe(CHANGEABLE);
    for (const header of ["vary", "content-language"]) expect(response.headers.has(header)).toBe(false);
    const condition = { headers: { "if-none-match": response.headers.get("etag") ?? "" } };
    const unchanged = await isolate.get(`${path}?x=y`, condition);
    expect([unchanged.status, await unchanged.text()]).toEqual([304, ""]);
    const head = await isolate.get(path, { method: "HEAD" });
    expect([head.status, await head.text(), head.headers.get("etag")]).toEqual([
      200,
      "",
      response.headers.get("etag"),
    ]);
    expect((await isolate.get(path, { method: "POST" })).status).toBe(405);
  });

  it("is redirected to from every other spelling", async () => {
    for (const other of [path.toUpperCase(), `${path}/`, path.replace(".", "%2e")]) {
      const { status, headers } = await isolate.get(other);
      expect([other, status, headers.get("location")]).toEqual([other, 308, path]);
    }
  });

  it(`takes at most ${most} reads, and none when warm`, async () => {
    await isolate.get("/healthz");
    world.takeReads();
    expect((await isolate.get(path)).status).toBe(200);
    expect(world.takeReads().length).toBeLessThanOrEqual(most);
    expect((await isolate.get(path)).status).toBe(200);
    expect((await isolate.get(path, { headers: { "if-none-match": "*" } })).status).toBe(304);
    expect(world.takeReads()).toEqual([]);
  });
});

describe("what is no file for crawlers", () => {
  it.each(["/sitemap-99.xml", "/sitemap-0.xml", "/sitemap-01.xml", "/sitemap-x.xml", "/sitemap_index.xml"])(
    "%s is a problem document",
    async (path) => {
      const response = await isolate.get(path);
      expect([response.status, response.headers.get("content-type")]).toEqual([
        404,
        "application/problem+json; charset=utf-8",
      ]);
    },
  );
});

describe("the sitemap", () => {
  it("lists every article in every language that it really is in, once, and the pages of lists", async () => {
    const urls = await listed();
    const expected: string[] = locales.flatMap((locale) => [`/${locale}`, `/docs/${locale}`]);
    for (const locale of locales) {
      for (const kind of ["sections", "authors"]) {
        const { items } = (await (await isolate.get(`/v1/${locale}/${kind}`)).json()) as {
          items: { url: string }[];
        };
        expected.push(...items.map(({ url }) => url.replace(ORIGIN, "")));
      }
      let cursor = "";
      do {
        const path = `/v1/${locale}/articles?limit=100&fallback=none${cursor && `&cursor=${cursor}`}`;
        const page = (await (await isolate.get(path)).json()) as {
          items: { url: string }[];
          nextCursor?: string;
        };
        expected.push(...page.items.map(({ url }) => url.replace(ORIGIN, "")));
        cursor = page.nextCursor ?? "";
      } while (cursor);
    }
    expect(urls.toSorted()).toEqual(expected.toSorted());
    expect(urls).not.toContain("/uk/articles/half-drafted-en");
  });

  it("has for each page the alternates that the page has, and when it last changed in substance", async () => {
    const parts = await Promise.all(locs(await text("/sitemap.xml")).map(text));
    const entries = parts.flatMap((part) => part.match(/<url>.*?<\/url>/g) ?? []);
    const links = (from: string, element: string) =>
      [
        ...from.matchAll(new RegExp(`<${element} rel="alternate" hreflang="([^"]+)" href="([^"]+)"/?>`, "g")),
      ].map(([, language, url]) => [language, url]);
    for (const path of [
      "/en/articles/renamed-en",
      "/uk/articles/renamed-uk",
      "/en/articles/corrected-en",
      "/uk",
      "/en/sections/background",
    ]) {
      const entry = entries.find((each) => each.includes(`<loc>${ORIGIN}${path}</loc>`)) ?? "";
      const page = await text(path);
      expect([path, links(entry, "xhtml:link").length]).not.toEqual([path, 0]);
      expect([path, links(entry, "xhtml:link")]).toEqual([path, links(page, "link")]);
      const modified = /<meta property="article:modified_time" content="([^"]+)">/.exec(page)?.[1];
      expect(/<lastmod>([^<]+)<\/lastmod>/.exec(entry)?.[1]).toBe(modified);
    }
  });

  it("keeps the addresses of its parts over a publish: what a crawler read before is there still", async () => {
    const before = locs(await text("/sitemap.xml"));
    const etags = await Promise.all(
      before.map(async (part) => (await isolate.get(part)).headers.get("etag")),
    );
    const urls = await listed();
    expect(before.length).toBeGreaterThan(2);
    await publish("edited");
    await publish("removed");
    world.now += 121_000;
    for (const part of before) expect([part, (await isolate.get(part)).status]).toEqual([part, 200]);
    // The newest leaf is the one that changed, and it is the last part.
    const after = await Promise.all(
      before.map(async (part) => (await isolate.get(part)).headers.get("etag")),
    );
    expect(after.map((etag, i) => etag === etags[i])).toEqual(before.map((_, i) => i < before.length - 1));
    expect(urls).toContain("/en/articles/corrected-en");
    expect(await listed()).not.toContain("/en/articles/corrected-en");
    await seed();
  });
});

describe("the news sitemap", () => {
  const HOUR = 3_600_000;
  /** Articles of the own content are from 28 June 06:30, 29 June 09:00. */
  const at = (time: string) => {
    world.now = Date.parse(time);
    return isolate.get("/news-sitemap.xml");
  };

  it("has what was published in the last two days, in every language that it is in", async () => {
    const xml = await (await at("2025-06-29T12:00:00Z")).text();
    expect(locs(xml).map((url) => url.replace(/articles\/(.{10}).*/, "$1"))).toEqual([
      "/en/ukraine-mo",
      "/uk/ukraina-ho",
      "/en/lithuania-",
    ]);
    expect(xml).toContain(
      "<news:news><news:publication><news:name>Вісник</news:name><news:language>uk</news:language></news:publication><news:publication_date>2025-06-29T09:00:00Z</news:publication_date><news:title>Україна готується вийти",
    );
  });

  it("ages with the hour, without a publish and in an isolate that has answered before", async () => {
    const [first, later] = [await at("2025-06-30T05:10:00Z"), await at("2025-06-30T05:59:59Z")];
    expect(later.headers.get("etag")).toBe(first.headers.get("etag"));
    expect(locs(await first.text())).toHaveLength(3);
    // What is two days old at 06:30 is not there from 06:00 on: at no moment is it older than that.
    const next = await at("2025-06-30T06:00:00Z");
    expect(next.headers.get("etag")).not.toBe(first.headers.get("etag"));
    expect(locs(await next.text())).toHaveLength(2);
    const old = await at("2025-07-02T00:00:00Z");
    expect([old.status, locs(await old.text())]).toEqual([200, []]);
  });

  it("is kept by nobody for longer than the hour", async () => {
    const control = async (time: string) => (await at(time)).headers.get("cache-control");
    expect(await control("2025-06-30T05:00:00Z")).toBe(
      "public, max-age=60, stale-while-revalidate=600, stale-if-error=3540",
    );
    expect(await control("2025-06-30T05:55:00Z")).toBe(
      "public, max-age=60, stale-while-revalidate=240, stale-if-error=240",
    );
    expect(await control("2025-06-30T05:59:50Z")).toBe(
      "public, max-age=10, stale-while-revalidate=0, stale-if-error=0",
    );
    expect(await control("2025-06-30T05:59:59.900Z")).toMatch(/^public, max-age=0,/);
  });

  it("ends sooner where the timeline moves on sooner", async () => {
    await seed("scheduled");
    world.now = NOW + 50 * 60_000;
    const { headers } = await isolate.get("/news-sitemap.xml");
    expect(headers.get("cache-control")).toBe(
      "public, max-age=60, stale-while-revalidate=540, stale-if-error=540",
    );
    world.now = NOW - HOUR;
    expect((await isolate.get("/news-sitemap.xml")).headers.get("cache-control")).toContain(
      "stale-if-error=3540",
    );
    await seed();
  });
});

describe("robots.txt", () => {
  it("lets everybody in, and names the sitemaps", async () => {
    expect(await text("/robots.txt")).toBe(
      `User-agent: *\nAllow: /\n\nSitemap: ${ORIGIN}/sitemap.xml\nSitemap: ${ORIGIN}/news-sitemap.xml\n`,
    );
  });
});

afterAll(() => seed());
