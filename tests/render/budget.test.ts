// Budgets for the bytes on the wire.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { locales } from "../../src/i18n/locales.ts";
import { runWrangler } from "../../src/publish/kv/wrangler.ts";
import { renderArticle } from "../../src/render/api/json.ts";
import { renderArticlePage } from "../../src/render/pages/article-page.ts";
import { compileFolder } from "../support/node/compiled.ts";
import { Newsroom, SVG } from "../support/node/newsroom.ts";

const ORIGIN = "https://visnyk.example";
const CONTENT = join(import.meta.dirname, "../../content");

describe("the budget", () => {
  it("of the bundled Worker is 62 KB gzip, and 3 KB for each further language, without zod or remark", async () => {
    const folder = await mkdtemp(join(tmpdir(), "visnyk-bundle-"));
    await runWrangler(["deploy", "--dry-run", "--outdir", folder]);
    const [script] = (await readdir(folder)).filter((name) => name.endsWith(".js"));
    const code = await readFile(join(folder, script ?? ""));
    await rm(folder, { recursive: true });
    expect(gzipSync(code).byteLength).toBeLessThan((62 + 3 * (locales.length - 2)) * 1024);
    expect(code.toString()).not.toMatch(/ZodError|fromMarkdown|createRequire/);
  });

  it("of an article's JSON is 5 KB brotli", async () => {
    const { stored } = await compileFolder(CONTENT);
    expect(stored.size).toBeGreaterThan(0);
    for (const [revision, article] of stored) {
      const json = renderArticle(article, revision, ORIGIN);
      expect(brotliCompressSync(json).byteLength).toBeLessThan(5 * 1024);
    }
  });

  it("of what machines read in a page is 8 KB also where every text is long", async () => {
    const newsroom = await Newsroom.open("none", true);
    await newsroom.write("articles/long/picture.svg", SVG);
    const authors = ["a", "b", "c"];
    await newsroom.names(
      "authors.yaml",
      authors
        .map(
          (id) => `${id}: {type: Person, name: {en: "${"Name ".repeat(10)}", uk: "${"Ім’я ".repeat(10)}"}}`,
        )
        .join("\n"),
    );
    for (const locale of ["en", "uk"]) {
      await newsroom.article("long", locale, {
        headline: "Заголовок ".repeat(20).trim(),
        description: "Оповідання ".repeat(36).trim(),
        slug: `${"dovhyi-".repeat(13)}${locale}`,
        keywords: Array.from({ length: 30 }, (_, i) => `Ключове слово ${i}`),
        image: {
          ...(locale === "en" && { src: "picture.svg" }),
          alt: "Опис ".repeat(60),
          caption: "Підпис ".repeat(40),
          credit: "Автор ".repeat(15),
        },
        ...(locale === "en" && { author: authors }),
        changes: Array.from({ length: 100 }, () => ({
          kind: "correction",
          date: "2025-02-01T10:00:00+02:00",
          text: "Виправлення ".repeat(80),
        })),
      });
    }
    const { stored, site } = await compileFolder(newsroom.folder);
    await newsroom.close();
    for (const article of stored.values()) {
      const page = renderArticlePage({ article, site, origin: ORIGIN });
      const head = new TextEncoder().encode(page.slice(0, page.indexOf("<style>"))).byteLength;
      expect(head).toBeLessThan(8 * 1024);
    }
  });

  it("of an article's page, style included, is 14 KB brotli, and all that machines read is in its first 8 KB", async () => {
    const { stored, site } = await compileFolder(CONTENT);
    for (const article of stored.values()) {
      const page = renderArticlePage({ article, site, origin: ORIGIN });
      expect(brotliCompressSync(page).byteLength).toBeLessThan(14 * 1024);
      const head = new TextEncoder().encode(page.slice(0, page.indexOf("<style>"))).byteLength;
      expect(head).toBeLessThan(8 * 1024);
      expect(page.slice(page.indexOf("<style>"))).not.toMatch(/<meta|<link|ld\+json/);
    }
  });
});
