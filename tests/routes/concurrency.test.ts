// Crowds on a cold isolate, and a KV that hangs: one read a key, one rendering a key, and nobody waits twice.
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { count } from "../support/counts.ts";
import { type Isolate, seed, World } from "../support/world.ts";

beforeAll(() => seed());
beforeEach(() => {
  // The cause of a failure goes to the log, and only there.
  vi.spyOn(console, "error").mockImplementation(() => {});
});

const CROWD = count(5000, 200);

/** The renderer is an isolate of its own: it reads the release as well, for the names of the site. */
const expectOnce = (reads: readonly string[]) => {
  const again = reads.filter((key, i) => reads.indexOf(key) !== i);
  expect(again.length).toBeLessThanOrEqual(1);
};

describe("a crowd that comes to a cold isolate at once", () => {
  it.each([
    "/v1/en/articles/renamed-en",
    "/en/articles/renamed-en",
    "/embed/en/articles/renamed-en",
    "/v1/en/articles?section=background",
    "/v1/en/articles?ids=archive-1,archive-2,archive-3,archive-4",
    "/en/feed.atom",
    "/en/sections/background/feed.json",
    "/v1/en/sync",
    "/v1/en/offline",
    "/sitemap-1.xml",
    "/news-sitemap.xml",
    "/en",
  ])("has one read a key, and one rendering: %s", async (path) => {
    const world = new World();
    const rendered = vi.spyOn(world.edge, "fetch");
    const isolate = world.isolate();
    const answers = await Promise.all(Array.from({ length: CROWD }, () => isolate.get(path)));
    const bodies = new Set(await Promise.all(answers.map((each) => each.text())));
    expect([...new Set(answers.map(({ status }) => status)), bodies.size]).toEqual([200, 1]);
    const reads = world.takeReads().flatMap((keys) => keys.split("+"));
    expect(reads.length).toBeGreaterThan(2);
    expectOnce(reads);
    expect(rendered).toHaveBeenCalledTimes(1);
  });

  it("has no part of it read twice by feeds that share articles", async () => {
    const world = new World();
    const isolate = world.isolate();
    const paths = ["/en/feed.atom", "/en/feed.rss", "/en/feed.json"];
    const answers = await Promise.all(paths.map((path) => isolate.get(path)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expectOnce(world.takeReads().flatMap((keys) => keys.split("+")));
  });
});

describe("a KV that hangs", () => {
  const PATH = "/v1/en/articles/renamed-en";
  const never = () => new Promise<never>(() => {});
  /** A read that hangs is given up after 2.5 s: an answer that does not wait for it comes before that. */
  const answered = (isolate: Isolate) =>
    Promise.race([
      isolate.get(PATH).then(({ status }) => status),
      new Promise((resolve) => setTimeout(() => resolve("waits for the read"), 2000)),
    ]);
  const pointers = (world: World) => world.takeReads().filter((key) => key === "pointer").length;

  it("keeps one reader of a warm isolate for a second, and nobody after that", async () => {
    const world = new World();
    const isolate = world.isolate();
    expect((await isolate.get(PATH)).status).toBe(200);
    world.takeReads();
    const works = world.kv;
    world.kv = never;
    world.now += 130_000;
    expect(await answered(isolate)).toBe(200);
    expect(pointers(world)).toBe(1);
    for (let i = 0; i < 10; i++) expect((await isolate.get(PATH)).status).toBe(200);
    world.now += 200_000;
    // One read in five seconds, behind the requests.
    for (let i = 0; i < 10; i++) expect(await answered(isolate)).toBe(200);
    expect(pointers(world)).toBeLessThanOrEqual(1);
    // The hanging read gives up, and the next one succeeds.
    await new Promise((resolve) => setTimeout(resolve, 2600));
    world.kv = works;
    world.now += 6000;
    expect((await isolate.get(PATH)).status).toBe(200);
    expect(pointers(world)).toBe(1);
    await vi.waitFor(async () => {
      world.now += 31_000;
      await isolate.get(PATH);
      expect(pointers(world)).toBe(1);
    });
  });

  it("is a 503 for a cold request whose reads take too long together, though each has an answer", async () => {
    const world = new World();
    const works = world.kv;
    world.kv = async (key, options) => {
      await new Promise((resolve) => setTimeout(resolve, 1200));
      return works(key, options);
    };
    const response = await world.isolate().get(PATH);
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
    expect(await response.json()).toMatchObject({ code: "unavailable" });
  });
});
