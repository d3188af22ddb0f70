// Synthetic articles, as compiling would leave them: for tests and measurements at sizes that no content folder has.
import { articlePagePath, authorPagePath } from "../../../src/article/paths.ts";
import type { SummaryRow } from "../../../src/article/summary.ts";
import type { Compiled, Encode, ObjectReader } from "../../../src/publish/model.ts";
import type { Site } from "../../../src/store/format.ts";
import { type Hash, hashOf } from "../../../src/store/keys.ts";

/** One article in two languages, or in English with its fallback. */
export interface SyntheticArticle {
  id: string;
  /** UTC, to the second. */
  datePublished: string;
  section: string;
  author: string[];
  /** Stands for its text. */
  text: string;
  translated: boolean;
  aliases?: string[];
}

const names = { en: "Name", uk: "Назва" };

export const siteWith = (sections: readonly string[], authors: readonly string[]): Site => ({
  name: names,
  description: names,
  sections: Object.fromEntries(sections.map((id) => [id, names])),
  authors: Object.fromEntries(authors.map((id) => [id, { type: "Person", name: names }])),
});

/** Objects as a KV would hold them. */
export class Objects {
  readonly values = new Map<Hash, Uint8Array>();

  readonly read: ObjectReader = async (hash) => {
    const bytes = this.values.get(hash);
    if (!bytes) throw new Error(`object/${hash} is missing`);
    return bytes;
  };

  /** @returns how many of them are new. */
  async add(objects: Iterable<[Hash, Encode]>): Promise<number> {
    const before = this.values.size;
    for (const [hash, encode] of objects) this.values.set(hash, await encode());
    return this.values.size - before;
  }
}

export async function compileSynthetic(site: Site, articles: Iterable<SyntheticArticle>): Promise<Compiled> {
  const compiled: Compiled = {
    site,
    articles: [],
    objects: new Map(),
    media: new Map(),
    withheld: [],
    retracted: [],
  };
  for (const { id, datePublished, section, author, text, translated, aliases = [] } of articles) {
    const row: SummaryRow = {
      id,
      datePublished,
      section,
      author: author.map((each) => ({ type: "Person", id: each })),
      editions: {},
    };
    for (const locale of ["en", "uk"]) {
      const inLanguage = translated ? locale : "en";
      const slug = `${id}-${inLanguage}`;
      const article = {
        id,
        inLanguage,
        requestedLanguage: locale,
        datePublished,
        dateModified: datePublished,
        url: articlePagePath(locale, slug),
        headline: `${id} ${text}`,
        description: text,
        keywords: [],
        section: { id: section, name: section },
        author: author.map((each) => ({ id: each, name: each, url: authorPagePath(locale, each) })),
        corrections: [],
        related: [],
        body: [{ type: "paragraph", text }],
      };
      const bytes = new TextEncoder().encode(JSON.stringify(article));
      const revision = await hashOf(bytes);
      compiled.objects.set(revision, async () => bytes);
      row.editions[locale] = {
        revision,
        slug,
        inLanguage,
        headline: `${id} ${text}`,
        description: "A description of about the length that a description has in real life.",
        keywords: [],
        dateModified: datePublished,
        sectionName: section,
        authorNames: author,
        wordCount: 200,
        readingMinutes: 1,
        display: { readingTime: "1 min read", datePublished, byline: author.join(", ") },
      };
    }
    compiled.articles.push({ row, aliases: aliases.map((alias) => [alias, `${id}-en`]), media: [] });
  }
  return compiled;
}
