import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { publish, seed, World } from "../support/world.ts";

const EDITED = "/v1/en/articles/renamed-en";
const UNTOUCHED = "/v1/en/articles/half-drafted-en";
const CHANGEABLE = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400";

beforeEach(async () => {
  // The cause of a failure goes to the log, and only there.
  vi.spyOn(console, "error").mockImplementation(() => {});
  await seed();
});

describe("the memory of an isolate", () => {
  it("answers what it has answered before, and says so", async () => {
    const isolate = new World().isolate();
    const [first, second] = [await isolate.get(EDITED), await isolate.get(EDITED)];
    expect(first.headers.get("cache-status")).toBe("Visnyk; fwd=miss; stored");
    expect(second.headers.get("cache-status")).toBe("Visnyk; hit");
    expect(await second.text()).toBe(await first.text());
    const drop = ({ headers }: Response) =>
      Object.fromEntries([...headers].filter(([name]) => name !== "cache-status"));
    expect(drop(second)).toEqual(drop(first));
  });

  it("states the current time, also when it remembers the answer", async () => {
    const world = new World();
    const isolate = world.isolate();
    for (let i = 0; i < 3; i++) {
      world.now += 7_000;
      expect(Date.parse((await isolate.get(EDITED)).headers.get("date") ?? "")).toBe(world.now);
    }
  });

  it("serves the other spelling of a remembered URL as a redirect still", async () => {
    const isolate = new World().isolate();
    await isolate.get(EDITED);
    expect((await isolate.get(EDITED.toUpperCase())).status).toBe(308);
    expect((await isolate.get(`${EDITED}?utm_source=x`)).status).toBe(200);
    expect((await isolate.get(`${EDITED}?fallback=x`)).status).toBe(400);
  });
});

describe("the number of KV reads", () => {
  it("is what the contract allows: hot 0, warm 2, redirects and errors 1, cold 2 more", async () => {
    const world = new World();
    const isolate = world.isolate();
    const reads = async (path: string, init?: RequestInit) => {
      await (await isolate.get(path, init)).arrayBuffer();
      return world.takeReads().map((key) => key.split("/")[0]);
    };
    expect(await reads(EDITED)).toEqual(["pointer", "object", "object", "object"]);
    expect(await reads(EDITED)).toEqual([]);
    // Its shards are known now; another article's are not for certain.
    expect((await reads(UNTOUCHED)).length).toBeLessThanOrEqual(2);
    expect(await reads(UNTOUCHED)).toEqual([]);
    for (const path of [
      "/v1/en/articles/nothing",
      "/v1/en/articles/retracted-en",
      "/v1/en/articles/renamed-before",
    ]) {
      expect((await reads(path)).length).toBeLessThanOrEqual(1);
      expect(await reads(path)).toEqual([]);
    }
    expect((await reads("/v1/en/articles?limit=100")).length).toBeLessThanOrEqual(4);
    expect(await reads("/v1/en/articles?limit=100")).toEqual([]);
    expect(await reads("/healthz")).toEqual([]);
  });

  it("is 1 for a 304, a redirect, a 404 and a 410 of an isolate that knows the release only", async () => {
    for (const [path, init] of [
      [EDITED, { headers: { "if-none-match": "*" } }],
      ["/v1/en/articles/renamed-before", {}],
      ["/v1/en/articles/nothing", {}],
      ["/v1/en/articles/retracted-en", {}],
      ["/v1/en/by-id/renamed", {}],
    ] as [string, RequestInit][]) {
      const world = new World();
      const isolate = world.isolate();
      await isolate.get("/healthz");
      world.takeReads();
      await isolate.get(path, init);
      expect([path, world.takeReads().length]).toEqual([path, 1]);
    }
  });

  it("is two bulk reads for 20 ids, however many shards they are in", async () => {
    const world = new World();
    const isolate = world.isolate();
    await isolate.get("/healthz");
    world.takeReads();
    const ids = Array.from({ length: 20 }, (_, i) => `archive-${i}`);
    const { items } = (await (await isolate.get(`/v1/uk/articles?ids=${ids.join(",")}`)).json()) as {
      items: { id: string }[];
    };
    expect(items.map(({ id }) => id)).toEqual(ids);
    const reads = world.takeReads();
    expect(reads).toHaveLength(2);
    expect(reads[0]?.split("+").length).toBeGreaterThan(1);
    expect(reads[1]?.split("+")).toHaveLength(20);
  });

  it("is one a key at a time: a crowd at a cold isolate costs what one reader costs", async () => {
    const world = new World();
    const isolate = world.isolate();
    const crowd = await Promise.all(Array.from({ length: 50 }, () => isolate.get(EDITED)));
    expect(crowd.map(({ status }) => status)).toEqual(crowd.map(() => 200));
    expect(world.takeReads()).toHaveLength(4);
  });
});

describe("behind the edge cache", () => {
  it("a second isolate's first request does not run the renderer", async () => {
    const world = new World();
    const [a, b] = [world.isolate(), world.isolate()];
    const text = await (await a.get(EDITED)).text();
    expect(world.edge.calls).toHaveLength(1);
    expect(await (await b.get(EDITED)).text()).toBe(text);
    expect(world.edge.calls).toHaveLength(1);
  });

  it("the explicit and the negotiated URL share one representation", async () => {
    const world = new World();
    await world.isolate().get("/v1/articles/renamed-en", { headers: { "accept-language": "en" } });
    await world.isolate().get(EDITED);
    expect(world.edge.calls).toHaveLength(1);
  });

  it("inner headers never get out", async () => {
    const world = new World();
    await world.isolate().get(EDITED);
    world.now += 3_600_000;
    for (const path of [EDITED, "/v1/articles/renamed-en"]) {
      const { headers } = await world.isolate().get(path);
      expect(headers.has("age")).toBe(false);
      expect(headers.has("cf-cache-status")).toBe(false);
      expect(headers.get("cache-control")).toBe(CHANGEABLE);
    }
  });

  it("a publish changes only the changed article's address, and nothing stale survives it", async () => {
    const world = new World();
    const isolate = world.isolate();
    const body = async (path: string) => (await isolate.get(path)).text();
    const etag = async (path: string) => (await isolate.get(path)).headers.get("etag");
    const lists = ["/v1/en/articles?section=background", "/v1/en/articles?section=latest-news"] as const;
    const before = [await body(EDITED), await body(UNTOUCHED), await body(lists[0]), await body(lists[1])];
    const tags = await Promise.all([EDITED, UNTOUCHED, ...lists].map(etag));

    await publish("edited");
    world.now += 121_000;
    world.edge.calls.length = 0;
    const after = [await body(EDITED), await body(UNTOUCHED), await body(lists[0]), await body(lists[1])];
    expect(after[0]).not.toBe(before[0]);
    expect(after[0]).toContain("Another paragraph.");
    expect(after[1]).toBe(before[1]);
    expect(after[2]).toBe(before[2]);
    expect(after[3]).not.toBe(before[3]);
    expect(
      (await Promise.all([EDITED, UNTOUCHED, ...lists].map(etag))).map((tag, i) => tag === tags[i]),
    ).toEqual([false, true, true, false]);
    // Of the four, the renderer ran for the two that changed.
    expect(world.edge.calls).toHaveLength(2);
  });

  it("a failure of the renderer is not kept", async () => {
    const world = new World();
    const isolate = world.isolate();
    const { kv } = world;
    await isolate.get("/healthz");
    await isolate.get("/v1/en/articles/nothing");
    world.kv = async () => {
      throw new Error("KV is down");
    };
    const down = await isolate.get(EDITED);
    expect(down.status).toBe(503);
    expect(down.headers.get("cache-control")).toBe("no-store");
    expect(Number(down.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(world.edge.keys).toEqual([]);
    world.kv = kv;
    expect((await isolate.get(EDITED)).status).toBe(200);
  });
});

describe("what clients may keep", () => {
  it("is a minute for what can change, with stale serving, and a year for what cannot", async () => {
    const isolate = new World().isolate();
    for (const path of [EDITED, "/v1/en/articles", "/v1/articles", "/problems/not_found"]) {
      expect((await isolate.get(path)).headers.get("cache-control")).toBe(CHANGEABLE);
    }
    const article = (await (await isolate.get("/v1/en/articles/corrected-en")).json()) as {
      image: { url: string };
    };
    const media = await isolate.get(new URL(article.image.url).pathname);
    expect(media.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect((await isolate.get("/healthz")).headers.get("cache-control")).toBe("no-store");
  });
});

describe("how fresh the pointer is", () => {
  const sequence = async (isolate: { get(path: string): Promise<Response> }) =>
    ((await (await isolate.get("/healthz")).json()) as { sequence: number }).sequence;

  it("under 30 s it is used as it is", async () => {
    const world = new World();
    const isolate = world.isolate();
    await sequence(isolate);
    await publish("edited");
    world.now += 29_000;
    world.takeReads();
    expect(await sequence(isolate)).toBe(1);
    expect(world.takeReads()).toEqual([]);
  });

  it("up to 120 s it is used, and read again behind the answer", async () => {
    const world = new World();
    const isolate = world.isolate();
    await sequence(isolate);
    await publish("edited");
    world.now += 31_000;
    expect(await sequence(isolate)).toBe(1);
    await world.settle();
    expect(await sequence(isolate)).toBe(2);
  });

  it("in development it is read again for every request, and nowhere else", async () => {
    const world = new World();
    world.pointerMaxAge = 0;
    const isolate = world.isolate();
    // What failed a moment ago is no reason to wait, either, once it does not.
    const { kv } = world;
    vi.spyOn(console, "error").mockImplementation(() => {});
    world.kv = () => Promise.reject(new Error("KV is down"));
    expect((await isolate.get(EDITED)).status).toBe(503);
    world.kv = kv;
    expect(await sequence(isolate)).toBe(1);
    await publish("edited");
    world.now += 1;
    expect(await sequence(isolate)).toBe(2);
    // What wrangler.toml deploys does not say so.
    expect(env).not.toHaveProperty("POINTER_MAX_AGE");
  });

  it("once it is read, no remembered answer of the release before survives", async () => {
    const world = new World();
    const isolate = world.isolate();
    await isolate.get(EDITED);
    await isolate.get(EDITED);
    await publish("edited");
    world.now += 31_000;
    expect(await (await isolate.get(EDITED)).text()).not.toContain("Another paragraph.");
    await world.settle();
    expect(await (await isolate.get(EDITED)).text()).toContain("Another paragraph.");
  });

  it("older than that, a read is waited for", async () => {
    const world = new World();
    const isolate = world.isolate();
    await sequence(isolate);
    await publish("edited");
    world.now += 121_000;
    expect(await sequence(isolate)).toBe(2);
  });

  it("older than that, nobody who comes meanwhile is answered without it", async () => {
    const world = new World();
    const isolate = world.isolate();
    await sequence(isolate);
    await publish("edited");
    world.now += 121_000;
    const crowd = Array.from({ length: 10 }, () => sequence(isolate));
    expect(await Promise.all(crowd)).toEqual(crowd.map(() => 2));
  });

  it("never goes back: where KV still has the older one, the newer stays", async () => {
    const world = new World();
    const isolate = world.isolate();
    const { kv } = world;
    const old = await env.KV.get("pointer", "arrayBuffer");
    await publish("edited");
    expect(await sequence(isolate)).toBe(2);
    world.kv = async (key, options) =>
      key === "pointer" ? { value: old, metadata: null } : kv(key, options);
    world.now += 121_000;
    expect(await sequence(isolate)).toBe(2);
  });
});
