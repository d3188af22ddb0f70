// A newsroom without files: checked articles that a test changes, published by the real publish code into memory.
import { tmpdir } from "node:os";
import type { Locale } from "../../../src/i18n/locales.ts";
import { commit } from "../../../src/publish/commit/commit.ts";
import { gc } from "../../../src/publish/commit/gc.ts";
import { publish } from "../../../src/publish/commit/plan.ts";
import { planRollback } from "../../../src/publish/commit/rollback.ts";
import { ArticleCache } from "../../../src/publish/content/article-cache.ts";
import { SpooledBodies } from "../../../src/publish/content/bodies.ts";
import { Spool } from "../../../src/publish/files/spool.ts";
import { MediaCache } from "../../../src/publish/media/media-cache.ts";
import { mediaMaker } from "../../../src/publish/media/media-maker.ts";
import type { CheckedArticle, Translation } from "../../../src/publish/model.ts";
import type { Site } from "../../../src/store/format.ts";
import { siteWith } from "./corpus.ts";
import { MemoryKv } from "./memory-kv.ts";

/** UTC, to the second. @param time milliseconds since 1970. */
export const utc = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, "Z");

export class Desk {
  readonly kv = new MemoryKv();
  readonly articles = new Map<string, CheckedArticle>();
  readonly #bodies = new SpooledBodies(new Spool(null), async function* () {});
  site: Site = siteWith(["news"], ["newsroom"]);
  /** Milliseconds since 1970. */
  now: number;
  #edits = 0;

  constructor(now: number) {
    this.now = now;
  }

  /** A new article, or a new text of one that there is, in one language. */
  write(id: string, locale: Locale, slug = `${id}-${locale}`): void {
    const edit = ++this.#edits;
    const old = this.articles.get(id);
    const before = old?.translations[locale];
    const aliases =
      before && before.slug !== slug ? [...before.aliases, before.slug] : (before?.aliases ?? []);
    const { retracted: _, ...article } = old ?? {
      id,
      section: "news",
      author: ["newsroom"],
      datePublished: utc(this.now),
      related: [],
      translations: {},
    };
    const translation: Translation = {
      file: `${id}/${locale}.md`,
      places: {},
      draft: false,
      slug,
      aliases: aliases.filter((alias) => alias !== slug),
      headline: `${id} in ${locale}, edit ${edit}`,
      description: "A description.",
      keywords: [],
      changes: [],
      words: 2,
      pictures: [],
      links: [],
    };
    const text = `Text ${edit}.`;
    this.#bodies.add(id, { [locale]: JSON.stringify([{ type: "paragraph", text, html: text }]) });
    this.articles.set(id, {
      ...article,
      translations: { ...article.translations, [locale]: translation },
    });
  }

  /** Changes what is the same in every language; nothing if there is no such article. */
  change(id: string, to: Partial<CheckedArticle>): void {
    const old = this.articles.get(id);
    if (old) this.articles.set(id, { ...old, ...to });
  }

  /** Takes a language away, and the article with its last one. */
  drop(id: string, locale: Locale): void {
    const old = this.articles.get(id);
    if (!old) return;
    const { [locale]: _, ...translations } = old.translations;
    if (Object.keys(translations).length > 0) this.articles.set(id, { ...old, translations });
    else this.articles.delete(id);
  }

  retract(id: string): void {
    const slugs = Object.values(this.articles.get(id)?.translations ?? {}).map(({ slug }) => slug);
    this.change(id, { retracted: { date: utc(this.now), note: { en: "Why." }, slugs } });
  }

  /** @param minutes from now. */
  schedule(id: string, minutes: number): void {
    this.change(id, { publishAt: utc(this.now + minutes * 60_000) });
  }

  async publish(): Promise<void> {
    const articles = [...this.articles.values()];
    // None of them has a picture.
    const media = mediaMaker(new MediaCache(tmpdir()));
    const cache = await ArticleCache.open(null, "");
    await publish({ site: this.site, articles, bodies: this.#bodies, cache, media }, this.kv, this.now);
  }

  /** @returns whether there was something to go back to. */
  async rollBack(to: string | null = null): Promise<boolean> {
    const plan = await planRollback(this.kv, to, this.now).catch(() => null);
    if (plan) await commit(plan, this.kv);
    return plan !== null;
  }

  async clear(): Promise<void> {
    await gc(this.kv, this.now);
  }
}
