import { beforeAll, describe, expect, it } from "vitest";
import { DirectorySchema, type Image, type List, ListSchema } from "../../src/article/article.ts";
import { ORIGIN, publish, seed, World } from "../support/world.ts";

const world = new World();
const isolate = world.isolate();
const list = async (path: string): Promise<List> => ListSchema.parse(await (await isolate.get(path)).json());

/** Follows nextCursor to the end. */
async function pages(path: string): Promise<List[]> {
  const all: List[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await list(cursor ? `${path}&cursor=${cursor}` : path);
    all.push(page);
    if (!page.nextCursor) return all;
    cursor = page.nextCursor;
  }
}

beforeAll(() => seed());

describe("the list of articles", () => {
  it("is newest first, 20 at a time, with an exact total", async () => {
    const page = await list("/v1/en/articles");
    expect(page.items).toHaveLength(20);
    expect(page.items[0]?.id).toBe("landmine-treaty-exit");
    expect(page.items.map(({ datePublished }) => datePublished)).toEqual(
      page.items
        .map(({ datePublished }) => datePublished)
        .sort()
        .reverse(),
    );
    const everything = (await pages("/v1/en/articles?limit=100")).flatMap(({ items }) => items);
    expect(everything).toHaveLength(page.total);
  });

  it.each([1, 7, 64, 100])("gives every article once, in one order, %i at a time", async (limit) => {
    const items = (await pages(`/v1/uk/articles?section=background&limit=${limit}`)).flatMap(
      (page) => page.items,
    );
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    const [first] = await pages("/v1/uk/articles?section=background&limit=100");
    expect(items).toHaveLength(first?.total ?? 0);
    const keys = items.map(({ datePublished, id }) => [datePublished, id] as const);
    const sorted = [...keys].sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? 1 : -1));
    expect(keys).toEqual(sorted);
  });

  it("holds what an article's head holds, field for field", async () => {
    const [item] = (await list("/v1/uk/articles?limit=1")).items;
    const response = await isolate.get(new URL(item?.links.self ?? "").pathname);
    const article = (await response.json()) as Record<string, unknown>;
    // But for the picture's variants: an app asks for the article before it shows it large.
    const { variants, ...image } = article.image as Image;
    expect(variants).toHaveLength(9);
    article.image = image;
    for (const [field, value] of Object.entries(item ?? {}))
      expect([field, article[field]]).toEqual([field, value]);
  });

  it("counts by section and by author", async () => {
    const { total } = await list("/v1/en/articles");
    expect((await list("/v1/en/articles?author=newsroom")).total).toBe(total);
    const sections = await Promise.all(
      ["latest-news", "background"].map((section) => list(`/v1/en/articles?section=${section}`)),
    );
    expect(sections.reduce((sum, section) => sum + section.total, 0)).toBe(total);
  });

  it("shows fallbacks with fallback, and leaves them out without, with exact totals", async () => {
    const chain = (await pages("/v1/uk/articles?limit=100")).flatMap(({ items }) => items);
    const native = await pages("/v1/uk/articles?limit=100&fallback=none");
    expect(chain.some(({ isFallback }) => isFallback)).toBe(true);
    const own = chain.filter(({ isFallback }) => !isFallback).map(({ id }) => id);
    expect(native.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(own);
    expect(native.map(({ total }) => total)).toEqual(native.map(() => own.length));
  });

  it("leaves out drafts, retracted articles and what the locale does not have", async () => {
    const ids = (await pages("/v1/en/articles?limit=100")).flatMap(({ items }) => items.map(({ id }) => id));
    for (const id of ["drafted", "retracted", "cyrillic-slug"]) expect(ids).not.toContain(id);
    expect(ids).toContain("half-drafted");
  });

  it("is negotiated without a locale, and says where it lives", async () => {
    const response = await isolate.get("/v1/articles?limit=2&x=y&section=background", {
      headers: { "accept-language": "uk" },
    });
    expect(response.headers.get("content-language")).toBe("uk");
    expect(response.headers.get("content-location")).toBe("/v1/uk/articles?section=background&limit=2");
    const explicit = await isolate.get("/v1/uk/articles?section=background&limit=2");
    expect(await response.text()).toBe(await explicit.text());
  });
});

describe("articles by ids", () => {
  it("come in the order asked for, once each, without what is not there", async () => {
    const page = await list(
      "/v1/uk/articles?ids=neighbours-withdrawal,nothing,retracted,landmine-treaty-exit,neighbours-withdrawal",
    );
    expect(page.items.map(({ id }) => id)).toEqual(["neighbours-withdrawal", "landmine-treaty-exit"]);
    expect(page.total).toBe(2);
  });

  it("are the same items as in the list", async () => {
    const { items } = await list("/v1/uk/articles?limit=3");
    const byIds = await list(`/v1/uk/articles?ids=${items.map(({ id }) => id).join(",")}`);
    expect(byIds.items).toEqual(items);
  });

  it("may be named again and again: 20 different ones count", async () => {
    const ids = Array.from({ length: 60 }, (_, i) => `archive-${i % 20}`);
    expect((await list(`/v1/uk/articles?ids=${ids.join(",")}`)).items).toHaveLength(20);
  });

  it("leave out fallbacks with fallback=none", async () => {
    expect((await list("/v1/uk/articles?ids=neighbours-withdrawal&fallback=none")).items).toEqual([]);
  });
});

describe("the sections and the authors", () => {
  const directory = async (path: string) => DirectorySchema.parse(await (await isolate.get(path)).json());

  it("are named in the locale, each with as many articles as its list has", async () => {
    for (const [path, parameter, name] of [
      ["/v1/uk/sections", "section", "Останні новини"],
      ["/v1/en/sections", "section", "Latest news"],
      ["/v1/uk/authors", "author", "Редакція"],
      ["/v1/en/authors", "author", "Newsroom"],
    ] as const) {
      const { items, total } = await directory(path);
      expect(items).toHaveLength(total);
      expect(items.map((item) => item.name)).toContain(name);
      for (const { id, url, api, articleCount } of items) {
        expect(articleCount).toBeGreaterThan(0);
        expect((await list(api.slice(ORIGIN.length))).total).toBe(articleCount);
        expect(new URL(api).searchParams.get(parameter)).toBe(id);
        expect((await isolate.get(url.slice(ORIGIN.length))).status).toBe(200);
      }
    }
  });

  it("keep their validator over a publish that leaves the numbers as they are", async () => {
    const later = new World();
    const reader = later.isolate();
    const etag = async (path: string) => (await reader.get(path)).headers.get("etag");
    const before = await etag("/v1/en/sections");
    await publish("edited");
    later.now += 121_000;
    expect(((await (await reader.get("/healthz")).json()) as { sequence: number }).sequence).toBe(2);
    expect(await etag("/v1/en/sections")).toBe(before);
    await publish("removed");
    later.now += 121_000;
    expect(await etag("/v1/en/sections")).not.toBe(before);
    await seed();
  });
});

describe("a bad parameter", () => {
  const tooMany = Array.from({ length: 21 }, (_, i) => `a${i}`).join(",");
  it.each([
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["limit=1e9", "limit"],
    ["limit=1000000000", "limit"],
    ["limit=-1", "limit"],
    ["limit=", "limit"],
    ["limit=1.5", "limit"],
    ["limit=5&limit=6", "limit"],
    ["section=nothing", "section"],
    ["section=", "section"],
    ["section=__proto__", "section"],
    ["section=constructor", "section"],
    ["author=nobody", "author"],
    ["section=background&author=newsroom", "section"],
    ["fallback=yes", "fallback"],
    ["ids=", "ids"],
    ["ids=@x", "ids"],
    [`ids=${tooMany}`, "ids"],
    [`ids=${"a,".repeat(40)}b,B`, "ids"],
    ["ids=a&limit=1", "ids"],
  ])("is a 400 that names it: %s", async (query, parameter) => {
    const response = await isolate.get(`/v1/uk/articles?${query}`);
    expect(response.status).toBe(400);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toMatchObject({
      code: "invalid_parameter",
      parameter,
      detail: expect.stringContaining(parameter),
    });
  });

  it("is a cursor of another list, or none at all", async () => {
    const { nextCursor } = await list("/v1/uk/articles?section=background&limit=1");
    for (const path of [
      `/v1/uk/articles?cursor=${nextCursor}`,
      `/v1/uk/articles?author=newsroom&cursor=${nextCursor}`,
      `/v1/uk/articles?section=background&cursor=${nextCursor}x`,
      "/v1/uk/articles?cursor=",
      "/v1/uk/articles?cursor=%00",
      `/v1/uk/articles?cursor=${"A".repeat(2000)}`,
    ]) {
      const response = await isolate.get(path);
      expect([path.slice(0, 80), response.status]).toEqual([path.slice(0, 80), 400]);
      expect(await response.json()).toMatchObject({ code: "invalid_cursor" });
    }
  });

  it("leaves the cursor valid in another locale and with another limit", async () => {
    const { nextCursor } = await list("/v1/uk/articles?section=background&limit=1");
    const [a] = (await list(`/v1/en/articles?section=background&limit=100&cursor=${nextCursor}`)).items;
    const [, b] = (await list("/v1/en/articles?section=background")).items;
    expect(a).toEqual(b);
  });
});
