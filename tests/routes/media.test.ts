import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Article } from "../../src/article/article.ts";
import { publish, seed, World } from "../support/world.ts";

const world = new World();
const isolate = world.isolate();
let path = "";
/** The picture and all that is made of it: path and media type. */
let files: [path: string, type: string][];

beforeAll(async () => {
  await seed();
  const { image } = (await (await isolate.get("/v1/en/articles/corrected-en")).json()) as Article;
  const pathOf = (url = "") => new URL(url).pathname;
  path = pathOf(image?.url);
  const page = await (await isolate.get("/en/articles/corrected-en")).text();
  const [, card] = /<meta property="og:image" content="([^"]+)">/.exec(page) ?? [];
  files = [image, ...(image?.variants ?? [])].map((each) => [pathOf(each?.url), each?.type ?? ""]);
  files.push([pathOf(card), "image/png"]);
});

beforeEach(() => {
  // The cause of a failure goes to the log, and only there.
  vi.spyOn(console, "error").mockImplementation(() => {});
});

describe("a picture", () => {
  it("is served for good, and an SVG cannot run or load anything", async () => {
    const response = await isolate.get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("image/svg+xml");
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(response.headers.get("content-security-policy")).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    );
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(await response.text()).toMatch(/^<svg/);
  });

  it("comes in every variant that the article names, and so does its card", async () => {
    expect(files.map(([, type]) => type)).toEqual([
      "image/svg+xml",
      ...["avif", "webp", "jpeg"].flatMap((format) => Array(3).fill(`image/${format}`)),
      "image/png",
    ]);
    for (const [file, type] of files) {
      const response = await isolate.get(file);
      expect([file, response.status, response.headers.get("content-type")]).toEqual([file, 200, type]);
      expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
    }
  });

  it("has a validator; Range is ignored", async () => {
    const etag = (await isolate.get(path)).headers.get("etag") as string;
    expect((await isolate.get(path, { headers: { "if-none-match": etag } })).status).toBe(304);
    expect((await isolate.get(path, { headers: { range: "bytes=0-3" } })).status).toBe(200);
  });

  it("costs one KV read", async () => {
    const cold = new World();
    const reader = cold.isolate();
    await reader.get("/healthz");
    cold.takeReads();
    await reader.get(path);
    expect(cold.takeReads()).toEqual([`media/${path.split("/")[2]}`]);
  });

  it("is nothing else by another hash or as another type", async () => {
    const [, , hash, name] = path.split("/") as [string, string, string, string];
    for (const other of [
      `/media/${hash}/corrected.png`,
      `/media/${"A".repeat(22)}/${name}`,
      `/media/${hash.toLowerCase()}/${name}`,
      `/media/${hash}/${name}.exe`,
      `/media/${hash}x/${name}`,
      `/media/${hash}`,
    ]) {
      expect([other, (await isolate.get(other)).status]).toEqual([other, 404]);
    }
    // The name is for people: every article calls a picture by its own id. It is one representation all the same.
    const other = await isolate.get(`/media/${hash}/other.svg`);
    expect(other.headers.get("etag")).toBe((await isolate.get(path)).headers.get("etag"));
    expect((await isolate.get(`/media/${hash}/${name}/`)).headers.get("location")).toBe(path);
  });

  it("is never a false 404: while KV does not have it here yet, try again", async () => {
    const late = new World();
    const { kv } = late;
    late.kv = async (key, options) =>
      key.startsWith("media/") ? { value: null, metadata: null } : kv(key, options);
    const isolate = late.isolate();
    const response = await isolate.get(path);
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBeTruthy();
    // Nor is the miss kept anywhere.
    late.kv = kv;
    expect((await isolate.get(path)).status).toBe(200);
  });

  it("that nobody shows costs a look at the picture and at its article, however the URL was made up", async () => {
    const cold = new World();
    const reader = cold.isolate();
    await reader.get("/healthz");
    cold.takeReads();
    const [, , , name] = path.split("/");
    for (let i = 0; i < 3; i++) await reader.get(`/media/${String(i).repeat(22)}/${name}`);
    // The picture twice (a miss is asked again), and once the shard that knows the article.
    expect(cold.takeReads()).toHaveLength(3 * 2 + 1);
  });

  it("is 410 once its article is gone, with its variants and the card", async () => {
    const before = new World();
    const reader = before.isolate();
    expect((await reader.get(path)).status).toBe(200);
    await publish("edited");
    await publish("removed");
    before.now += 121_000;
    for (const each of [reader, before.isolate()]) {
      for (const [file] of files) {
        const response = await each.get(file);
        expect([file, response.status]).toEqual([file, 410]);
        expect(await response.json()).toMatchObject({ code: "media_withdrawn" });
      }
    }
    expect((await reader.get("/v1/en/articles/corrected-en")).status).toBe(404);
  });
});
