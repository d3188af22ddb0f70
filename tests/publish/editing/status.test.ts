// Translations behind their originals, and by how much: over publishes, and with nothing published at all.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Locale, locales } from "../../../src/i18n/locales.ts";
import { commit } from "../../../src/publish/commit/commit.ts";
import { planRollback } from "../../../src/publish/commit/rollback.ts";
import { checkFolder } from "../../../src/publish/content/load-content.ts";
import { readStatus, type Status } from "../../../src/publish/editing/status.ts";
import { markTranslated, withTranslatedFrom } from "../../../src/publish/editing/translated-from.ts";
import { statusLines, statusMarkdown } from "../../../src/publish/report/status.ts";
import type { SlugShard } from "../../../src/store/format.ts";
import { MemoryKv } from "../../support/node/memory-kv.ts";
import { Newsroom, SVG } from "../../support/node/newsroom.ts";

const DAY = 24 * 3_600_000;
const START = Date.parse("2025-03-01T10:00:00Z");
const NONE = "A".repeat(22);

let newsroom: Newsroom;
let kv: MemoryKv;
let now: number;
beforeEach(async () => {
  newsroom = await Newsroom.open("none");
  kv = new MemoryKv();
  now = START;
});
afterEach(() => newsroom.close());

const status = async (): Promise<Status> =>
  readStatus(await checkFolder(newsroom.folder), newsroom.folder, kv, now);
const textOf = async (locale: Locale, id = "one") =>
  (await status()).articles.find((article) => article.id === id)?.texts[locale];

/** A publish a day. */
async function publish(): Promise<void> {
  await newsroom.publish(kv, now);
  now += DAY;
}

/** The name of what is live in the language, from KV itself. */
function liveRevision(id: string, locale: Locale): string {
  const pointer = JSON.parse(text("pointer"));
  const release = JSON.parse(text(`object/${pointer.timeline[0].release}`));
  for (const [, shard] of release.slugs) {
    const entry = (JSON.parse(text(`object/${shard}`)) as SlugShard)[`@${id}`];
    if (entry && locale in entry) return (entry as Record<Locale, string[]>)[locale][1] ?? "";
  }
  throw new Error(`${id} is not live`);
}
const text = (key: string) => new TextDecoder().decode(kv.values.get(key)?.value);

const original = (body: string, fields = {}) => newsroom.article("one", "en", fields, body);
const translation = (revision: string, fields = {}) =>
  newsroom.article("one", "uk", { translatedFrom: { inLanguage: "en", revision }, ...fields }, "Один абзац.");

describe("status", () => {
  it("tells what is there and what is missing before anything is published", async () => {
    await original("First.");
    await newsroom.article("two", "uk", { section: "background", draft: true }, "Абзац.");
    expect(await status()).toMatchObject({
      articles: [
        { id: "one", retracted: false, texts: { en: { state: "current" }, uk: { state: "missing" } } },
        { id: "two", texts: { en: { state: "missing" }, uk: { state: "current", draft: true } } },
      ],
      totals: {
        en: { articles: 2, current: 1, missing: 1, outdated: 0, drafts: 0 },
        uk: { articles: 2, current: 1, missing: 1, outdated: 0, drafts: 1 },
      },
    });
  });

  it("counts the edits of the original since the revision that was translated, and says since when", async () => {
    await original("First.");
    await publish();
    const first = liveRevision("one", "en");
    await translation(first);
    await publish();
    expect(await textOf("uk")).toMatchObject({ state: "current", original: "en" });
    expect(await textOf("uk")).not.toHaveProperty("unknownBasis");

    await original("Second.");
    expect(await textOf("uk")).toMatchObject({ state: "outdated", edits: 1, more: false });
    expect(await textOf("uk")).not.toHaveProperty("since");
    await publish();
    const since = "2025-03-03T10:00:00Z";
    expect(await textOf("uk")).toMatchObject({ state: "outdated", edits: 1, more: false, since });
    await original("Third.");
    expect(await textOf("uk")).toMatchObject({ state: "outdated", edits: 2, more: false, since });
    await translation(liveRevision("one", "en"));
    expect(await textOf("uk")).toMatchObject({ state: "outdated", edits: 1, more: false });
    // The words are what they were: nothing is to be translated.
    await original("First.");
    await translation(first);
    expect(await textOf("uk")).toMatchObject({ state: "current" });
  });

  it("counts headline, description and caption as words of the original, and nothing that is not", async () => {
    await newsroom.write("articles/one/a.svg", SVG);
    const image = { src: "a.svg", alt: "What is seen.", credit: "Visnyk" };
    const fields = { image: { ...image, caption: "A caption." } };
    const ukrainian = { image: { alt: "Що видно.", caption: "Підпис." } };
    await original("First.", fields);
    await publish();
    const first = liveRevision("one", "en");
    await translation(first, ukrainian);
    await publish();

    const sections = await readFile(join(newsroom.folder, "sections.yaml"), "utf8");
    await newsroom.write("sections.yaml", sections.replace("Latest news", "News"));
    await original("**First.**", { ...fields, keywords: ["a"], slug: "another-slug" });
    await publish();
    expect(liveRevision("one", "en")).not.toBe(first);
    expect(await textOf("uk")).toMatchObject({ state: "current" });

    for (const change of [
      { headline: "Another" },
      { description: "Another." },
      { image: { ...image, caption: "Another." } },
      { image: { ...image, caption: "A caption.", alt: "Another." } },
    ]) {
      await original("First.", { ...fields, ...change });
      expect(await textOf("uk")).toMatchObject({ state: "outdated", edits: 1 });
    }
  });

  it("says that it is more edits than are kept", async () => {
    await original("0");
    await publish();
    const first = liveRevision("one", "en");
    await translation(first);
    for (let edit = 1; edit <= 6; edit++) {
      await original(String(edit));
      await publish();
    }
    // What gc clears away is not there to be compared with.
    kv.values.delete(`object/${first}`);
    expect(await textOf("uk")).toMatchObject({ state: "outdated", edits: 4, more: true });
    await translation(NONE);
    expect(await textOf("uk")).toMatchObject({ state: "outdated", edits: 4, more: true });
  });

  it("takes a translation for current of which it is not known what it was made from", async () => {
    await original("First.");
    await newsroom.article("one", "uk", {}, "Абзац.");
    await newsroom.article("two", "en");
    await publish();
    const unknown = { state: "current", original: "en", unknownBasis: true };
    expect(await textOf("uk")).toMatchObject(unknown);
    expect(await textOf("en")).toEqual({ state: "current", draft: false });
    for (const revision of [NONE, liveRevision("two", "en"), "../pointer"]) {
      await translation(revision);
      expect(await textOf("uk")).toMatchObject(unknown);
    }
    expect((await status()).totals.uk).toMatchObject({ current: 1, unknownBasis: 1, missing: 1 });
  });

  it("compares with the words of a rolled back release, too", async () => {
    await original("First.");
    await publish();
    await original("Second.");
    await publish();
    await translation(liveRevision("one", "en"));
    await commit(await planRollback(kv, null, now), kv);
    expect(await textOf("uk")).toMatchObject({ state: "current" });
    await original("First.");
    expect(await textOf("uk")).toMatchObject({ state: "outdated", more: true });
  });

  it("names texts with errors, drafts, what is withdrawn and what is scheduled, and whether it is published", async () => {
    const publishAt = "2025-06-01T09:00:00Z";
    await newsroom.article("later", "en", { publishAt });
    await newsroom.article("gone", "en", {
      retracted: { date: "2025-02-01T10:00:00Z", note: "Why." },
    });
    const later = async () => (await status()).articles.find(({ id }) => id === "later");
    expect(await later()).toMatchObject({ publishAt, scheduled: false });
    await publish();
    expect(await later()).toMatchObject({ publishAt, scheduled: true });
    await newsroom.article("faulty", "uk", { section: "sport" });
    expect(await status()).toMatchObject({
      articles: [
        { id: "faulty", texts: { uk: { state: "faulty" } } },
        { id: "gone", retracted: true },
        { id: "later" },
      ],
      totals: { en: { articles: 2, current: 1, missing: 1 }, uk: { faulty: 1, missing: 1 } },
    });
    now = Date.parse(publishAt);
    expect(await later()).not.toHaveProperty("publishAt");
  });
});

describe("the table", () => {
  // What it looks like with two.
  it.runIf(locales.length === 2)(
    "has aligned columns in both languages, and is plain Markdown if asked for",
    async () => {
      await original("First.");
      await publish();
      await translation(liveRevision("one", "en"), { draft: true });
      await original("Second.");
      await publish();
      const plain = (_: unknown, words: string) => words;
      expect(statusLines(await status(), "en", plain)).toEqual([
        "Article  English  Українська",
        "one      current  outdated by 1 edit since Mar 2, 2025 · draft",
        "",
        "English     ████████████████████  1 of 1 current",
        "Українська  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒  0 of 1 current, 1 outdated, 1 draft",
        "",
        "Once a translation has caught up, say so: `npm run content -- status --mark one/uk`",
      ]);
      const [head, row] = statusLines(await status(), "uk", plain);
      expect(head?.indexOf("Українська")).toBe(row?.indexOf("відстає на 1 правку"));
      expect(statusMarkdown(await status(), "uk").slice(0, 3)).toEqual([
        "| Стаття | English | Українська |  |",
        "| --- | --- | --- | --- |",
        "| one | актуально | відстає на 1 правку, з 2 бер. 2025 р. · чернетка |  |",
      ]);
    },
  );

  it("says how to begin where there is nothing", async () => {
    expect(statusLines(await status(), "en", (_, words) => words).join()).toContain("npm run content -- new");
  });
});

describe("status --mark", () => {
  const mark = async (name: string) => markTranslated(name, await status(), newsroom.folder);

  it("writes what the translation was made from, once that is live", async () => {
    await original("First.");
    const file = "---\nheadline: Так\ndescription: Так.\n---\n\nАбзац.\n";
    await newsroom.write("articles/one/uk.md", `\ufeff${file}`);
    await expect(mark("one/uk")).rejects.toThrow("the current text of one/en is not live");
    await publish();
    const revision = liveRevision("one", "en");
    expect((await mark("one/uk")).basis).toEqual({ inLanguage: "en", revision });
    const field = `translatedFrom: { inLanguage: en, revision: "${revision}" }\n`;
    expect(await readFile(join(newsroom.folder, "articles/one/uk.md"), "utf8")).toBe(
      `\ufeff${file.replace("---\n\n", `${field}---\n\n`)}`,
    );
    expect(await textOf("uk")).not.toHaveProperty("unknownBasis");
    // It is no change of the article.
    const edit = text("pointer");
    await publish();
    expect(text("pointer")).toBe(edit);
  });

  it("says what to do when it cannot", async () => {
    await original("First.");
    await expect(mark("one/en")).rejects.toThrow("one/en is the original");
    await expect(mark("one/uk")).rejects.toThrow("one/uk is not there yet");
    const tags = new Intl.ListFormat("en", { type: "disjunction" }).format(locales);
    for (const name of ["none/uk", "one/fr", "one", ""]) {
      await expect(mark(name)).rejects.toThrow(`name an article’s folder and a language, ${tags}`);
    }
  });

  it("leaves every other byte of the file as it is", () => {
    const revision = "b".repeat(22);
    const basis = { inLanguage: "en", revision } as const;
    const marked = (body: string) => withTranslatedFrom("content/articles/one/uk.md", body, "uk", basis);
    const field = `translatedFrom: { inLanguage: en, revision: "${revision}" }`;
    const rest = "# ні\u0308  \r\n\r\n---\r\nКінець";
    expect(marked(`---\r\nheadline:   "Так"   # 1\r\ndescription: Й\u0306.\r\n---\r\n${rest}`)).toBe(
      `---\r\nheadline:   "Так"   # 1\r\ndescription: Й\u0306.\r\n${field}\r\n---\r\n${rest}`,
    );
    const block = (name: string) =>
      `---\nheadline: Так\ntranslatedFrom: # від\n  revision:   ${name} # остання\n  inLanguage: en\ndescription: Так.\n---\n\nТак.`;
    expect(marked(block("a".repeat(22)))).toBe(block(`"${revision}"`));
    const flow = (name: string) =>
      `---\n{ headline: Так, description: Так., translatedFrom: { inLanguage: en, revision: ${name} } }\n---\nТак.`;
    expect(marked(flow("x"))).toBe(flow(`"${revision}"`));
    // In braces there is no line to add one below.
    expect(marked("---\n{ headline: Так, description: Так. }\n---\nТак.")).toBe(null);
  });
});
