// The JSON of fixed objects, held beside the number that stands for its shape: ETags and caches go by that number, so
// other bytes under the same one would never reach who has the old ones.
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Block, StoredArticle } from "../../../src/article/article.ts";
import { type SummaryRow, summaryOf } from "../../../src/article/summary.ts";
import { renderArticle, renderDirectory, renderIds, renderList } from "../../../src/render/api/json.ts";
import { renderChanges, renderOffline, renderSnapshot } from "../../../src/render/api/sync.ts";
import { JSON_SHAPE, type ListInputs } from "../../../src/render/representation-key.ts";
import type { LogPage, Site } from "../../../src/store/format.ts";

const ORIGIN = "https://visnyk.example";
const HASH = "q1w2e3r4t5y6u7i8o9p0-_";
const TOKEN = "57.1034.q1w2e3r4";
const DATE = "2025-06-29T09:00:00Z";

const picture = {
  url: `/media/${HASH}/first.jpg`,
  width: 1600,
  height: 900,
  type: "image/jpeg",
  placeholder: "thumbhash",
  preview: "webp",
  variants: [
    [`${HASH}.avif`, 480],
    [`${HASH}.webp`, 960],
  ] as [string, number][],
};

const edition = (slug: string, inLanguage: string) => ({
  revision: HASH,
  slug,
  inLanguage,
  headline: `“${slug}” & <more>`,
  description: "A sentence.",
  keywords: ["mines", "treaty"],
  dateModified: "2025-06-30T09:00:00Z",
  sectionName: "Latest news",
  authorNames: ["Newsroom", "Ольга"],
  image: {
    alt: "Alt",
    caption: "Caption",
    credit: "Credit",
    source: { name: "Source", url: "https://a.example/" },
  },
  wordCount: 342,
  readingMinutes: 2,
  display: { readingTime: "2 min read", datePublished: "29 June 2025", byline: "Newsroom and Ольга" },
  sizes: { json: 1000, links: 12, media: [[`${HASH}.webp`, 2000]] as [string, number][] },
});

/** With everything that a row may have, and with as little as it may. */
const rows: SummaryRow[] = [
  {
    id: "first",
    datePublished: DATE,
    section: "latest-news",
    author: [
      { type: "Organization", id: "newsroom" },
      { type: "Person", id: "olha" },
    ],
    image: picture,
    editions: { en: edition("first-en", "en"), uk: edition("persha", "uk") },
  },
  {
    id: "second",
    datePublished: "2025-06-28T09:00:00Z",
    section: "background",
    author: [{ type: "Organization", id: "newsroom" }],
    editions: {
      uk: {
        revision: HASH,
        slug: "second-en",
        inLanguage: "en",
        headline: "Second",
        description: "Short.",
        keywords: [],
        dateModified: "2025-06-28T09:00:00Z",
        sectionName: "Контекст",
        authorNames: ["Редакція"],
        wordCount: 1,
        readingMinutes: 1,
        display: { readingTime: "1 хв читання", datePublished: "28 червня 2025", byline: "Редакція" },
      },
    },
  },
];

const inside = 'See <a href="/uk/articles/persha">this</a> and <a href="https://b.example/">that</a>.';
const body: Block[] = [
  { type: "paragraph", text: "See this and that.", html: inside },
  { type: "heading", text: "Heading", html: "Heading", level: 2 },
  { type: "quote", text: "Слова", html: '<span lang="uk">Слова</span>', cite: "Хтось", inLanguage: "uk" },
  {
    type: "list",
    text: "a\nb",
    ordered: true,
    items: [
      { text: "a", html: "<em>a</em>" },
      { text: "b", html: "b" },
    ],
  },
  {
    type: "image",
    text: "Caption",
    image: { ...picture, alt: "Alt", caption: "Caption", variants: [] },
  },
  { type: "divider", text: "" },
];

const stored = (locale: string): StoredArticle[] =>
  rows.flatMap((row) => {
    const summary = summaryOf(row, locale);
    if (!summary) return [];
    const { revision: _, ...head } = summary;
    return [
      {
        ...head,
        socialCard: `/media/${HASH}/card.png`,
        corrections: [{ kind: "correction", date: "2025-06-30T09:00:00Z", text: "A name was wrong." }],
        related: [
          { id: "x", inLanguage: "en", headline: "X", url: "/en/articles/x", api: "/v1/en/articles/x" },
        ],
        body,
      },
    ];
  });

const site: Site = {
  name: { en: "Visnyk", uk: "Вісник" },
  description: {},
  sections: { "latest-news": { en: "Latest news", uk: "Останні новини" }, background: { en: "Background" } },
  authors: {
    olha: { type: "Person", name: { en: "Olha", uk: "Ольга" } },
    newsroom: { type: "Organization", name: { en: "Newsroom", uk: "Редакція" } },
  },
};

const list = (more: Partial<ListInputs>): ListInputs => ({
  locale: "uk",
  filter: "all",
  fallback: true,
  limit: 20,
  cursor: null,
  total: 2,
  more: false,
  leaves: [],
  ...more,
});

const log: LogPage = [
  { sequence: 57, parent: HASH, at: DATE },
  { sequence: 57, id: "first", uk: ["persha", HASH], en: ["first-en", HASH] },
  { sequence: 57, id: "third", deleted: { uk: DATE } },
];

const revisions = rows.map(() => HASH);
const answers: Record<string, string> = {
  article: renderArticle(stored("en")[0] as StoredArticle, HASH, ORIGIN),
  fallback: renderArticle(stored("uk")[1] as StoredArticle, HASH, ORIGIN),
  list: renderList(rows, list({}), ORIGIN),
  "list without fallback": renderList(rows, list({ fallback: false }), ORIGIN),
  "list that goes on": renderList(rows, list({ limit: 1, filter: "s:latest-news" }), ORIGIN),
  ids: renderIds(revisions, stored("uk"), ORIGIN),
  sections: renderDirectory("sections", "uk", site, { "latest-news": 1 }, ORIGIN),
  authors: renderDirectory("authors", "en", site, { newsroom: 2, olha: 1 }, ORIGIN),
  snapshot: renderSnapshot(rows, list({ limit: 1 }), TOKEN, ORIGIN),
  changes: renderChanges(log, { locale: "uk", token: TOKEN, more: true, page: HASH, from: 0 }, ORIGIN),
  offline: renderOffline(rows, list({}), ORIGIN),
};

it("changes under another JSON_SHAPE only", async () => {
  const file = join(import.meta.dirname, `../../fixtures/json-shape/${JSON_SHAPE}.json`);
  const advice = "The JSON of the API has changed: raise JSON_SHAPE in src/render/representation-key.ts";
  const text = `${JSON.stringify(answers, null, 2)}\n`;
  await expect(text, advice).toMatchFileSnapshot(file);
});
