import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { locales } from "../../../src/i18n/locales.ts";
import { loadRelease } from "../../../src/publish/build/release-reader.ts";
import { commit } from "../../../src/publish/commit/commit.ts";
import { gc, planGc } from "../../../src/publish/commit/gc.ts";
import { findRelease } from "../../../src/publish/commit/releases.ts";
import { planRollback } from "../../../src/publish/commit/rollback.ts";
import { objectReader } from "../../../src/publish/kv/object-reader.ts";
import { rollbackLines } from "../../../src/publish/report/releases.ts";
import type { LogPage, Pointer, Release } from "../../../src/store/format.ts";
import { hashOf, mediaKey, objectKey, POINTER_KEY } from "../../../src/store/keys.ts";
import { hashOfMedia } from "../../../src/store/references.ts";
import { count } from "../../support/counts.ts";
import { Cut, MemoryKv } from "../../support/node/memory-kv.ts";
import { Newsroom, SVG } from "../../support/node/newsroom.ts";

const NOW = Date.parse("2025-07-01T12:00:00Z");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let newsroom: Newsroom;
let kv: MemoryKv;
beforeEach(async () => {
  newsroom = await Newsroom.open("none", true);
  kv = new MemoryKv();
  await newsroom.article("a", "en", {}, "First.");
  await newsroom.article("b", "en", { image: { src: "b.svg", alt: "A picture" } });
  await newsroom.write("articles/b/b.svg", SVG);
  await newsroom.publish(kv, NOW);
});
afterEach(() => newsroom.close());

const json = <T>(key: string, on = kv): T => JSON.parse(new TextDecoder().decode(on.values.get(key)?.value));
const pointer = (on = kv) => json<Pointer>(POINTER_KEY, on);
const release = (hash: string, on = kv) => json<Release>(objectKey(hash), on);
const live = (on = kv) => pointer(on).timeline[0]?.release ?? "";
const roots = ({ site, catalog, slugs }: Release) => ({ site, catalog, slugs });

async function rollBack(to: string | null = null, now = NOW, on = kv) {
  const plan = await planRollback(on, to, now);
  return { ...plan, writes: await commit(plan, on) };
}

async function publishEdit(text: string, now = NOW): Promise<void> {
  await newsroom.article("a", "en", {}, text);
  await newsroom.publish(kv, now);
}

/** Whether everything that the pointer leads to is there. */
async function expectWhole(on = kv): Promise<void> {
  for (const { release: hash } of pointer(on).timeline) {
    const { reach, media } = await loadRelease(objectReader(on), hash);
    for (const key of [...[...reach].map(objectKey), ...[...media].map(mediaKey)])
      expect([key, on.values.has(key)]).toEqual([key, true]);
  }
}

describe("a rollback", () => {
  it("makes the release before live again, as a new one, in at most 4 writes, and says what changes", async () => {
    const first = live();
    await newsroom.article("c", "en");
    await newsroom.remove("articles/b");
    await publishEdit("Second.");
    const second = live();
    const { writes, changes, to, sequence } = await rollBack();
    expect(writes).toBeLessThanOrEqual(4);
    expect(changes).toEqual({ added: ["b"], changed: ["a"], removed: ["c"] });
    expect([to.release, sequence]).toEqual([first, 3]);
    expect(roots(release(live()))).toEqual(roots(release(first)));
    const { articles } = await loadRelease(objectReader(kv), second);
    // Of what the article had that is not there any more: its social card.
    const gone = articles.get("c")?.media?.map(hashOfMedia);
    expect(gone).toHaveLength(1);
    expect(release(live())).toMatchObject({ sequence: 3, parent: second, gone });
    expect(pointer().previous).toBe(second);
    // Clients that sync hear of it.
    expect(
      json<LogPage>(objectKey(release(live()).log.open)).filter((entry) => entry.sequence === 3),
    ).toEqual([
      { sequence: 3, parent: second, at: "2025-07-01T12:00:00Z" },
      expect.objectContaining({ id: "a" }),
      expect.objectContaining({ id: "b" }),
      {
        sequence: 3,
        id: "c",
        deleted: Object.fromEntries(locales.map((locale) => [locale, "2025-07-01T12:00:00Z"])),
      },
    ]);
    await expectWhole();
  });

  it("says which addresses and which languages readers lose by it", async () => {
    await newsroom.article("a", "en", { slug: "another", aliases: ["a-en"] });
    await newsroom.article("a", "uk");
    await newsroom.article("c", "en");
    await newsroom.publish(kv, NOW);
    const plan = await planRollback(kv, null, NOW);
    expect(plan.lost.map(({ slug, id }) => [slug, id]).sort()).toEqual([
      ["a-uk", "a"],
      ["another", "a"],
    ]);
    expect(rollbackLines(plan, "en").slice(1)).toEqual([
      "+0 new, ~1 changed, -1 removed.",
      "  - c",
      "  ~ a  no longer in Ukrainian",
      ...plan.lost.map(({ slug }) => `  the address …/${slug} of a will lead nowhere`),
      "content/ is as it was: the next publish makes live what it says.",
    ]);
    await commit(plan, kv);
    // What it took back can come again, and then nothing is lost.
    expect((await planRollback(kv, "2", NOW)).lost).toEqual([]);
  });

  it("stays at 4 writes however much it changes", async () => {
    const articles = count(600, 200);
    for (let i = 0; i < articles; i++) await newsroom.article(`n${i}`, "en");
    await newsroom.publish(kv, NOW);
    const { writes, changes } = await rollBack();
    expect(changes.removed).toHaveLength(articles);
    expect(writes).toBeLessThanOrEqual(4);
    await expectWhole();
  });

  it("goes to any release that is kept, by its name, its beginning or its sequence", async () => {
    const first = live();
    await publishEdit("Second.");
    await publishEdit("Third.");
    for (const name of [first, first.slice(0, 8), "1"]) {
      const { to } = await planRollback(kv, name, NOW);
      expect(to.release).toBe(first);
    }
    await expect(planRollback(kv, "nothing", NOW)).rejects.toThrow(
      /no release that is kept begins with nothing/,
    );
  });

  it("takes a number for a number, though the release of that number is cleared and names begin with it", async () => {
    const sequences = [...Array(200).keys()].map((i) => i + 100);
    const chain = new Map<string, Release>();
    for (const sequence of sequences) {
      const hash = await hashOf(`release ${sequence}`);
      chain.set(hash, { ...release(live()), sequence, parent: [...chain.keys()].at(-1) ?? null });
    }
    const read = async (hash: string) => new TextEncoder().encode(JSON.stringify(chain.get(hash)));
    const newest = [...chain.keys()].at(-1) ?? "";
    const beginnings = [...chain.keys()].map((hash) => /^\d+/.exec(hash)?.[0]).filter((each) => each);
    expect(beginnings.length).toBeGreaterThan(20);
    for (const name of new Set([...beginnings, ...sequences.map(String)].map(String))) {
      const found = findRelease(read, newest, name);
      if (sequences.includes(Number(name)) && !name.startsWith("0"))
        expect((await found).release.sequence).toBe(Number(name));
      else await expect(found).rejects.toThrow(`there is no release ${name}:`);
    }
    for (const hash of chain.keys()) expect((await findRelease(read, newest, hash)).hash).toBe(hash);
  });

  it("can be rolled back, and what the content says is what the next publish makes live", async () => {
    await publishEdit("Second.");
    const second = live();
    await rollBack();
    await rollBack();
    expect(roots(release(live()))).toEqual(roots(release(second)));
    await rollBack();
    await newsroom.publish(kv, NOW);
    const articles = (hash: string) => loadRelease(objectReader(kv), hash).then((loaded) => loaded.articles);
    expect((await articles(live())).get("a")?.en).toEqual((await articles(second)).get("a")?.en);
  });

  it("drops what was scheduled, and names it", async () => {
    await newsroom.article("later", "en", { publishAt: "2025-07-02T10:00:00+03:00" });
    await publishEdit("Second.");
    expect(pointer().timeline).toHaveLength(2);
    const { dropped } = await rollBack();
    expect(dropped).toEqual([Date.parse("2025-07-02T07:00:00Z")]);
    expect(pointer().timeline).toHaveLength(1);
  });

  it("writes nothing where nothing would change, and says why where there is nothing to go back to", async () => {
    expect((await rollBack("1")).writes).toBe(0);
    await expect(rollBack()).rejects.toThrow(/no release before this one/);
    await expect(rollBack(null, NOW, new MemoryKv())).rejects.toThrow(/nothing is published yet/);
  });

  it("cut after any write leaves what was live, and is complete when run again", async () => {
    await publishEdit("Second.");
    const plan = await planRollback(kv, null, NOW);
    for (let cut = 0; cut <= plan.objects.length; cut++) {
      const partly = new MemoryKv(kv.values);
      partly.left = cut;
      await expect(rollBack(null, NOW, partly)).rejects.toThrow(Cut);
      expect(pointer(partly)).toEqual(pointer());
      partly.left = Number.POSITIVE_INFINITY;
      await rollBack(null, NOW + HOUR, partly);
      expect(roots(release(live(partly), partly))).toEqual(roots(release(plan.to.release)));
    }
  });
});

describe("clearing away", () => {
  const objects = () => [...kv.values.keys()].filter((key) => key !== POINTER_KEY);

  it("keeps five releases and whatever was live in the last 24 hours, and deletes what only older ones need", async () => {
    for (let i = 0; i < 8; i++) await publishEdit(`Text ${i}.`, NOW + i * HOUR);
    const before = objects();
    // All nine were live within a day.
    expect((await gc(kv, NOW + 10 * HOUR)).unneeded).toEqual([]);
    const { kept, unneeded } = await gc(kv, NOW + 9 * DAY);
    expect(kept).toHaveLength(5);
    expect(unneeded.length).toBeGreaterThan(0);
    expect(objects().sort()).toEqual(before.filter((key) => !unneeded.includes(key)).sort());
    await expectWhole();
    for (const hash of kept) await loadRelease(objectReader(kv), hash);
    expect((await gc(kv, NOW + 9 * DAY)).unneeded).toEqual([]);
    // Publishing and rolling back go on as if nothing had happened.
    await rollBack();
    await publishEdit("After.", NOW + 9 * DAY);
    await expectWhole();
  });

  it("keeps what is scheduled", async () => {
    await newsroom.article("later", "en", { publishAt: "2026-07-02T10:00:00+03:00" });
    for (let i = 0; i < 7; i++) await publishEdit(`Text ${i}.`);
    await gc(kv, NOW + 9 * DAY);
    expect(pointer().timeline).toHaveLength(2);
    await expectWhole();
  });

  it("deletes a withdrawn picture once no release that is kept shows it", async () => {
    const picture = mediaKey(await hashOf(SVG));
    await newsroom.remove("articles/b");
    await publishEdit("Without.");
    await gc(kv, NOW + 9 * DAY);
    expect(kv.values.has(picture)).toBe(true);
    for (let i = 0; i < 5; i++) await publishEdit(`Text ${i}.`);
    await gc(kv, NOW + 9 * DAY);
    expect(kv.values.has(picture)).toBe(false);
  });

  it("leaves what was written just now: a publish may be at work elsewhere", async () => {
    await newsroom.article("a", "en", {}, "Elsewhere.");
    const partly = new MemoryKv(kv.values);
    partly.left = 3;
    await expect(newsroom.publish(partly, NOW + 9 * DAY)).rejects.toThrow(Cut);
    partly.left = Number.POSITIVE_INFINITY;
    expect((await planGc(partly, NOW + 9 * DAY + 60_000)).unneeded).toEqual([]);
    expect((await planGc(partly, NOW + 10 * DAY)).unneeded).toHaveLength(3);
  });

  it("cut after any deletion leaves everything whole", async () => {
    for (let i = 0; i < 8; i++) await publishEdit(`Text ${i}.`);
    const { unneeded } = await planGc(kv, NOW + 9 * DAY);
    for (let cut = 0; cut < unneeded.length; cut++) {
      const partly = new MemoryKv(kv.values);
      partly.left = cut;
      await expect(gc(partly, NOW + 9 * DAY)).rejects.toThrow(Cut);
      await expectWhole(partly);
      partly.left = Number.POSITIVE_INFINITY;
      expect((await gc(partly, NOW + 9 * DAY)).unneeded).toHaveLength(unneeded.length - cut);
    }
  });
});
