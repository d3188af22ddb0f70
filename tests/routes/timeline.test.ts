import { beforeEach, describe, expect, it, vi } from "vitest";
import { usableFor } from "../support/edge-cache.ts";
import { EMBARGO } from "../support/history.ts";
import { publish, seed, World } from "../support/world.ts";

const ARTICLE = "/v1/en/articles/embargoed-en";

beforeEach(() => seed("scheduled"));

describe("a scheduled article", () => {
  it("is nowhere until its time and everywhere at it", async () => {
    const world = new World();
    const isolate = world.isolate();
    const ids = async () => {
      const list = (await (await isolate.get("/v1/en/articles?limit=100")).json()) as {
        items: { id: string }[];
      };
      return list.items.map(({ id }) => id);
    };
    world.now = EMBARGO - 1;
    expect((await isolate.get(ARTICLE)).status).toBe(404);
    expect((await isolate.get("/v1/en/by-id/embargoed")).status).toBe(404);
    expect(await ids()).not.toContain("embargoed");
    world.now = EMBARGO;
    expect((await isolate.get(ARTICLE)).status).toBe(200);
    expect((await isolate.get("/v1/en/by-id/embargoed")).status).toBe(307);
    expect(await ids()).toContain("embargoed");
  });

  it("is not hidden by what clients kept: every lifetime ends at the moment", async () => {
    const world = new World();
    const isolate = world.isolate();
    for (const secondsBefore of [100_000, 700, 660, 300, 60, 59, 10, 1]) {
      world.now = EMBARGO - secondsBefore * 1000;
      for (const path of ["/v1/en/articles", "/v1/en/articles/renamed-en", "/v1/articles", ARTICLE]) {
        const response = await isolate.get(path);
        await response.arrayBuffer();
        expect(usableFor(response)).toBeLessThanOrEqual(secondsBefore);
        const ifError = Number(
          /stale-if-error=(\d+)/.exec(response.headers.get("cache-control") ?? "")?.[1] ?? 0,
        );
        expect(ifError).toBeLessThanOrEqual(secondsBefore);
      }
      for (const path of ["/v1/en/articles/renamed-before"]) {
        expect(usableFor(await isolate.get(path))).toBeLessThanOrEqual(Math.min(300, secondsBefore));
      }
    }
    world.now = EMBARGO - 3_000_000_000;
    expect((await isolate.get("/v1/en/articles")).headers.get("cache-control")).toBe(
      "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400",
    );
  });

  it("leaves other answers as quick as ever: what is remembered counts down to the moment", async () => {
    const world = new World();
    const isolate = world.isolate();
    const path = "/v1/en/articles/renamed-en";
    world.now = EMBARGO - 50_000;
    await (await isolate.get(path)).arrayBuffer();
    world.edge.fetch = () => Promise.reject(new Error("not needed"));
    const key = vi.spyOn(crypto.subtle, "digest");
    for (const seconds of [40, 39, 1]) {
      world.now = EMBARGO - seconds * 1000;
      const { headers } = await isolate.get(path);
      expect([headers.get("cache-status"), usableFor(new Response(null, { headers }))]).toEqual([
        "Visnyk; hit",
        seconds,
      ]);
    }
    // The short way: no URL was resolved and no address hashed.
    expect(key).not.toHaveBeenCalled();
    key.mockRestore();
  });

  it("is not hidden by what an isolate remembered from before it was scheduled", async () => {
    await seed("removed");
    const world = new World();
    const isolate = world.isolate();
    world.now = EMBARGO - 60_000;
    for (let i = 0; i < 2; i++) await (await isolate.get("/v1/en/articles")).arrayBuffer();
    await publish("scheduled");
    world.now += 31_000;
    await (await isolate.get("/v1/en/articles")).arrayBuffer();
    await world.settle();
    expect(usableFor(await isolate.get("/v1/en/articles"))).toBeLessThanOrEqual(29);
  });
});
