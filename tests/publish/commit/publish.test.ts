import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { locales } from "../../../src/i18n/locales.ts";
import { loadRelease } from "../../../src/publish/build/release-reader.ts";
import { PublishConflict } from "../../../src/publish/commit/commit.ts";
import { objectReader } from "../../../src/publish/kv/object-reader.ts";
import type { ArticleEntry, LogPage, Pointer, Release, SlugShard } from "../../../src/store/format.ts";
import { mediaKey, objectKey, POINTER_KEY } from "../../../src/store/keys.ts";
import { encodePointer } from "../../../src/store/pointer.ts";
import { hashOfMedia } from "../../../src/store/references.ts";
import { Cut, MemoryKv } from "../../support/node/memory-kv.ts";
import { Newsroom, SVG } from "../../support/node/newsroom.ts";

const NOW = Date.parse("2025-07-01T12:00:00Z");
const HOUR = 3_600_000;

let newsroom: Newsroom;
let kv: MemoryKv;
beforeEach(async () => {
  newsroom = await Newsroom.open("none", true);
  kv = new MemoryKv();
  await newsroom.article("a", "en");
  await newsroom.article("a", "uk");
  await newsroom.article("b", "en", { related: ["a"], image: { src: "b.svg", alt: "A picture" } });
  await newsroom.write("articles/b/b.svg", SVG);
});
afterEach(() => newsroom.close());

const publish = (now = NOW, on = kv) => newsroom.publish(on, now);
const json = <T>(key: string, on = kv): T => JSON.parse(new TextDecoder().decode(on.values.get(key)?.value));
const pointer = (on = kv) => json<Pointer>(POINTER_KEY, on);
const live = (on = kv) => json<Release>(objectKey(pointer(on).timeline[0]?.release ?? ""), on);
const entries = (on = kv): SlugShard =>
  Object.assign({}, ...live(on).slugs.map(([, shard]) => json<SlugShard>(objectKey(shard), on)));
const entry = (slug: string) => entries()[slug] as ArticleEntry;
/** Keys of every file of the article's pictures. */
const filesOf = (id: string) => (entry(`@${id}`).media ?? []).map((file) => mediaKey(hashOfMedia(file)));
const withdrawn = () => live().gone.map(mediaKey).sort();
const log = () => json<LogPage>(objectKey(live().log.open));

/** The keys that a reader can reach from the pointer. */
async function reachable(on: MemoryKv): Promise<string[]> {
  const keys = new Set<string>();
  for (const { release } of pointer(on).timeline) {
    const { reach, media } = await loadRelease(objectReader(on), release);
    for (const hash of reach) keys.add(objectKey(hash));
    for (const hash of media) keys.add(mediaKey(hash));
  }
  return [...keys].sort();
}

describe("publishing", () => {
  it("writes objects by the hash of their bytes and the pointer last", async () => {
    const { writes } = await publish();
    expect(kv.log).toHaveLength(writes);
    expect(kv.log.at(-1)?.key).toBe(POINTER_KEY);
    expect(kv.log.slice(0, -1).every(({ key }) => /^(object|media)\/[\w-]{22}$/.test(key))).toBe(true);
    expect(pointer()).toEqual({
      v: 1,
      edit: 1,
      timeline: [{ from: 0, release: expect.any(String) }],
      previous: null,
      checksum: expect.any(String),
    });
    for (const key of await reachable(kv)) expect(kv.values.has(key)).toBe(true);
  });

  it("writes nothing when nothing has changed", async () => {
    const first = await publish();
    expect(await publish(NOW + HOUR)).toEqual({
      ...first,
      writes: 0,
      changes: { added: [], changed: [], removed: [] },
    });
  });

  it("writes the same bytes on every machine", async () => {
    await publish();
    const other = new MemoryKv();
    await publish(NOW + 1000 * HOUR, other);
    expect([...other.values.keys()].sort()).toEqual([...kv.values.keys()].sort());
  });

  it("writes at most 16 values for a change of one article in one locale", async () => {
    await publish();
    await newsroom.article("a", "en", {}, "Changed.");
    const { writes, changes } = await publish();
    expect(writes).toBeLessThanOrEqual(16);
    expect(changes).toEqual({ added: [], changed: ["a"], removed: [] });
    expect(pointer().previous).not.toBeNull();
    expect(live().sequence).toBe(2);
  });

  it("does not write a picture again that it has", async () => {
    await publish();
    await newsroom.article("b", "en", { related: ["a"], image: { src: "b.svg", alt: "Another text" } });
    const from = kv.log.length;
    await publish();
    expect(kv.log.slice(from).filter(({ key }) => key.startsWith("media/"))).toEqual([]);
  });

  it("follows a headline into what shows it: translations, related, fallback", async () => {
    await publish();
    const before = entries();
    await newsroom.article("a", "en", { headline: "A new headline" });
    expect((await publish()).changes.changed).toEqual(["a", "b"]);
    expect((before["a-uk"] as ArticleEntry).uk).not.toEqual(entry("a-uk").uk);
  });

  it("refuses, and writes nothing, when somebody else published in between", async () => {
    await publish();
    await newsroom.article("a", "en", {}, "Mine.");
    const put = kv.put.bind(kv);
    const other = new MemoryKv(kv.values);
    kv.put = async (writes) => {
      await put(writes);
      const { v, edit, timeline, previous } = pointer();
      const theirs = { v, edit: edit + 1, timeline, previous };
      if (writes[0]?.key !== POINTER_KEY) {
        await put([{ key: POINTER_KEY, value: await encodePointer(theirs) }]);
      }
    };
    await expect(publish()).rejects.toThrow(PublishConflict);
    expect(pointer().edit).toBe(2);
    expect(pointer().timeline).toEqual(pointer(other).timeline);
  });

  it("does not build on a damaged pointer or a release that is not whole", async () => {
    await publish();
    await newsroom.article("a", "en", {}, "Changed.");
    const broken = new MemoryKv(kv.values);
    broken.values.set(POINTER_KEY, { key: POINTER_KEY, value: new TextEncoder().encode("{}") });
    await expect(publish(NOW, broken)).rejects.toThrow(/pointer in KV is damaged/);
    const incomplete = new MemoryKv(kv.values);
    incomplete.values.delete(objectKey(live().catalog));
    await expect(publish(NOW, incomplete)).rejects.toThrow(/missing in KV/);
  });
});

describe("a publish that is cut after any single write", () => {
  it("leaves the old release whole, and is complete when run again", async () => {
    await publish();
    await newsroom.article("a", "en", {}, "Changed.");
    await newsroom.article("c", "uk", { section: "background", image: { src: "c.svg", alt: "Малюнок" } });
    await newsroom.write("articles/c/c.svg", `${SVG}<!-- another -->`);
    await newsroom.article("d", "en", { publishAt: "2025-08-01T10:00:00+03:00" });
    await newsroom.remove("articles/b");

    const whole = new MemoryKv(kv.values);
    const { writes } = await publish(NOW, whole);
    const before = await reachable(kv);
    for (let cut = 0; cut < writes; cut++) {
      const partly = new MemoryKv(kv.values);
      partly.left = cut;
      await expect(publish(NOW, partly)).rejects.toThrow(Cut);
      expect(pointer(partly)).toEqual(pointer());
      for (const key of before) expect(partly.values.get(key)?.value).toEqual(kv.values.get(key)?.value);
      partly.left = Number.POSITIVE_INFINITY;
      // Later, as it is when somebody runs it again.
      await publish(NOW + HOUR, partly);
      expect(entries(partly)).toEqual(entries(whole));
      for (const key of await reachable(partly)) expect([key, partly.values.has(key)]).toEqual([key, true]);
      expect((await publish(NOW + HOUR, partly)).writes).toBe(0);
    }
  });
});

describe("what an article leaves behind", () => {
  it("keeps at most four past revisions, newest first, and none twice", async () => {
    const revisions: string[] = [];
    for (let i = 0; i < 7; i++) {
      await newsroom.article("a", "uk", {}, `Text ${i}.`);
      await publish();
      revisions.unshift(entry("a-uk").uk?.[1] ?? "");
    }
    expect(entry("a-uk").past?.uk).toEqual(revisions.slice(1, 5));
    await newsroom.article("a", "uk", {}, "Text 5.");
    await publish();
    expect(entry("a-uk").uk?.[1]).toBe(revisions[1]);
    expect(entry("a-uk").past?.uk).toEqual([revisions[0], ...revisions.slice(2, 5)]);
  });

  it("keeps a fallback's past with the language that it came in", async () => {
    await publish();
    const fallback = entry("b-en").uk?.[1];
    await newsroom.article("b", "uk", { image: { alt: "Малюнок" } });
    await publish();
    expect(entry("b-uk").past?.uk).toEqual([`${fallback}.en`]);
    expect(await reachable(kv)).toContain(objectKey(fallback ?? ""));
  });

  it("keeps no past that could show a translation which was taken away", async () => {
    await publish();
    await newsroom.article("a", "uk", {}, "Змінено.");
    await newsroom.article("a", "en", {}, "Changed.");
    await publish();
    expect(Object.keys(entry("a-en").past ?? {})).toEqual(locales);
    await newsroom.article("a", "uk", { draft: true });
    await publish();
    expect(entry("a-en")).not.toHaveProperty("past");
  });

  it("is a log entry for every edition that changed, after its release's mark, and none for the first release", async () => {
    const { release: first } = await publish();
    expect(log()).toEqual([]);
    await newsroom.article("a", "uk", {}, "Змінено.");
    await publish();
    expect(log()).toEqual([
      { sequence: 2, parent: first, at: "2025-07-01T12:00:00Z" },
      { sequence: 2, id: "a", uk: ["a-uk", entry("a-uk").uk?.[1]] },
    ]);
    await newsroom.remove("articles/a/uk.md");
    await newsroom.remove("articles/b");
    await publish(NOW);
    expect(log().slice(2)).toEqual([
      expect.objectContaining({ sequence: 3, parent: expect.any(String) }),
      // The translation is gone, its fallback took its place.
      expect.objectContaining({ sequence: 3, id: "a", uk: ["a-en", expect.any(String)] }),
      {
        sequence: 3,
        id: "b",
        deleted: Object.fromEntries(locales.map((locale) => [locale, "2025-07-01T12:00:00Z"])),
      },
    ]);
    expect((await publish(NOW + HOUR)).writes).toBe(0);
  });

  it("is nothing but a public note once it is retracted: no revisions, no pictures", async () => {
    await publish();
    const media = filesOf("b");
    // The drawing, three variants of it in three formats, and its social card.
    expect(media).toHaveLength(1 + 3 * 3 + 1);
    for (const key of media) expect(kv.values.has(key)).toBe(true);
    await newsroom.article("b", "en", {
      related: ["a"],
      image: { src: "b.svg", alt: "A picture" },
      retracted: { date: "2025-07-01T10:00:00+03:00", note: "Why." },
    });
    await publish();
    const gone = { id: "b", gone: "2025-07-01T07:00:00Z", note: { en: "Why." } };
    expect(entries()["b-en"]).toEqual(gone);
    expect(entries()["@b"]).toEqual(gone);
    expect(withdrawn()).toEqual(media.sort());
    expect((await publish(NOW + HOUR)).writes).toBe(0);
  });

  it("redirects to nothing once it is retracted: its former slugs say that it is gone, too", async () => {
    await newsroom.article("b", "en", {
      aliases: ["b-before"],
      retracted: { date: "2025-07-01T10:00:00+03:00", note: "Why." },
    });
    await publish();
    expect(entries()["b-before"]).toEqual(entries()["b-en"]);
  });

  it("is gone under all its slugs once one file says so: drafts', and those of a file that is deleted", async () => {
    const retracted = { date: "2025-07-01T10:00:00+03:00", note: "Why." };
    await newsroom.article("c", "en", { aliases: ["c-before"] });
    await newsroom.article("c", "uk", { aliases: ["c-ranishe"] });
    await newsroom.article("d", "en");
    await newsroom.article("d", "uk");
    await newsroom.article("e", "en");
    await publish();
    await newsroom.article("c", "en", { aliases: ["c-before"], retracted });
    await newsroom.remove("articles/c/uk.md");
    await newsroom.article("d", "en", { retracted });
    await newsroom.article("d", "uk", { draft: true });
    await newsroom.article("e", "en", { retracted, draft: true });
    await publish();
    for (const slug of ["c-en", "c-uk", "c-before", "c-ranishe", "@c", "d-en", "d-uk", "e-en", "@e"])
      expect([slug, entries()[slug]]).toEqual([
        slug,
        expect.objectContaining({ gone: "2025-07-01T07:00:00Z" }),
      ]);
    // Nor are they forgotten by the next publish.
    await newsroom.article("a", "en", {}, "Changed.");
    await publish();
    expect(entries()["c-ranishe"]).toMatchObject({ id: "c", note: { en: "Why." } });
  });

  it("takes every picture along that it ever showed, in any language and however long ago", async () => {
    const pictures = [SVG];
    await newsroom.article("b", "uk", { image: { alt: "Малюнок" } }, "Текст.\n\n![Малюнок](uk.svg)");
    await newsroom.write("articles/b/uk.svg", `${SVG}<!-- uk -->`);
    await publish();
    await newsroom.remove("articles/b/uk.md");
    for (let i = 0; i < 7; i++) {
      pictures.push(`${SVG}<!-- ${i} -->`);
      await newsroom.write("articles/b/b.svg", pictures.at(-1) ?? "");
      await publish();
    }
    const shown = filesOf("b");
    // The drawings differ in what nobody sees: their variants are the same. Each language had its social card.
    expect(shown).toHaveLength(pictures.length + 1 + 3 * 3 + 2);
    expect(live().gone).toEqual([]);
    await newsroom.remove("articles/b");
    await publish();
    expect(withdrawn()).toEqual(shown.sort());
  });

  it("does not take a picture from another article that shows it", async () => {
    await newsroom.article("c", "en", { image: { src: "c.svg", alt: "The same picture" } });
    await newsroom.write("articles/c/c.svg", SVG);
    await publish();
    const own = filesOf("b").filter((key) => !filesOf("c").includes(key));
    await newsroom.remove("articles/b");
    await publish();
    expect(own).toHaveLength(1);
    expect(withdrawn()).toEqual(own);
  });

  it("stays withdrawn while nobody shows the picture, and comes back with whoever does", async () => {
    await publish();
    const files = filesOf("b");
    await newsroom.remove("articles/b");
    await publish();
    await newsroom.article("a", "uk", {}, "Змінено.");
    await publish();
    expect(withdrawn()).toEqual(files.sort());
    await newsroom.article("c", "en", { image: { src: "c.svg", alt: "The same picture" } });
    await newsroom.write("articles/c/c.svg", SVG);
    await publish();
    // But for the card with its headline.
    expect(withdrawn()).toEqual(files.filter((key) => !filesOf("c").includes(key)));
    expect(withdrawn()).toHaveLength(1);
  });

  it("keeps a replaced picture: past revisions show it", async () => {
    await publish();
    await newsroom.write("articles/b/b.svg", `${SVG}<!-- new -->`);
    await publish();
    expect(live().gone).toEqual([]);
  });
});

describe("a schedule", () => {
  const AT = Date.parse("2025-07-02T07:00:00Z");
  const schedule = (publishAt: string) => newsroom.article("later", "en", { publishAt });

  it("is a second release on the timeline, and publishing again writes nothing, before and after", async () => {
    await schedule("2025-07-02T10:00:00+03:00");
    await publish();
    expect(pointer().timeline).toEqual([
      { from: 0, release: expect.any(String) },
      { from: AT, release: expect.any(String) },
    ]);
    expect(entries()).not.toHaveProperty("later-en");
    const next = json<Release>(objectKey(pointer().timeline[1]?.release ?? ""));
    expect(next.parent).toBe(pointer().timeline[0]?.release);
    expect((await publish(NOW + HOUR)).writes).toBe(0);
    const after = await publish(AT + HOUR);
    expect(after.writes).toBe(0);
    expect(after.release).toBe(pointer().timeline[1]?.release);
  });

  it("is rebuilt by every publish", async () => {
    await schedule("2025-07-02T10:00:00+03:00");
    await publish();
    await newsroom.article("a", "en", {}, "Changed meanwhile.");
    await publish();
    const [now, later] = pointer().timeline;
    const both = await Promise.all(
      [now, later].map((each) => loadRelease(objectReader(kv), each?.release ?? "")),
    );
    expect(both[1]?.articles.get("a")?.en).toEqual(both[0]?.articles.get("a")?.en);
    expect(both[1]?.articles.has("later")).toBe(true);
  });

  it("of a draft is no moment: nothing would change at it", async () => {
    await newsroom.article("later", "en", { publishAt: "2025-07-02T10:00:00+03:00", draft: true });
    await newsroom.article("a", "uk", { publishAt: "2025-07-02T10:00:00+03:00", draft: true });
    await publish();
    expect(pointer().timeline).toHaveLength(2);
    await newsroom.article("a", "uk");
    await newsroom.article("c", "en");
    await newsroom.article("c", "uk", { publishAt: "2025-07-03T10:00:00+03:00" });
    await publish();
    expect(pointer().timeline.map(({ release }) => release)).toEqual([
      ...new Set(pointer().timeline.map(({ release }) => release)),
    ]);
  });

  it("can be moved and cancelled", async () => {
    await schedule("2025-07-02T10:00:00+03:00");
    await publish();
    const before = pointer().timeline[0];
    await schedule("2025-07-03T10:00:00+03:00");
    await publish();
    expect(pointer().timeline).toEqual([before, { from: AT + 24 * HOUR, release: expect.any(String) }]);
    await newsroom.remove("articles/later");
    await publish();
    expect(pointer().timeline).toEqual([before]);
  });

  it("does not let a related link out before its time", async () => {
    await newsroom.article("a", "en", { related: ["later"] });
    await schedule("2025-07-02T10:00:00+03:00");
    await publish();
    const related = (which: number) =>
      loadRelease(objectReader(kv), pointer().timeline[which]?.release ?? "").then(
        ({ articles }) => json<{ related: unknown[] }>(objectKey(articles.get("a")?.en?.[1] ?? "")).related,
      );
    expect(await related(0)).toEqual([]);
    expect(await related(1)).toHaveLength(1);
  });
});

describe("more than one shard or leaf holds", () => {
  it("splits the trie and the lists, and finds everything again", async () => {
    for (let i = 0; i < 300; i++) {
      await newsroom.article(`n${i}`, "en", {
        datePublished: new Date(NOW - i * HOUR).toISOString().replace(".000", ""),
      });
    }
    await publish();
    expect(live().slugs.length).toBeGreaterThan(1);
    for (const [, shard] of live().slugs)
      expect(Object.keys(json<SlugShard>(objectKey(shard))).length).toBeLessThanOrEqual(256);
    expect(Object.keys(entries())).toHaveLength(300 * 2 + 5);
    await newsroom.article("newest", "en", {
      datePublished: new Date(NOW).toISOString().replace(".000", ""),
    });
    expect((await publish()).writes).toBeLessThanOrEqual(16);
  });
});
