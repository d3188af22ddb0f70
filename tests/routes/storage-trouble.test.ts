import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { publish, seed, World, write, writesOf } from "../support/world.ts";

const ARTICLE = "/v1/en/articles/renamed-en";
const PATHS = [
  ARTICLE,
  "/v1/uk/articles/renamed-uk",
  "/v1/articles/renamed-en",
  "/v1/en/articles?limit=50",
  "/v1/en/articles?ids=renamed,half-drafted",
  "/v1/en/by-id/renamed",
  "/v1/en/articles/renamed-before",
  "/v1/en/articles/retracted-en",
  "/v1/en/articles/nothing",
  "/v1/uk/sync",
  "/v1/uk/offline?limit=5",
  "/healthz",
];

interface Answer {
  status: number;
  text: string;
}

const answer = async (response: Response): Promise<Answer> => ({
  status: response.status,
  text: await response.text(),
});

/** What each path answers while all is well. */
async function wellKnown(): Promise<Map<string, Answer>> {
  const isolate = new World().isolate();
  return new Map(
    await Promise.all(
      PATHS.map(async (path): Promise<[string, Answer]> => [path, await answer(await isolate.get(path))]),
    ),
  );
}

beforeEach(() => {
  // The cause goes to the log, and only there.
  vi.spyOn(console, "error").mockImplementation(() => {});
});

describe("KV in trouble", () => {
  let right: Map<string, Answer>;
  beforeAll(async () => {
    await seed();
    right = await wellKnown();
  });

  type Kv = World["kv"];
  const damaged = (value: ArrayBuffer | null, at: number): ArrayBuffer | null => {
    if (!value) return value;
    const bytes = new Uint8Array(value.slice(0));
    const i = at % bytes.length;
    bytes[i] = (bytes[i] ?? 0) ^ (1 << (at % 8));
    return bytes.buffer;
  };
  const troubles: [string, (kv: Kv, seedNumber: number) => Kv][] = [
    ["throws", () => () => Promise.reject(new Error("KV is down"))],
    ["returns null", () => async () => ({ value: null, metadata: null })],
    [
      "returns flipped bytes",
      (kv, n) => async (key, options) => {
        const { value, metadata } = await kv(key, options);
        return { value: damaged(value, n * 7919 + key.length), metadata };
      },
    ],
    [
      "returns half a value",
      (kv) => async (key, options) => {
        const { value, metadata } = await kv(key, options);
        return { value: value?.slice(0, value.byteLength >> 1) ?? null, metadata };
      },
    ],
  ];

  it.each(troubles)("that %s for everything: the right answer or 503, cold and warm", async (_, trouble) => {
    for (const warmUp of [[], ["/healthz"], [ARTICLE], PATHS]) {
      for (let n = 0; n < 6; n++) {
        const world = new World();
        const isolate = world.isolate();
        for (const path of warmUp) await (await isolate.get(path)).arrayBuffer();
        world.kv = trouble(world.kv, n);
        for (const path of PATHS) {
          const response = await isolate.get(path);
          const retryAfter = response.headers.get("retry-after");
          const cacheControl = response.headers.get("cache-control");
          const found = await answer(response);
          if (found.status === 503) expect([retryAfter, cacheControl]).toEqual(["5", "no-store"]);
          else expect([path, found]).toEqual([path, right.get(path)]);
        }
      }
    }
  });

  it.each(troubles)("that %s for one key only: the same, whichever key it is", async (_, trouble) => {
    const world = new World();
    const reader = world.isolate();
    for (const path of PATHS) await (await reader.get(path)).arrayBuffer();
    for (const bad of new Set(world.takeReads())) {
      const partly = new World();
      const { kv } = partly;
      const broken = trouble(kv, 1);
      partly.kv = (key, options) => (key === bad ? broken : kv)(key, options);
      const isolate = partly.isolate();
      for (const path of PATHS) {
        const found = await answer(await isolate.get(path));
        if (found.status !== 503) expect([bad, path, found]).toEqual([bad, path, right.get(path)]);
      }
    }
  });

  it("that missed a key once is asked again before anybody hears of it", async () => {
    const world = new World();
    const { kv } = world;
    const asked = new Set<string>();
    const ttls = new Map<string, number[]>();
    world.kv = async (key, options) => {
      if (key !== "pointer") ttls.set(key, [...(ttls.get(key) ?? []), options.cacheTtl]);
      const first = !asked.has(key) && key !== "pointer";
      asked.add(key);
      return first ? { value: null, metadata: null } : kv(key, options);
    };
    const response = await world.isolate().get(ARTICLE);
    expect(response.status).toBe(200);
    // Never for long, or KV would remember the miss as long.
    expect([...ttls.values()]).toEqual([...ttls].map(() => [2_592_000, 30]));
    expect(ttls.size).toBe(3);
  });

  it("that hangs does not hold a reader who can be answered from memory", async () => {
    const world = new World();
    const isolate = world.isolate();
    const before = await answer(await isolate.get(ARTICLE));
    world.kv = () => new Promise(() => {});
    world.now += 60_000;
    expect(await answer(await isolate.get(ARTICLE))).toEqual(before);
  });

  it("that hangs for 5 s is a 503 or the right answer, never anything else", {
    timeout: 60_000,
  }, async () => {
    const slow =
      (kv: Kv): Kv =>
      async (key, options) => {
        await new Promise((resolve) => setTimeout(resolve, 5_000));
        return kv(key, options);
      };
    await Promise.all(
      PATHS.map(async (path) => {
        const world = new World();
        world.kv = slow(world.kv);
        const found = await answer(await world.isolate().get(path));
        if (found.status !== 503) expect([path, found]).toEqual([path, right.get(path)]);
      }),
    );
  });

  it("does not take a stale pointer away: what was live is served", async () => {
    const world = new World();
    const isolate = world.isolate();
    for (const path of PATHS) await (await isolate.get(path)).arrayBuffer();
    world.kv = () => Promise.reject(new Error("KV is down"));
    world.now += 10 * 86_400_000;
    for (const path of PATHS)
      expect([path, await answer(await isolate.get(path))]).toEqual([path, right.get(path)]);
    // One failed attempt is enough for a while.
    world.takeReads();
    await isolate.get(ARTICLE);
    expect(world.takeReads()).toEqual([]);
  });
});

describe("a reader who goes away", () => {
  it("takes nothing from those who wait for the same read: it is kept alive", async () => {
    await seed();
    const world = new World();
    const { kv } = world;
    let open: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const begun: string[] = [];
    world.kv = async (key, options) => {
      begun.push(key);
      await gate;
      return kv(key, options);
    };
    const answer = world.isolate().get(ARTICLE);
    await vi.waitFor(() => expect(begun).toEqual(["pointer"]));
    expect(world.pending).toHaveLength(1);
    open();
    expect((await answer).status).toBe(200);
    // Each of the four reads, and the rendering, of which gateway and renderer have one each.
    expect(world.pending).toHaveLength(6);
    await world.settle();
  });
});

describe("a renderer that breaks off", () => {
  it("is a 503, whether it answers nothing or half a body", async () => {
    await seed();
    const world = new World();
    const fetch = world.edge.fetch.bind(world.edge);
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error("gone")) });
    for (const failure of [
      () => Promise.reject(new Error("The script was cancelled")),
      async () => new Response(broken),
    ]) {
      world.edge.fetch = failure;
      const response = await world.isolate().get(ARTICLE);
      expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    }
    world.edge.fetch = fetch;
  });
});

describe("an empty KV", () => {
  it("is a 503 that says to try again, not a 404", async () => {
    await seed();
    const world = new World();
    world.kv = async () => ({ value: null, metadata: null });
    const response = await world.isolate().get(ARTICLE);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: "unavailable" });
  });
});

describe("an object of the live release that KV does not have here yet", () => {
  it("is answered from the release before, but no 404 of that one is believed", async () => {
    await seed();
    const before = await answer(await new World().isolate().get(ARTICLE));
    const stored = new Set(writesOf("first").map(({ key }) => key));
    await publish("edited");
    const world = new World();
    const { kv } = world;
    world.kv = async (key, options) =>
      key === "pointer" || stored.has(key) ? kv(key, options) : { value: null, metadata: null };
    const isolate = world.isolate();
    const stopgap = await isolate.get(ARTICLE);
    // It may be what the live release has withdrawn: nobody keeps it.
    expect(stopgap.headers.get("cache-control")).toBe("no-store");
    expect(await answer(stopgap)).toEqual(before);
    expect((await isolate.get("/v1/en/articles/renamed-before")).headers.get("cache-control")).toBe(
      "no-store",
    );
    expect((await isolate.get("/v1/en/articles/nothing")).status).toBe(503);
    // The section may be new, and so may the picture.
    expect((await isolate.get("/v1/en/articles?section=new")).status).toBe(503);
    expect((await isolate.get(`/media/${"A".repeat(22)}/renamed.svg`)).status).toBe(503);
  });
});

describe("a publish that is cut", () => {
  it("after any single write leaves the old release served whole, and is complete when run again", async () => {
    await seed();
    const old = await wellKnown();
    const writes = writesOf("edited");
    expect(writes.at(-1)?.key).toBe("pointer");
    for (let cut = 0; cut < writes.length; cut++) {
      for (const each of writes.slice(0, cut)) await write(each);
      expect(await wellKnown()).toEqual(old);
    }
    await publish("edited");
    const now = await wellKnown();
    expect(now.get(ARTICLE)?.text).toContain("Another paragraph.");
    expect(now.get("/v1/en/articles/nothing")).toEqual(old.get("/v1/en/articles/nothing"));
  });
});
