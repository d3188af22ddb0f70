import { beforeEach, describe, expect, it } from "vitest";
import { type Article, ArticleSchema } from "../../src/article/article.ts";
import { ENGLISH_ONLY } from "../support/own-slugs.ts";
import { publish, seed, World } from "../support/world.ts";

const EDITED = "/v1/en/articles/renamed-en";
const IMMUTABLE = "public, max-age=31536000, immutable";

beforeEach(() => seed());

const read = async (response: Response): Promise<Article> => ArticleSchema.parse(await response.json());

/** The revision that an isolate gives, and the answer to asking for it. */
async function current(isolate: { get(path: string): Promise<Response> }, path: string): Promise<string> {
  return (await read(await isolate.get(path))).revision;
}

describe("a revision of an article", () => {
  it("is what the article is now, under a URL that is for good", async () => {
    const isolate = new World().isolate();
    const now = await isolate.get(EDITED);
    const body = await now.text();
    const { revision } = JSON.parse(body);
    const response = await isolate.get(`${EDITED}?revision=${revision}`);
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, IMMUTABLE]);
    expect(response.headers.get("etag")).toBe(now.headers.get("etag"));
    expect(await response.text()).toBe(body);
    const again = await isolate.get(`${EDITED}?revision=${revision}`, {
      headers: { "if-none-match": response.headers.get("etag") ?? "" },
    });
    expect([again.status, again.headers.get("cache-control")]).toEqual([304, IMMUTABLE]);
  });

  it("stays when the article is edited, in two reads, and is still asked for by its former slugs", async () => {
    const world = new World();
    const isolate = world.isolate();
    const before = await (await isolate.get(EDITED)).text();
    const { revision } = JSON.parse(before);
    await publish("edited");
    world.now += 121_000;
    expect(await current(isolate, EDITED)).not.toBe(revision);
    const fresh = world.isolate();
    await fresh.get("/healthz");
    world.edge.calls.length = 0;
    world.takeReads();
    const response = await fresh.get(`${EDITED}?revision=${revision}`);
    expect(world.takeReads().length).toBeLessThanOrEqual(2);
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, IMMUTABLE]);
    expect(await response.text()).toBe(before);
    const moved = await isolate.get(`/v1/en/articles/renamed-before?revision=${revision}`);
    expect([moved.status, moved.headers.get("location")]).toEqual([308, `${EDITED}?revision=${revision}`]);
  });

  it("is none, for a minute, if it is not kept, malformed or another locale's", async () => {
    const isolate = new World().isolate();
    const other = await current(isolate, "/v1/uk/articles/renamed-uk");
    for (const revision of [
      "A".repeat(22),
      other,
      "",
      "x",
      `${other}x`,
      "__proto__",
      "%00",
      "../../pointer",
    ]) {
      const response = await isolate.get(`${EDITED}?revision=${revision}`);
      expect([revision, response.status]).toEqual([revision, 404]);
      expect(response.headers.get("cache-control")).toBe("public, max-age=60");
      expect(await response.json()).toMatchObject({ code: "revision_not_found" });
    }
    const twice = await isolate.get(`${EDITED}?revision=${other}&revision=${other}`);
    expect(twice.status).toBe(400);
  });

  it("of a fallback says its language, and is none where fallbacks are not wanted", async () => {
    const isolate = new World().isolate();
    const path = `/v1/uk/articles/${ENGLISH_ONLY}`;
    const revision = await current(isolate, path);
    const response = await isolate.get(`${path}?revision=${revision}`);
    expect([response.status, response.headers.get("content-language")]).toEqual([200, "en"]);
    expect((await isolate.get(`${path}?fallback=none&revision=${revision}`)).status).toBe(404);
  });

  it("is gone with its article, and not served to who comes back for it", async () => {
    const world = new World();
    const isolate = world.isolate();
    const path = "/v1/en/articles/corrected-en";
    const url = `${path}?revision=${await current(isolate, path)}`;
    expect((await isolate.get(url)).status).toBe(200);
    await publish("edited");
    await publish("removed");
    world.now += 121_000;
    for (const each of [isolate, world.isolate()]) {
      const response = await each.get(url);
      expect([response.status, response.headers.get("cache-control")]).toEqual([404, "public, max-age=60"]);
    }
    const retracted = await isolate.get(`/v1/en/articles/retracted-en?revision=${"A".repeat(22)}`);
    expect(retracted.status).toBe(410);
    expect(await retracted.json()).toMatchObject({ code: "article_retracted" });
  });

  it("is a matter of the API with the locale in its path: everywhere else the parameter means nothing", async () => {
    const isolate = new World().isolate();
    for (const path of [
      "/v1/articles/renamed-en",
      "/en/articles/renamed-en",
      "/embed/en/articles/renamed-en",
    ]) {
      const [plain, asked] = [await isolate.get(path), await isolate.get(`${path}?revision=x`)];
      expect([asked.status, asked.headers.get("etag")]).toEqual([200, plain.headers.get("etag")]);
      expect(asked.headers.get("cache-control")).not.toContain("immutable");
    }
  });
});
