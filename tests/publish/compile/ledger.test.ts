// The change ledger of an article: what each kind of change does to what clients and readers see.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StoredArticle } from "../../../src/article/article.ts";
import type { Locale } from "../../../src/i18n/locales.ts";
import { loadContent } from "../../../src/publish/content/load-content.ts";
import { ContentError } from "../../../src/publish/diagnostics/messages.ts";
import { renderArticlePage } from "../../../src/render/pages/article-page.ts";
import type { LogPage, Pointer, Release } from "../../../src/store/format.ts";
import { objectKey, POINTER_KEY } from "../../../src/store/keys.ts";
import { compileFolder } from "../../support/node/compiled.ts";
import { finding } from "../../support/node/findings.ts";
import { MemoryKv } from "../../support/node/memory-kv.ts";
import { Newsroom } from "../../support/node/newsroom.ts";

const NOW = Date.parse("2025-07-01T12:00:00Z");
const DATE = "2025-06-01T10:00:00+03:00";
const PUBLISHED = "2025-01-01T08:00:00Z";

let newsroom: Newsroom;
beforeEach(async () => {
  newsroom = await Newsroom.open("none");
});
afterEach(() => newsroom.close());

const changes = (kind: string, text?: string) => ({
  changes: [{ kind, date: DATE, ...(text !== undefined && { text }) }],
});

async function seen(locale: Locale): Promise<{ article: StoredArticle; page: string }> {
  const { articles, stored, site } = await compileFolder(newsroom.folder);
  const article = stored.get(articles[0]?.row.editions[locale]?.revision ?? "") as StoredArticle;
  const page = renderArticlePage({ article, site, origin: "https://visnyk.example" });
  return { article, page: page.replaceAll("\u00a0", " ") };
}

async function diagnostics(): Promise<string[]> {
  const error = await loadContent(newsroom.folder).catch((thrown: unknown) => thrown);
  return error instanceof ContentError ? error.diagnostics.map(finding) : [];
}

describe("a typo", () => {
  it("is for the record: readers see the new text and nothing else", async () => {
    await newsroom.article("a", "en");
    const before = await seen("en");
    await newsroom.article("a", "en", changes("typo", "Of no interest."));
    expect(await seen("en")).toEqual(before);
    expect(before.article.dateModified).toBe(PUBLISHED);
    expect(before.page).not.toContain("Updated");
  });
});

describe.each([
  ["correction", { en: "Correction, ", uk: "Виправлено " }],
  ["update", { en: "Update, ", uk: "Оновлено " }],
])("a change of kind %s", (kind, words) => {
  it.each([
    ["en", "Updated", "June 1, 2025"],
    ["uk", "Оновлено", "1 червня 2025"],
  ] as const)(
    "makes it an article of that date, with a note that readers see, in %s",
    async (locale, updated, day) => {
      await newsroom.article("a", "en");
      await newsroom.article("a", locale, changes(kind, "What was changed."));
      const { article, page } = await seen(locale);
      expect(article.dateModified).toBe("2025-06-01T07:00:00Z");
      expect(article.corrections).toEqual([
        { kind, date: "2025-06-01T07:00:00Z", text: "What was changed." },
      ]);
      const time = `<time datetime="2025-06-01T07:00:00Z">${day}</time>`;
      expect(page).toContain(`<span>${updated} ${time}</span>`);
      expect(page).toContain(`<b>${words[locale]}${time}:</b> What was changed.`);
      expect(page).toContain('<meta property="article:modified_time" content="2025-06-01T07:00:00Z">');
    },
  );
});

describe("a retraction", () => {
  it("withdraws the article as `retracted` does, to the byte", async () => {
    const published = async (fields: object) => {
      const kv = new MemoryKv();
      await newsroom.article("a", "en");
      await newsroom.article("a", "uk");
      await newsroom.publish(kv, NOW);
      await newsroom.article("a", "en", { ...fields });
      await newsroom.publish(kv, NOW);
      return kv;
    };
    const [a, b] = [
      await published({ retracted: { date: DATE, note: "Why." } }),
      await published(changes("retraction", "Why.")),
    ];
    expect(b.values).toEqual(a.values);
    const json = <T>(key: string): T => JSON.parse(new TextDecoder().decode(b.values.get(key)?.value));
    const { release } = json<Pointer>(POINTER_KEY).timeline[0] ?? { release: "" };
    const { log, slugs } = json<Release>(objectKey(release));
    expect(json(objectKey(slugs[0]?.[1] ?? ""))).toMatchObject({
      "a-en": { gone: "2025-06-01T07:00:00Z", note: { en: "Why." } },
      "a-uk": { gone: "2025-06-01T07:00:00Z" },
    });
    const last = json<LogPage>(objectKey(log.open)).at(-1);
    expect(last).toMatchObject({ deleted: { en: expect.any(String), uk: expect.any(String) } });
  });

  it("may stand beside other changes, and in each language in either way", async () => {
    await newsroom.article("a", "en", {
      changes: [...changes("correction", "One.").changes, ...changes("retraction", "Why.").changes],
    });
    await newsroom.article("a", "uk", { retracted: { date: DATE, note: "Чому." } });
    const { articles } = await loadContent(newsroom.folder);
    expect(articles[0]?.retracted).toMatchObject({
      date: "2025-06-01T07:00:00Z",
      note: { en: "Why.", uk: "Чому." },
    });
  });

  it("is said once, with its reason and one date in every language", async () => {
    await newsroom.article("a", "en", {
      ...changes("retraction", "Why."),
      retracted: { date: DATE, note: "Why." },
    });
    expect(await diagnostics()).toEqual(["content/articles/a/en.md:9:5 changes.0 retracted_twice"]);
    await newsroom.article("a", "en", {
      changes: [...changes("retraction", "Why.").changes, ...changes("retraction", "And why.").changes],
    });
    expect(await diagnostics()).toEqual(["content/articles/a/en.md:12:5 changes.1 retracted_twice"]);
    await newsroom.article("a", "en", changes("retraction"));
    expect(await diagnostics()).toEqual(["content/articles/a/en.md:9:5 changes.0.text change_text_missing"]);
    await newsroom.article("a", "en", changes("retraction", "Why."));
    await newsroom.article("a", "uk", { retracted: { date: "2025-06-02T10:00:00+03:00", note: "Чому." } });
    expect(await diagnostics()).toEqual([
      expect.stringMatching(/^content\/articles\/a\/uk\.md:\d+:9 retracted\.date differs$/),
    ]);
  });
});
