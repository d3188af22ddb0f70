// Apps with older copies catch up, whatever the newsroom has done meanwhile and whoever answers them.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ListSchema, type Sync, SyncSchema } from "../../src/article/article.ts";
import { type Locale, locales } from "../../src/i18n/locales.ts";
import { NewObjects } from "../../src/publish/build/new-objects.ts";
import { readPointer } from "../../src/publish/commit/commit.ts";
import { objectReader } from "../../src/publish/kv/object-reader.ts";
import { LOG_PAGE_MAX, type Release } from "../../src/store/format.ts";
import { objectKey, POINTER_KEY } from "../../src/store/keys.ts";
import { parseObject } from "../../src/store/objects.ts";
import { Copy, type Get } from "../support/copy.ts";
import { count, seedOf } from "../support/counts.ts";
import { Desk, utc } from "../support/node/desk.ts";
import { isolateOn, ORIGIN } from "../support/node/isolate.ts";
import { MemoryKv } from "../support/node/memory-kv.ts";

const DAY = 24 * 3_600_000;
const NOW = Date.parse("2025-07-01T12:00:00Z");

/** What the API says that there is: revisions by id. */
async function listed(get: Get, locale: Locale): Promise<Map<string, string>> {
  const all: [string, string][] = [];
  for (let cursor = ""; ; ) {
    const response = await get(`/v1/${locale}/articles?limit=100${cursor}`);
    const { items, nextCursor } = ListSchema.parse(await response.json());
    all.push(...items.map(({ id, revision }): [string, string] => [id, revision]));
    if (!nextCursor) return new Map(all.sort());
    cursor = `&cursor=${nextCursor}`;
  }
}

type Work = (desk: Desk) => void;

const ids = fc.nat(11).map((n) => `a${n}`);
const language = fc.constantFrom(...locales);
const batch = fc.nat(2).map((n) => Array.from({ length: 150 }, (_, i) => `archive-${n * 150 + i}`));

/** What a newsroom does between two publishes. */
const work: fc.Arbitrary<Work> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(ids, language).map(
      ([id, to]): Work =>
        (desk) =>
          desk.write(id, to),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(ids, language).map(
      ([id, to]): Work =>
        (desk) =>
          desk.drop(id, to),
    ),
  },
  fc.tuple(ids, language, fc.nat(2)).map(
    ([id, to, n]): Work =>
      (desk) =>
        desk.write(id, to, `${id}-${to}-${n}`),
  ),
  ids.map(
    (id): Work =>
      (desk) =>
        desk.articles.delete(id),
  ),
  ids.map(
    (id): Work =>
      (desk) =>
        desk.retract(id),
  ),
  fc.tuple(ids, fc.integer({ min: -3000, max: 3000 })).map(
    ([id, days]): Work =>
      (desk) =>
        desk.change(id, { datePublished: utc(NOW + days * DAY) }),
  ),
  fc.tuple(ids, fc.integer({ min: 1, max: 300 })).map(
    ([id, minutes]): Work =>
      (desk) =>
        desk.schedule(id, minutes),
  ),
  batch.map(
    (many): Work =>
      (desk) => {
        for (const id of many) desk.write(id, "en");
      },
  ),
  batch.map(
    (many): Work =>
      (desk) => {
        for (const id of many) desk.articles.delete(id);
      },
  ),
  // All that the section has is another afterwards.
  fc.nat(3).map(
    (n): Work =>
      (desk) => {
        desk.site = { ...desk.site, sections: { news: { en: `News ${n}`, uk: `Новини ${n}` } } };
      },
  ),
);

const step = fc.record({
  work: fc.array(work, { maxLength: 4 }),
  end: fc.oneof(
    { weight: 6, arbitrary: fc.constant("publish" as const) },
    fc.constant("roll back" as const),
    fc.constant("clear" as const),
  ),
  minutesLater: fc.constantFrom(0, 1, 5, 60, 200, 24 * 60, 40 * 24 * 60),
  /** How many steps behind those are whom a reader asks, one after the other. */
  behind: fc.array(fc.nat(3), { minLength: 1, maxLength: 5 }),
});

/** Keeps count of what was answered. */
function counted(get: Get, counts: Map<string, number>): Get {
  return async (url) => {
    const response = await get(url);
    const immutable = response.headers.get("cache-control")?.includes("immutable");
    const kind = `${response.status}${/sync\?since=/.test(url) ? " since" : ""}${immutable ? " immutable" : ""}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return response;
  };
}

describe("a copy of any age", () => {
  it("is as the API says after a sync, whatever was published and rolled back, however far behind some answered", {
    timeout: 240_000,
  }, async () => {
    const counts = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        const desk = new Desk(NOW);
        const isolates: Get[] = [];
        const copies: Copy[] = [];
        const readers = locales.map((locale) => new Copy(locale, true));
        desk.write("a0", "en");
        await desk.publish();
        for (const { work, end, minutesLater, behind } of steps) {
          for (const does of work) does(desk);
          if (end === "publish") await desk.publish();
          else if (end === "roll back") await desk.rollBack();
          else await desk.clear();
          isolates.push(isolateOn(new MemoryKv(desk.kv.values), () => desk.now));
          desk.now += minutesLater * 60_000;
          let turn = 0;
          const lagging = counted((url) => {
            const back = behind[turn++ % behind.length] ?? 0;
            return (isolates[isolates.length - 1 - back] ?? (isolates[0] as Get))(url);
          }, counts);
          for (const reader of readers) {
            const fresh = new Copy(reader.locale, false);
            await fresh.sync(lagging);
            copies.push(fresh, reader.clone());
            await reader.sync(lagging);
          }
        }
        const get = counted(isolates.at(-1) as Get, counts);
        for (const locale of locales) {
          const now = await listed(get, locale);
          for (const copy of [...copies, ...readers].filter((each) => each.locale === locale)) {
            expect(await copy.sync(get)).toBe(true);
            expect(copy.revisions).toEqual(now);
          }
        }
      }),
      { numRuns: count(50, 7), seed: seedOf(20250701) },
    );
    // All ways of catching up were taken, closed pages and tokens of releases that never came among them.
    expect(counts.get("200 since immutable")).toBeGreaterThan(count(100, 20));
    expect(counts.get("410 since")).toBeGreaterThan(count(10, 1));
    expect(counts.get("404")).toBeGreaterThan(count(10, 1));
  });
});

describe("a release that was called off before its time", () => {
  it("and that readers behind have shown all the same, ends in a new copy: nothing of it stays", async () => {
    const desk = new Desk(NOW);
    desk.write("a", "en");
    desk.write("secret", "en");
    desk.schedule("secret", 10);
    await desk.publish();
    const behind = isolateOn(new MemoryKv(desk.kv.values), () => desk.now);
    desk.articles.delete("secret");
    desk.write("a", "en");
    await desk.publish();
    desk.now += 11 * 60_000;
    const copy = new Copy("en", true);
    expect(await copy.sync(behind)).toBe(true);
    expect(copy.articles.has("secret")).toBe(true);
    // Another release by the same number, as long a log.
    const get = isolateOn(desk.kv, () => desk.now);
    const old = copy.clone();
    expect(await copy.sync(get)).toBe(true);
    expect(copy.revisions).toEqual(await listed(get, "en"));
    // And once the log has gone on.
    desk.write("a", "en");
    await desk.publish();
    const later = isolateOn(desk.kv, () => desk.now);
    expect(await old.sync(later)).toBe(true);
    expect(old.revisions).toEqual(await listed(later, "en"));
    expect(old.articles.has("secret")).toBe(false);
  });
});

describe("a closed page of the log", () => {
  /** A newsroom whose log has closed pages, and the tokens that its releases gave, oldest first. */
  async function longLog(): Promise<{ desk: Desk; tokens: string[] }> {
    const desk = new Desk(NOW);
    const tokens: string[] = [];
    for (let i = 0; i < 6; i++) {
      for (let n = 0; n < 100; n++) desk.write(`n${n}`, "en");
      await desk.publish();
      tokens.push((await read(desk, "/v1/en/sync")).token);
    }
    return { desk, tokens };
  }

  const read = async (desk: Desk, path: string): Promise<Sync> =>
    SyncSchema.parse(await (await isolateOn(desk.kv, () => desk.now)(path)).json());

  it("is the same bytes for all who are somewhere in it, for good, and leads on", async () => {
    const { desk, tokens } = await longLog();
    const before = isolateOn(new MemoryKv(desk.kv.values), () => desk.now);
    desk.write("n0", "en");
    await desk.publish();
    const after = isolateOn(desk.kv, () => desk.now);
    const answers = new Set<string>();
    for (const token of tokens.slice(0, 3)) {
      for (const get of [before, after]) {
        const response = await get(`/v1/en/sync?since=${token}`);
        expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
        answers.add(`${response.headers.get("etag")} ${await response.text()}`);
      }
    }
    expect(answers.size).toBe(1);
    const { upserts, token, next } = await read(desk, `/v1/en/sync?since=${tokens[0]}`);
    // 256 entries about 100 articles.
    expect(upserts).toHaveLength(100);
    expect(next).toBe(`${ORIGIN}/v1/en/sync?since=${token}`);
    // The open page is not for good.
    const { headers } = await after(`/v1/en/sync?since=${tokens[5]}`);
    expect(headers.get("cache-control")).not.toContain("immutable");
    // A place inside the log is a token like any other: whoever stops there goes on later.
    const copy = new Copy("en", false);
    copy.token = token;
    for (const upsert of upserts) copy.articles.set(upsert.id, { ...upsert, article: null });
    expect(await copy.sync(after)).toBe(true);
    expect(copy.revisions).toEqual(await listed(after, "en"));
  });

  it("announces still what was withdrawn after it, and the revision is gone: a later page deletes it", async () => {
    const { desk, tokens } = await longLog();
    desk.retract("n7");
    await desk.publish();
    const get = isolateOn(desk.kv, () => desk.now);
    const { upserts } = await read(desk, `/v1/en/sync?since=${tokens[0]}`);
    const announced = upserts.find(({ id }) => id === "n7");
    expect((await get(announced?.api ?? "")).status).toBe(410);
    const copy = new Copy("en", false);
    copy.token = tokens[0] ?? null;
    expect(await copy.sync(get)).toBe(true);
    expect(copy.articles.has("n7")).toBe(false);
    expect(copy.revisions).toEqual(await listed(get, "en"));
  });

  it("that a rollback wrote in one comes in parts of the usual length", async () => {
    const desk = new Desk(NOW);
    desk.write("a", "en");
    await desk.publish();
    const before = await read(desk, "/v1/en/sync");
    for (let n = 0; n < 700; n++) desk.write(`n${n}`, "en");
    await desk.publish();
    const full = new Copy("en", false);
    await full.sync(isolateOn(desk.kv, () => desk.now));
    await desk.rollBack();
    const get = isolateOn(desk.kv, () => desk.now);
    const sizes: number[] = [];
    for (let url: string | undefined = `/v1/en/sync?since=${full.token}`; url; ) {
      const { upserts, deletes, next }: Sync = SyncSchema.parse(await (await get(url)).json());
      sizes.push(upserts.length + deletes.length);
      url = next;
    }
    expect(Math.max(...sizes)).toBeLessThanOrEqual(LOG_PAGE_MAX);
    expect(sizes.length).toBeGreaterThan(2);
    expect(await full.sync(get)).toBe(true);
    expect(full.revisions).toEqual(new Map([["a", before.upserts[0]?.revision]]));
    // And goes on after it.
    desk.write("b", "en");
    await desk.publish();
    const later = isolateOn(desk.kv, () => desk.now);
    expect(await full.sync(later)).toBe(true);
    expect(full.revisions).toEqual(await listed(later, "en"));
  });

  it("is dropped after 90 days: who knows nothing newer begins anew", async () => {
    const { desk, tokens } = await longLog();
    desk.now += 91 * DAY;
    for (let i = 0; i < 6; i++) {
      desk.write("n0", "en");
      await desk.publish();
    }
    const get = isolateOn(desk.kv, () => desk.now);
    expect((await get(`/v1/en/sync?since=${tokens[0]}`)).status).toBe(410);
    expect((await get(`/v1/en/sync?since=${tokens[5]}`)).status).toBe(200);
    const copy = new Copy("en", false);
    copy.token = tokens[0] ?? null;
    copy.articles.set("long-gone", { id: "long-gone", revision: "", url: "", api: "", article: null });
    expect(await copy.sync(get)).toBe(true);
    expect(copy.revisions).toEqual(await listed(get, "en"));
    const before = desk.kv.log.length;
    desk.now += 400 * DAY;
    await desk.publish();
    expect(desk.kv.log).toHaveLength(before);
  });
});

describe("a release of before the log was counted", () => {
  it("is copied in full, and what comes after it by the log", async () => {
    const desk = new Desk(NOW);
    desk.write("a", "en");
    desk.write("b", "en");
    await desk.publish();
    const pointer = await readPointer(desk.kv);
    const read = objectReader(desk.kv);
    const release = parseObject<Release>(await read(pointer?.timeline[0]?.release ?? ""));
    const { first: _, end: __, ...log } = release.log;
    const { values, store } = new NewObjects();
    const old = await store({ ...release, log });
    for (const [hash, encode] of values) await desk.kv.put([{ key: objectKey(hash), value: await encode() }]);
    const timeline = [{ from: 0, release: old }];
    const value = new TextEncoder().encode(JSON.stringify({ ...pointer, timeline }));
    await desk.kv.put([{ key: POINTER_KEY, value }]);

    const copy = new Copy("uk", true);
    expect(await copy.sync(isolateOn(desk.kv, () => NOW))).toBe(true);
    expect(copy.articles.size).toBe(2);
    desk.write("a", "uk");
    await desk.publish();
    const get = isolateOn(desk.kv, () => NOW);
    const asked = copy.requests.length;
    expect(await copy.sync(get)).toBe(true);
    expect(copy.revisions).toEqual(await listed(get, "uk"));
    // The log's answer, and one article.
    expect(copy.requests.slice(asked)).toHaveLength(2);
  });
});
