// A content folder that tests write articles into, and publish through the real code.
import { appendFile, cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { locales } from "../../../src/i18n/locales.ts";
import { type Published, publish } from "../../../src/publish/commit/plan.ts";
import { loadContent } from "../../../src/publish/content/load-content.ts";
import type { PublishKv } from "../../../src/publish/kv/kv.ts";
import type { MediaCache } from "../../../src/publish/media/media-cache.ts";

const CONTENT = join(import.meta.dirname, "../../../content");

export class Newsroom {
  /** The `content` folder. */
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Begins with the project's own content, or with its sections and authors only.
   * @param cards whether social cards are drawn: each takes as long as ten articles, and few tests look at one.
   */
  static async open(articles: "own" | "none", cards = articles === "own"): Promise<Newsroom> {
    const root = await mkdtemp(join(tmpdir(), "visnyk-newsroom-"));
    const folder = join(root, "content");
    await cp(CONTENT, folder, { recursive: true });
    if (articles === "none") await rm(join(folder, "articles"), { recursive: true });
    await mkdir(join(folder, "articles"), { recursive: true });
    if (!cards) await appendFile(join(folder, "site.yaml"), "socialCards: false\n");
    return new Newsroom(folder);
  }

  async write(path: string, text: string | Uint8Array): Promise<void> {
    const file = join(this.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  /** Writes sections, authors or the site, named in English and Ukrainian; any other locale has the English names. */
  async names(file: "sections.yaml" | "authors.yaml" | "site.yaml", text: string): Promise<void> {
    const others = locales.filter((locale) => !["en", "uk"].includes(locale));
    const named = (_: unknown, value: unknown) =>
      typeof value === "object" && value !== null && "en" in value && "uk" in value
        ? { ...value, ...Object.fromEntries(others.map((locale) => [locale, value.en])) }
        : value;
    await this.write(file, others.length === 0 ? text : stringify(parse(text, named)));
  }

  /** Writes a text with front matter that is right but for what `fields` says. */
  async article(
    id: string,
    locale: string,
    fields: Record<string, unknown> = {},
    body = "One paragraph.",
  ): Promise<void> {
    const original = locale === "en" || fields.section !== undefined;
    const shared = original
      ? { section: "latest-news", author: "newsroom", datePublished: "2025-01-01T10:00:00+02:00" }
      : {};
    const frontMatter = {
      headline: `${id} (${locale})`,
      description: "A description.",
      slug: `${id}-${locale}`,
      ...shared,
      ...fields,
    };
    await this.write(`articles/${id}/${locale}.md`, `---\n${stringify(frontMatter)}---\n\n${body}\n`);
  }

  async remove(path: string): Promise<void> {
    await rm(join(this.folder, path), { recursive: true });
  }

  /** @param now milliseconds since 1970. @param cache of what is made of pictures; absent, the project's own. */
  async publish(kv: PublishKv, now: number, media?: MediaCache): Promise<Published> {
    return publish(await loadContent(this.folder, media ? { media } : {}), kv, now);
  }

  async close(): Promise<void> {
    await rm(dirname(this.folder), { recursive: true, force: true });
  }
}

export const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90" viewBox="0 0 160 90"><rect width="160" height="90"/></svg>';

/** @param n from 0 to 25: each looks different. */
export const drawing = (n: number): string =>
  SVG.replace("<rect", `<rect fill="rgb(${n * 10},90,${250 - n * 10})"`);
