// An app that works without a network: it copies, prefetches, is cut off, and catches up.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OfflineSchema } from "../../src/article/article.ts";
import { Copy, type Get } from "../support/copy.ts";
import { Desk } from "../support/node/desk.ts";
import { isolateOn, ORIGIN } from "../support/node/isolate.ts";
import { MemoryKv } from "../support/node/memory-kv.ts";
import { drawing, Newsroom } from "../support/node/newsroom.ts";

const NOW = Date.parse("2025-07-01T12:00:00Z");
const HOUR = 3_600_000;

let newsroom: Newsroom;
let kv: MemoryKv;
beforeEach(async () => {
  newsroom = await Newsroom.open("none");
  kv = new MemoryKv();
});
afterEach(() => newsroom.close());

/** What the server has, whole: bodies by id. */
async function everything(get: Get, locale: string): Promise<Map<string, unknown>> {
  const response = await get(`/v1/${locale}/articles?limit=100`);
  const { items } = (await response.json()) as { items: { id: string; links: { self: string } }[] };
  const all = items.map(
    async ({ id, links }): Promise<[string, unknown]> => [id, await (await get(links.self)).json()],
  );
  return new Map(await Promise.all(all));
}

const texts = (copy: Copy): Map<string, unknown> =>
  new Map([...copy.articles].map(([id, { article }]): [string, unknown] => [id, article]));

describe("an app without a network", () => {
  it("has what it copied, and fetches nothing but what has changed when it comes back", async () => {
    const retracted = { date: "2025-07-01T15:00:00+03:00", note: "Why." };
    for (const [i, id] of ["changed", "deleted", "withdrawn", "translated", "stays"].entries()) {
      await newsroom.article(
        id,
        "en",
        { image: { src: "a.svg", alt: "A picture" } },
        "[Text](/en/sections/background), [more](/uk).\n\n- [list](/en)\n\n![Second](b.svg)",
      );
      await newsroom.write(`articles/${id}/a.svg`, drawing(i));
      await newsroom.write(`articles/${id}/b.svg`, drawing(i + 10));
    }
    await newsroom.article("stays", "uk", { image: { alt: "Малюнок" } });
    await newsroom.publish(kv, NOW);

    // The first copy, and the pictures that go with it.
    const online = isolateOn(kv, () => NOW);
    const copy = new Copy("uk", true);
    expect(await copy.sync(online)).toBe(true);
    const store = new Map<string, ArrayBuffer>();
    const { items } = OfflineSchema.parse(await (await online("/v1/uk/offline")).json());
    expect(items.map(({ id }) => id).sort()).toEqual([...copy.articles.keys()].sort());
    for (const { id, revision, bytes, media } of items) {
      const article = copy.articles.get(id)?.article;
      expect([id, article?.revision]).toEqual([id, revision]);
      expect(new TextEncoder().encode(JSON.stringify(article)).byteLength).toBe(bytes);
      // In Ukrainian, `stays` has no second picture.
      expect([id, media.length]).toEqual([id, id === "stays" ? 1 : 2]);
      for (const each of media) {
        const picture = await (await online(each.url)).arrayBuffer();
        expect(picture.byteLength).toBe(each.bytes);
        store.set(each.url, picture);
      }
    }
    expect(texts(copy)).toEqual(await everything(online, "uk"));
    const before = new Map(texts(copy));

    // No network.
    const cut: Get = () => Promise.reject(new Error("offline"));
    await expect(copy.sync(cut)).rejects.toThrow("offline");
    expect(texts(copy)).toEqual(before);
    for (const { article } of copy.articles.values())
      expect(article?.image?.variants?.filter(({ url }) => store.has(url))).toHaveLength(1);

    // Meanwhile.
    const image = { src: "a.svg", alt: "A picture" };
    await newsroom.article("changed", "en", { image }, "Another text.");
    await newsroom.remove("articles/deleted");
    await newsroom.article("withdrawn", "en", { image, retracted });
    await newsroom.article("translated", "uk", { image: { alt: "Малюнок" } });
    await newsroom.publish(kv, NOW + HOUR);

    // Back again.
    const later = isolateOn(kv, () => NOW + HOUR);
    const asked = copy.requests.length;
    expect(await copy.sync(later)).toBe(true);
    const [sync, ...fetched] = copy.requests.slice(asked);
    expect(sync).toMatch(/^\/v1\/uk\/sync\?since=/);
    expect(fetched.map((url) => url.replace(/\?.*/, "")).sort()).toEqual([
      `${ORIGIN}/v1/uk/articles/changed-en`,
      `${ORIGIN}/v1/uk/articles/translated-uk`,
    ]);
    expect(texts(copy)).toEqual(await everything(later, "uk"));
    expect([...copy.articles.keys()].sort()).toEqual(["changed", "stays", "translated"]);
    for (const id of ["deleted", "withdrawn"]) {
      const { url = "" } = items.find((item) => item.id === id)?.media[0] ?? {};
      expect([id, (await later(url)).status]).toEqual([id, 410]);
    }
    // And nothing after that.
    const { length } = copy.requests;
    expect(await copy.sync(later)).toBe(true);
    expect(copy.requests.slice(length)).toHaveLength(1);
  });
});

describe("what to keep offline", () => {
  it("keeps its validator while only what is further back changes", async () => {
    const desk = new Desk(NOW);
    for (let n = 0; n < 300; n++) {
      desk.write(`n${n}`, "en");
      desk.change(`n${n}`, {
        datePublished: `2025-01-01T${String(10 + (n >> 6))}:${String(n & 31).padStart(2, "0")}:00Z`,
      });
    }
    await desk.publish();
    const etag = async () =>
      (await isolateOn(desk.kv, () => NOW)("/v1/en/offline?limit=20")).headers.get("etag");
    const before = await etag();
    desk.write("n0", "en");
    desk.articles.delete("n1");
    await desk.publish();
    expect(await etag()).toBe(before);
    desk.write("n299", "en");
    await desk.publish();
    expect(await etag()).not.toBe(before);
  });
});
