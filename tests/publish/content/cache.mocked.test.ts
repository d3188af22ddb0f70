// Parsed articles are cached, and only changed files are read again, with the result of reading everything.

import { execFileSync } from "node:child_process";
import { mkdtemp, rename as move, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { commit } from "../../../src/publish/commit/commit.ts";
import { planPublish } from "../../../src/publish/commit/plan.ts";
import { checkFolder, loadContent } from "../../../src/publish/content/load-content.ts";
import type { LoadedContent } from "../../../src/publish/content/read-content.ts";
import { ContentError, formatDiagnostic } from "../../../src/publish/diagnostics/messages.ts";
import { parseMarkdown } from "../../../src/publish/parse/markdown/markdown.ts";
import { count, SEED } from "../../support/counts.ts";
import { MemoryKv } from "../../support/node/memory-kv.ts";
import { Newsroom, SVG } from "../../support/node/newsroom.ts";

vi.mock("../../../src/publish/parse/markdown/markdown.ts", { spy: true });

const NOW = Date.parse("2025-07-01T12:00:00Z");
const HOUR = 3_600_000;

let newsroom: Newsroom;
let keep: string;
beforeEach(async () => {
  newsroom = await Newsroom.open("none");
  keep = await mkdtemp(join(tmpdir(), "visnyk-kept-"));
  // Files that were written a moment ago are not kept: let it be an hour ago.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + HOUR });
});
afterEach(async () => {
  vi.useRealTimers();
  await newsroom.close();
  await rm(keep, { recursive: true });
});

/** Publishes by what was kept. @returns the texts that were read, by their files. */
async function publish(kv: MemoryKv): Promise<string[]> {
  vi.mocked(parseMarkdown).mockClear();
  const content = await loadContent(newsroom.folder, { cacheFolder: keep });
  await commit(await planPublish(content, kv, NOW), kv);
  content.cache.save();
  return vi
    .mocked(parseMarkdown)
    .mock.calls.map(([{ file }]) => file.replace("content/articles/", ""))
    .sort();
}

/** Where it is written what things are that articles show: their names, and what kind of author one is. */
const NAMES = {
  section: ["sections.yaml", /(?<=latest-news:\n {2}en: ).+/],
  розділ: ["sections.yaml", /(?<=latest-news:\n {2}en: .+\n {2}uk: ).+/],
  author: ["authors.yaml", /(?<=newsroom:\n {2}type: .+\n {2}name:\n {4}en: ).+/],
  автор: ["authors.yaml", /(?<=newsroom:\n {2}type: .+\n {2}name:\n {4}en: .+\n {4}uk: ).+/],
  type: ["authors.yaml", /(?<=newsroom:\n {2}type: ).+/],
  site: ["site.yaml", /(?<=^name:\n {2}en: ).+/],
} as const;

const rename = async (what: keyof typeof NAMES, to: string) => {
  const [file, name] = NAMES[what];
  const text = await readFile(join(newsroom.folder, file), "utf8");
  expect(text).toMatch(name);
  await newsroom.write(file, text.replace(name, to));
};

describe("what was kept", () => {
  it("has the warnings, too, and nothing of what has errors", async () => {
    const kv = new MemoryKv();
    await newsroom.article("a", "en", {}, "It's so.");
    expect(await publish(kv)).toEqual(["a/en.md"]);
    expect(await publish(kv)).toEqual([]);
    const warned = async () =>
      (await checkFolder(newsroom.folder, { cacheFolder: keep })).diagnostics.map(({ code }) => code);
    expect(await warned()).toEqual(["apostrophe"]);
    await newsroom.article("b", "en", { draft: 3 });
    for (let i = 0; i < 2; i++) {
      vi.mocked(parseMarkdown).mockClear();
      const { content, diagnostics } = await checkFolder(newsroom.folder, { cacheFolder: keep });
      content.cache.save();
      expect(diagnostics.map(({ code }) => code)).toEqual(["apostrophe", "not_boolean"]);
      expect(vi.mocked(parseMarkdown).mock.calls.map(([{ file }]) => file)).toEqual([
        "content/articles/b/en.md",
      ]);
    }
  });

  it("leaves to read what has changed, and what shows it", async () => {
    const kv = new MemoryKv();
    await newsroom.article("a", "en");
    await newsroom.article("a", "uk");
    await newsroom.article("b", "en", { related: ["a"] });
    await newsroom.article("c", "uk", { section: "background" });
    expect(await publish(kv)).toEqual(["a/en.md", "a/uk.md", "b/en.md", "c/uk.md"]);
    expect(await publish(kv)).toEqual([]);
    await newsroom.article("a", "uk", {}, "Змінено.");
    expect(await publish(kv)).toEqual(["a/en.md", "a/uk.md"]);
    await newsroom.article("a", "en", { headline: "Another" });
    expect(await publish(kv)).toEqual(["a/en.md", "a/uk.md", "b/en.md"]);
    await rename("section", "News");
    expect(await publish(kv)).toEqual(["a/en.md", "a/uk.md", "b/en.md"]);
    await newsroom.remove("articles/b");
    expect(await publish(kv)).toEqual([]);
    expect(await publish(kv)).toEqual([]);
    // To a KV that has nothing yet everything is written.
    expect(await publish(new MemoryKv())).toEqual(["a/en.md", "a/uk.md", "c/uk.md"]);
  });

  it("is kept also when something is wrong elsewhere", async () => {
    await newsroom.article("a", "en");
    await newsroom.article("b", "en", {}, "<b>");
    await expect(publish(new MemoryKv())).rejects.toThrow(ContentError);
    await newsroom.article("b", "en");
    vi.mocked(parseMarkdown).mockClear();
    await loadContent(newsroom.folder, { cacheFolder: keep });
    expect(parseMarkdown).toHaveBeenCalledTimes(1);
  });

  it("does not hold for what was changed a moment before: its next change might look the same", async () => {
    vi.useRealTimers();
    const kv = new MemoryKv();
    await newsroom.article("a", "en");
    expect(await publish(kv)).toEqual(["a/en.md"]);
    expect(await publish(kv)).toEqual(["a/en.md"]);
  });

  it.each<[string, (file: Buffer) => Buffer]>([
    ["empty", () => Buffer.of()],
    ["cut", (file) => file.subarray(0, -200)],
    ["longer", (file) => Buffer.concat([file, file])],
    ["damaged", (file) => Buffer.from(file.toString().replace("Published", "Publi5hed"))],
    ["another file", () => Buffer.from("{}\n")],
  ])("is not believed when it is %s", async (_, damage) => {
    await newsroom.article("a", "en", { headline: "Published" });
    const kv = new MemoryKv();
    await publish(kv);
    const file = join(keep, "articles.jsonl");
    await writeFile(file, damage(await readFile(file)));
    expect(await publish(kv)).toEqual(["a/en.md"]);
    expect(kv.log.at(-1)?.key).toBe("pointer");
    expect(await publish(kv)).toEqual([]);
  });

  it("takes nothing from what another command has kept meanwhile", async () => {
    const kv = new MemoryKv();
    for (const id of ["a", "b", "c"]) await newsroom.article(id, "en");
    await publish(kv);
    const { cache } = await loadContent(newsroom.folder, { cacheFolder: keep });
    await newsroom.article("a", "en", {}, "It is longer now than it was before.");
    await publish(kv);
    cache.markDirty("b");
    cache.save();
    expect(await publish(kv)).toEqual(["a/en.md"]);
    expect(await publish(kv)).toEqual([]);
  });

  it("does not hide an edit that leaves size and date of a file as they were", async () => {
    const kv = new MemoryKv();
    const file = join(newsroom.folder, "articles/a/en.md");
    await newsroom.article("a", "en", {}, "One.");
    await publish(kv);
    const dated = (path: string, like: string) => execFileSync("touch", ["-r", like, path]);
    dated(join(keep, "date"), file);
    await newsroom.article("a", "en", {}, "Two.");
    dated(file, join(keep, "date"));
    expect(await publish(kv)).toEqual(["a/en.md"]);
  });

  it("notices a file that is moved into a folder or out of it, but not an editor's own", async () => {
    const kv = new MemoryKv();
    const path = (name: string) => join(newsroom.folder, "articles", name);
    await newsroom.article("a", "en");
    await newsroom.article("b", "en");
    await newsroom.article("b", "uk");
    await publish(kv);
    await move(path("b/uk.md"), path("a/uk.md"));
    expect(await publish(kv)).toEqual(["a/en.md", "a/uk.md", "b/en.md"]);
    await newsroom.write("articles/a/.en.md.swp", "x");
    expect(await publish(kv)).toEqual([]);
    await rm(path("a/.en.md.swp"));
    await rm(path("a/uk.md"));
    expect(await publish(kv)).toEqual(["a/en.md"]);
    expect(await publish(kv)).toEqual([]);
  });

  it("is of one content folder: in another place the same files are other ones", async () => {
    await newsroom.article("a", "en", { image: { src: "a.svg", alt: "A picture" } });
    await newsroom.write("articles/a/a.svg", SVG);
    await publish(new MemoryKv());
    const moved = join(newsroom.folder, "../moved");
    await move(newsroom.folder, moved);
    const content = await loadContent(moved, { cacheFolder: keep });
    const kv = new MemoryKv();
    await commit(await planPublish(content, kv, NOW), kv);
    expect([...kv.values.keys()].some((key) => key.startsWith("media/"))).toBe(true);
  });

  it("is not mixed with what changes while it is published", async () => {
    const kv = new MemoryKv();
    await newsroom.article("a", "en");
    await publish(kv);
    await rename("section", "News");
    const content = await loadContent(newsroom.folder, { cacheFolder: keep });
    await newsroom.article("a", "en", {}, "Changed.");
    await expect(planPublish(content, kv, NOW)).rejects.toThrow(/a changed while it was published/);
  });
});

describe("publishing by what was kept", () => {
  const id = fc.constantFrom("a", "b", "c", "d");
  const locale = fc.constantFrom("en", "uk");
  const rarely = (...values: unknown[]) =>
    fc.oneof(
      { weight: 7, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom(...values) },
    );
  /** Mostly right, so that much of it can be published. */
  const fields = fc.record(
    {
      headline: fc.constantFrom("One", "Two", "Тема"),
      slug: rarely("same", "other"),
      aliases: rarely(["before"], ["same", "long-before"]),
      section: rarely("latest-news", "none"),
      author: rarely(["newsroom"], "nobody"),
      related: rarely(["a"], ["c", "b"], ["none"]),
      draft: fc.boolean(),
      publishAt: fc.constantFrom("2025-08-01T10:00:00Z", "2025-06-01T10:00:00Z"),
      image: rarely({ src: "p.svg", alt: "A picture" }, { alt: "x" }),
      retracted: rarely({ date: "2025-06-01T10:00:00Z", note: "Why." }),
      keywords: fc.constantFrom(["a"], ["b"]),
    },
    { requiredKeys: [] },
  );
  const body = fc.constantFrom("Text.", "More text.", "Still more.", "![A picture](p.svg)", "<b>");
  const edit = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant("write" as const), id, locale, fields, body }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("remove" as const), id }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("drop" as const), id, locale }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("picture" as const), id, size: fc.nat(9) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("rename" as const),
        named: fc.constantFrom<[keyof typeof NAMES, string]>(
          ["section", "A"],
          ["section", "B"],
          ["author", "A"],
          ["type", "Person"],
          ["site", "A"],
        ),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("damage" as const), at: fc.nat(3000) }) },
  );

  async function apply(each: typeof edit extends fc.Arbitrary<infer T> ? T : never): Promise<void> {
    if (each.kind === "write") {
      // Whichever text comes first has the facts that all of them share.
      const section = each.id < "c" ? "latest-news" : "background";
      const stated = Object.entries(each.fields).filter(([, value]) => value !== undefined);
      await newsroom.article(each.id, each.locale, { section, ...Object.fromEntries(stated) }, each.body);
    } else if (each.kind === "picture")
      await newsroom.write(`articles/${each.id}/p.svg`, `${SVG}<!-- ${each.size} -->`);
    else if (each.kind === "rename") await rename(...each.named);
    else if (each.kind === "damage") {
      const file = join(keep, "articles.jsonl");
      const bytes = await readFile(file).catch(() => Buffer.of());
      if (each.at < bytes.length) bytes[each.at] = 48 + (each.at % 10);
      await writeFile(file, bytes);
    } else {
      const path = each.kind === "remove" ? "" : `/${each.locale}.md`;
      await newsroom.remove(`articles/${each.id}${path}`).catch(() => {});
    }
  }

  /** What would be published, as far as anybody can tell, or what is wrong. */
  async function outcome(folder: string | null, kv: MemoryKv): Promise<unknown> {
    let content: LoadedContent;
    try {
      content = await loadContent(newsroom.folder, { cacheFolder: folder });
    } catch (error) {
      if (error instanceof ContentError)
        return error.diagnostics.map((diagnostic) => formatDiagnostic(diagnostic));
      throw error;
    }
    const plan = await planPublish(content, kv, NOW);
    content.cache.save();
    const { objects, rows, ...rest } = plan;
    const written = await Promise.all(
      objects.map(async ({ key, encode }) => [key, new TextDecoder().decode(await encode())]),
    );
    await commit(plan, kv);
    return { ...rest, rows: [...rows], written };
  }

  it.each<[keyof typeof NAMES, string]>([
    ["section", "Other"],
    ["розділ", "Інший"],
    ["author", "Other"],
    ["автор", "Інший"],
    ["type", "Person"],
    ["site", "Other"],
  ])("makes anew what shows another %s, in every language", async (what, to) => {
    await newsroom.article("a", "en");
    await newsroom.article("b", "uk", { section: "latest-news" });
    const [kept, whole] = [new MemoryKv(), new MemoryKv()];
    expect(await outcome(keep, kept)).toEqual(await outcome(null, whole));
    await rename(what, to);
    expect(await outcome(keep, kept)).toEqual(await outcome(null, whole));
  });

  it("tells languages apart in which everything has the same name", async () => {
    await rename("section", "Новини");
    await rename("розділ", "Новини");
    await rename("author", "Редакція");
    await newsroom.article("a", "en");
    const kv = new MemoryKv();
    await publish(kv);
    expect(await outcome(keep, kv)).toMatchObject({ pointer: null });
  });

  it("makes anew what has a translation in a preview that is still a draft", async () => {
    await newsroom.article("a", "en");
    await newsroom.article("a", "uk", { draft: true });
    const kv = new MemoryKv();
    await publish(kv);
    const preview = async (folder: string | null) => {
      const { release, objects } = await planPublish(
        await loadContent(newsroom.folder, { cacheFolder: folder }),
        kv,
        NOW,
        "in",
      );
      return [release, objects.map(({ key }) => key)];
    };
    expect(await preview(keep)).toEqual(await preview(null));
  });

  it("makes the same release and names the same problems as reading everything, whatever was edited", {
    timeout: 120_000,
  }, async () => {
    let published = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 8 }),
        async (days) => {
          await newsroom.remove("articles").catch(() => {});
          await newsroom.article("a", "en", { related: ["b"] });
          await newsroom.article("b", "uk", { section: "background" });
          const [kept, whole] = [new MemoryKv(), new MemoryKv()];
          for (const day of [[], ...days]) {
            for (const each of day) await apply(each);
            // The file system's clock has ticked before the next edit.
            await setTimeout(8);
            const expected = await outcome(null, whole);
            expect(await outcome(keep, kept)).toEqual(expected);
            if (!Array.isArray(expected)) published++;
          }
        },
      ),
      { numRuns: count(40, 6), seed: SEED },
    );
    expect(published).toBeGreaterThan(count(50, 6));
  });
});
