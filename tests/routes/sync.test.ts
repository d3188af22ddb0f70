import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  type Article,
  type Image,
  ListSchema,
  type Offline,
  OfflineSchema,
  type Sync,
  SyncSchema,
} from "../../src/article/article.ts";
import { Copy } from "../support/copy.ts";
import { EMBARGO } from "../support/history.ts";
import { type Isolate, ORIGIN, publish, seed, World } from "../support/world.ts";

beforeEach(() => seed());

const pathOf = (url: string): string => url.replace(ORIGIN, "");
const getOf = (isolate: Isolate) => (url: string) => isolate.get(pathOf(url));

async function sync(isolate: Isolate, locale: string, since?: string): Promise<Sync> {
  const response = await isolate.get(`/v1/${locale}/sync${since ? `?since=${since}` : ""}`);
  expect(response.status).toBe(200);
  return SyncSchema.parse(await response.json());
}

/** What the list of all says: revisions by id. */
async function listed(isolate: Isolate, locale: string): Promise<Map<string, string>> {
  const all: [string, string][] = [];
  for (let cursor = ""; ; ) {
    const response = await isolate.get(`/v1/${locale}/articles?limit=100${cursor}`);
    const { items, nextCursor } = ListSchema.parse(await response.json());
    all.push(...items.map(({ id, revision }): [string, string] => [id, revision]));
    if (!nextCursor) return new Map(all.sort());
    cursor = `&cursor=${nextCursor}`;
  }
}

/** The first copy of an isolate's locale. */
async function copyOf(isolate: Isolate, locale: string): Promise<Copy> {
  const copy = new Copy(locale, false);
  expect(await copy.sync(getOf(isolate))).toBe(true);
  return copy;
}

describe("the first sync", () => {
  it.each(["en", "uk"])(
    "is everything that the list has, fallbacks included, newest first (%s)",
    async (locale) => {
      const isolate = new World().isolate();
      const copy = await copyOf(isolate, locale);
      expect(copy.revisions).toEqual(await listed(isolate, locale));
      const { upserts, deletes } = await sync(isolate, locale);
      expect(deletes).toEqual([]);
      expect(upserts[0]).toMatchObject({
        id: "landmine-treaty-exit",
        url: expect.stringContaining(`${ORIGIN}/${locale}/articles/`),
        api: expect.stringMatching(`^${ORIGIN}/v1/${locale}/articles/.*[?]revision=[\\w-]{22}$`),
      });
    },
  );

  it("is said in the locale, kept a minute and not found by search engines", async () => {
    const { headers } = await new World().isolate().get("/v1/uk/sync");
    expect(headers.get("content-language")).toBe("uk");
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("cache-control")).toMatch(/^public, max-age=60,/);
    expect(headers.get("x-robots-tag")).toBe("noindex");
    expect(headers.has("vary")).toBe(false);
  });

  it("names each article by the very revision that it means", async () => {
    const isolate = new World().isolate();
    for (const { id, revision, api } of (await sync(isolate, "uk")).upserts.slice(0, 10)) {
      const response = await isolate.get(pathOf(api));
      expect(response.headers.get("cache-control")).toContain("immutable");
      expect(await response.json()).toMatchObject({ id, revision });
    }
  });
});

describe("a sync with a token", () => {
  it("is what changed since, of the locale that has changed, and no more", async () => {
    const world = new World();
    const isolate = world.isolate();
    const [en, uk] = [await copyOf(isolate, "en"), await copyOf(isolate, "uk")];
    await publish("edited");
    world.now += 121_000;
    const revision = (await listed(isolate, "en")).get("renamed");
    const changes = await sync(isolate, "en", en.token ?? "");
    expect(changes).toEqual({
      upserts: [
        {
          id: "renamed",
          revision,
          url: `${ORIGIN}/en/articles/renamed-en`,
          api: `${ORIGIN}/v1/en/articles/renamed-en?revision=${revision}`,
        },
      ],
      deletes: [],
      token: expect.any(String),
    });
    expect(await sync(isolate, "uk", uk.token ?? "")).toEqual({
      upserts: [],
      deletes: [],
      token: changes.token,
    });
    await publish("removed");
    world.now += 121_000;
    const removed = await sync(isolate, "uk", uk.token ?? "");
    expect(removed.deletes).toEqual([{ id: "corrected", deletedAt: "2025-07-01T12:00:00Z" }]);
    // Both in one answer, for who was away longer.
    const both = await sync(isolate, "en", en.token ?? "");
    expect([both.upserts.length, both.deletes.length]).toEqual([1, 1]);
    expect(await sync(isolate, "en", changes.token)).toMatchObject({ upserts: [], deletes: removed.deletes });
  });

  it("tells of what was scheduled when its time has come", async () => {
    for (const step of ["edited", "removed", "scheduled"] as const) await publish(step);
    const world = new World();
    const isolate = world.isolate();
    const { token } = await copyOf(isolate, "en");
    expect(await sync(isolate, "en", token ?? "")).toMatchObject({ upserts: [], token });
    world.now = EMBARGO;
    expect((await sync(isolate, "en", token ?? "")).upserts).toMatchObject([{ id: "embargoed" }]);
  });

  it("is the same token and a 304 while nothing is new, and asks KV for nothing", async () => {
    const world = new World();
    const isolate = world.isolate();
    const { token } = await copyOf(isolate, "uk");
    const fresh = world.isolate();
    await fresh.get("/healthz");
    world.takeReads();
    const path = `/v1/uk/sync?since=${token}`;
    const first = await fresh.get(path);
    expect(await first.json()).toEqual({ upserts: [], deletes: [], token });
    const headers = { "if-none-match": first.headers.get("etag") ?? "" };
    for (const isolate of [fresh, world.isolate()])
      expect((await isolate.get(path, { headers })).status).toBe(304);
    expect(world.takeReads().filter((key) => key !== "pointer")).toHaveLength(1);
    await publish("edited");
    await publish("removed");
    world.now += 121_000;
    expect((await fresh.get(path, { headers })).status).toBe(200);
  });

  it("costs two KV reads for one change, and none when it is asked for again", async () => {
    const world = new World();
    const { token } = await copyOf(world.isolate(), "en");
    await publish("edited");
    const counting = new World();
    const fresh = counting.isolate();
    await fresh.get("/healthz");
    counting.takeReads();
    await fresh.get(`/v1/en/sync?since=${token}`);
    // One for the gateway, one for the renderer, which is another isolate here.
    expect(counting.takeReads()).toHaveLength(2);
    await fresh.get(`/v1/en/sync?since=${token}`);
    expect(counting.takeReads()).toEqual([]);
  });

  it("means nothing new to who has not heard of its release yet, so that nobody begins anew", async () => {
    const world = new World();
    const behind = world.isolate();
    const before = await listed(behind, "en");
    await publish("edited");
    const ahead = await copyOf(world.isolate(), "en");
    const told = await sync(behind, "en", ahead.token ?? "");
    expect(told).toEqual({ upserts: [], deletes: [], token: ahead.token });
    // Its first copies go on from what it knows itself.
    const late = await copyOf(behind, "en");
    expect(late.revisions).toEqual(before);
    expect(late.token).not.toBe(ahead.token);
    expect(await late.sync(getOf(world.isolate()))).toBe(true);
    expect(late.revisions).toEqual(ahead.revisions);
  });
});

describe("a token that does not serve", () => {
  it.each([
    "",
    "x",
    "1",
    "1.0",
    "1.0.short",
    "1.0.AAAAAAAA.",
    "1.0.AAAAAAAA.x",
    "-1.0.AAAAAAAA",
    "1.0.AAAAAAA%00",
    "1.0.AAAAAAAAA",
    "9".repeat(20),
    `1.0.AAAAAAAA.${"A".repeat(401)}`,
    "%F0%9F%92%A5",
  ])("because it is none is a 400 in the locale: %s", async (since) => {
    const isolate = new World().isolate();
    for (const [locale, words] of [
      ["en", "since: a `token` from an answer to sync."],
      ["uk", "since: `token` із відповіді на запит синхронізації."],
    ]) {
      const response = await isolate.get(`/v1/${locale}/sync?since=${since}`);
      expect(response.status).toBe(400);
      expect(response.headers.get("content-language")).toBe(locale);
      expect(await response.json()).toMatchObject({
        code: "invalid_parameter",
        parameter: "since",
        detail: words,
      });
    }
    expect((await isolate.get("/v1/en/sync?since=1.0.AAAAAAAA&since=1.0.AAAAAAAA")).status).toBe(400);
  });

  it("because it is of another release by that number, or of a far one, is a 410 that nobody keeps", async () => {
    await publish("edited");
    await publish("removed");
    const isolate = new World().isolate();
    const [sequence, position, check] = (await copyOf(isolate, "uk")).token?.split(".") ?? [];
    expect([sequence, position]).toEqual(["3", "4"]);
    for (const since of [
      "3.4.AAAAAAAA",
      `3.3.${check}`,
      `3.5.${check}`,
      "2.2.AAAAAAAA",
      `2.1.${check}`,
      "1.0.AAAAAAAA",
      `1.0.${check}`,
      `14.4.${check}`,
      "14.900.AAAAAAAA",
    ]) {
      const response = await isolate.get(`/v1/uk/sync?since=${since}`);
      expect([since, response.status]).toEqual([since, 410]);
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(await response.json()).toMatchObject({
        code: "sync_token_expired",
        title: "Токен синхронізації застарів",
      });
    }
  });

  it("is explained where its problem leads", async () => {
    const page = await (await new World().isolate().get("/problems/sync_token_expired")).text();
    expect(page).toContain("Start again without");
    expect(page).toContain("Почніть знову без");
  });
});

describe("sync in other respects", () => {
  it("has its locale in the path only, one spelling, and ignores what it does not know", async () => {
    const isolate = new World().isolate();
    expect((await isolate.get("/v1/sync")).status).toBe(404);
    expect((await isolate.get("/v1/fr/sync")).status).toBe(404);
    const other = await isolate.get("/v1/UA/Sync/");
    expect([other.status, other.headers.get("location")]).toEqual([308, "/v1/uk/sync"]);
    const { token } = await sync(isolate, "uk");
    const moved = await isolate.get(`/v1/ua/sync?since=${token}`);
    expect(moved.headers.get("location")).toBe(`/v1/uk/sync?since=${token}`);
    const [plain, more] = [await isolate.get("/v1/uk/sync"), await isolate.get("/v1/uk/sync?limit=x&y=z")];
    expect(more.headers.get("etag")).toBe(plain.headers.get("etag"));
  });

  it("loses nothing to a KV that does not have a key here, whichever it is", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const before = await copyOf(new World().isolate(), "en");
    await publish("edited");
    await publish("removed");
    const path = `/v1/en/sync?since=${before.token}`;
    const now = await listed(new World().isolate(), "en");
    const probe = new World();
    const reader = probe.isolate();
    await reader.get(path);
    await reader.get("/v1/en/sync");
    for (const bad of new Set(probe.takeReads())) {
      const partly = new World();
      const { kv } = partly;
      partly.kv = async (key, options) => (key === bad ? { value: null, metadata: null } : kv(key, options));
      for (const copy of [before.clone(), new Copy("en", false)]) {
        const { token, revisions } = copy;
        // What is taken may be of the release before the live one. Nothing of it is wrong, nor is it kept anywhere.
        if (!(await copy.sync(getOf(partly.isolate()))))
          expect([bad, copy.token, copy.revisions]).toEqual([bad, token, revisions]);
        expect(await copy.sync(getOf(new World().isolate()))).toBe(true);
        expect([bad, copy.revisions]).toEqual([bad, now]);
      }
    }
  });
});

describe("what to keep offline", () => {
  const offline = async (isolate: Isolate, path: string): Promise<Offline> =>
    OfflineSchema.parse(await (await isolate.get(path)).json());

  it.each(["en", "uk"])(
    "is the newest articles with the bytes that they and their pictures have (%s)",
    async (locale) => {
      const isolate = new World().isolate();
      const { items } = await offline(isolate, `/v1/${locale}/offline`);
      const list = ListSchema.parse(await (await isolate.get(`/v1/${locale}/articles`)).json());
      expect(items.map(({ id, revision, url }) => [id, revision, url])).toEqual(
        list.items.map(({ id, revision, url }) => [id, revision, url]),
      );
      for (const { id, revision, api, bytes, media } of items) {
        const response = await isolate.get(pathOf(api));
        const body = await response.arrayBuffer();
        expect([id, body.byteLength]).toEqual([id, bytes]);
        const article: Article = JSON.parse(new TextDecoder().decode(body));
        expect(article.revision).toBe(revision);
        const shown: (Image | undefined)[] = [article.image, ...article.body.map(({ image }) => image)];
        // Of each picture what a phone has use for, and nothing twice.
        const forPhones = shown.flatMap(
          (image) =>
            image?.variants?.filter(({ type, width }) => type === "image/webp" && width <= 960).at(-1)?.url ??
            [],
        );
        expect(media.map(({ url }) => url).sort()).toEqual([...new Set(forPhones)].sort());
        for (const each of media) {
          const picture = await isolate.get(pathOf(each.url));
          expect([picture.status, picture.headers.get("content-type")]).toEqual([200, each.type]);
          expect((await picture.arrayBuffer()).byteLength).toBe(each.bytes);
        }
      }
      expect(items.some(({ media }) => media.length > 0)).toBe(true);
    },
  );

  it("is as many as are asked for, 100 at most, in three reads", async () => {
    const world = new World();
    const isolate = world.isolate();
    await isolate.get("/healthz");
    world.takeReads();
    expect((await offline(isolate, "/v1/uk/offline?limit=100")).items).toHaveLength(100);
    expect(world.takeReads().length).toBeLessThanOrEqual(3);
    expect((await offline(isolate, "/v1/uk/offline?limit=1")).items).toHaveLength(1);
    for (const limit of ["0", "101", "x", ""]) {
      const response = await isolate.get(`/v1/uk/offline?limit=${limit}`);
      expect([limit, response.status]).toEqual([limit, 400]);
    }
  });

  it("has a validator", async () => {
    const isolate = new World().isolate();
    const etag = (await isolate.get("/v1/en/offline?limit=1")).headers.get("etag");
    const headers = { "if-none-match": etag ?? "" };
    expect((await isolate.get("/v1/en/offline?limit=1", { headers })).status).toBe(304);
    expect((await isolate.get("/v1/en/offline?limit=2", { headers })).status).toBe(200);
  });
});
