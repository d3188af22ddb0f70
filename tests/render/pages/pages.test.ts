// Pages without a browser: what their text says, and that text stays text.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StoredArticle } from "../../../src/article/article.ts";
import { summaryOf } from "../../../src/article/summary.ts";
import { compareNames, formatDate } from "../../../src/i18n/format.ts";
import { locales } from "../../../src/i18n/locales.ts";
import { translate } from "../../../src/i18n/messages.ts";
import { absolute } from "../../../src/render/links.ts";
import { renderArticlePage } from "../../../src/render/pages/article-page.ts";
import { renderErrorPage } from "../../../src/render/pages/error-page.ts";
import { renderListPage } from "../../../src/render/pages/list-page.ts";
import type { ListView } from "../../../src/render/view.ts";
import { type CompiledFolder, compileFolder } from "../../support/node/compiled.ts";
import { Newsroom } from "../../support/node/newsroom.ts";

const ORIGIN = "https://visnyk.example";
const HOSTILE = `/</script><script>alert(1)</script>"'><img src=x onerror=alert(1)>`;

let newsroom: Newsroom;
let compiled: CompiledFolder;

beforeAll(async () => {
  newsroom = await Newsroom.open("none");
  await newsroom.names(
    "authors.yaml",
    ["Ірина", "Яна", "Ґанна", "Гнат", "Євген", "Анна"]
      .map((name, i) => `a${i}: {type: Person, name: {en: ${name}, uk: ${name}}}`)
      .concat("newsroom: {type: Organization, name: {en: Newsroom, uk: Редакція}}\n")
      .join("\n"),
  );
  await newsroom.article("hostile", "en", {
    headline: HOSTILE,
    description: HOSTILE,
    slug: "hostile",
    keywords: [HOSTILE],
    changes: [{ kind: "correction", date: "2025-02-01T10:00:00Z", text: HOSTILE }],
  });
  for (let i = 0; i < 3; i++) await newsroom.article(`a${i}`, "uk", { section: "background" });
  compiled = await compileFolder(newsroom.folder);
});
afterAll(() => newsroom.close());

function articleOf(id: string, locale: string): StoredArticle {
  const edition = compiled.articles.find(({ row }) => row.id === id)?.row.editions[locale];
  return compiled.stored.get(edition?.revision ?? "") as StoredArticle;
}
function renderList(filter: "all" | "s:background", cursor: string | null = null): string {
  const items = compiled.articles
    .filter(({ row }) => filter === "all" || row.section === "background")
    .flatMap(({ row }) => summaryOf(row, "uk") ?? []);
  return renderListPage({
    locale: "uk",
    filter,
    list: { items, total: items.length },
    cursor,
    site: compiled.site,
    origin: ORIGIN,
  });
}

describe("text on a page", () => {
  it("stays text in every place, whatever it is", () => {
    // Publishing refuses line separators; a page does not rely on it.
    const headline = `${HOSTILE}\u2028`;
    const pages = [
      renderArticlePage({
        article: { ...articleOf("hostile", "en"), headline },
        site: compiled.site,
        origin: ORIGIN,
      }),
      renderArticlePage({ article: articleOf("hostile", "uk"), site: compiled.site, origin: ORIGIN }),
      renderList("all"),
    ];
    for (const page of pages) {
      expect(page).not.toContain("<script>");
      expect(page).not.toMatch(/<img[^>]+onerror/);
      expect(page).not.toContain('\u2028\\"');
      // Only what is a URL gets the origin.
      expect(page).not.toContain(`${ORIGIN}/<`);
      expect(page).not.toContain(`${ORIGIN}/&lt;`);
    }
    const [, json = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(pages[0] ?? "") ?? [];
    expect(json).not.toContain("\u2028");
    expect(JSON.parse(json)).toMatchObject({ headline, correction: [{ text: HOSTILE }] });
  });
});

describe("a stored URL", () => {
  it("becomes absolute, and the one inside an oEmbed URL with it", () => {
    expect(absolute("/uk/x", ORIGIN)).toBe(`${ORIGIN}/uk/x`);
    expect(absolute("https://example.com/", ORIGIN)).toBe("https://example.com/");
    expect(new URL(absolute("/oembed?url=%2Fuk%2Fx", ORIGIN)).searchParams.get("url")).toBe(`${ORIGIN}/uk/x`);
  });
});

describe("Ukrainian on pages", () => {
  it.each([
    [0, "0\u00a0статей"],
    [1, "1\u00a0стаття"],
    [2, "2\u00a0статті"],
    [5, "5\u00a0статей"],
    [11, "11\u00a0статей"],
    [21, "21\u00a0стаття"],
    [22, "22\u00a0статті"],
    [1.5, "1,5\u00a0статті"],
    [12_345, "12\u00a0345\u00a0статей"],
  ])("counts: %d", (count, words) => {
    expect(translate("uk", "page.articles", { count })).toBe(words);
  });

  it("counts on the page of a section", () => {
    expect(renderList("s:background")).toContain("3\u00a0статті");
  });

  it("says the day in the genitive and drops « р.»", () => {
    expect(formatDate("2025-06-29T09:00:00Z", "uk")).toBe("29 червня 2025");
    // The newsroom's day, not UTC's.
    expect(formatDate("2025-06-29T22:30:00Z", "uk")).toBe("30 червня 2025");
  });

  it("lists authors as the language does, each of them a link", () => {
    const article = articleOf("a0", "uk");
    const by = (...names: string[]) => {
      const author = names.map((name) => ({ type: "Person", id: "x", name, url: `/uk/authors/${name}` }));
      const page = renderArticlePage({
        article: { ...article, author },
        site: compiled.site,
        origin: ORIGIN,
      });
      const [, line = ""] = /<p class="meta"><span>(.*?)<\/span>/.exec(page) ?? [];
      return line.replace(/<a rel="author" href="\/uk\/authors\/(.+?)">\1<\/a>/g, "[$1]");
    };
    expect(by("Редакція")).toBe("Текст:\u00a0[Редакція]");
    expect(by("А", "Б", "В")).toBe("Текст:\u00a0[А], [Б] і [В]");
  });

  it("sorts names by the alphabet, where ґ follows г and є follows е", () => {
    const names = ["Яна", "Ірина", "Ґанна", "Гнат", "Євген", "Анна"];
    expect([...names].sort((a, b) => compareNames(a, b, "uk"))).toEqual([
      "Анна",
      "Гнат",
      "Ґанна",
      "Євген",
      "Ірина",
      "Яна",
    ]);
    const footer = renderList("all").split("<footer")[1] ?? "";
    expect([...footer.matchAll(/authors\/\w+">([^<]+)</g)].map(([, name]) => name)).toEqual([
      "Анна",
      "Гнат",
      "Ґанна",
      "Євген",
      "Ірина",
      "Редакція",
      "Яна",
    ]);
  });
});

describe("a page of problems", () => {
  it.each(locales)("stands without the site's names while storage does not answer, in %s", (locale) => {
    const page = renderErrorPage({
      code: "unavailable",
      status: 503,
      locale,
      details: {},
      alternates: [],
      site: null,
      origin: ORIGIN,
    });
    expect(page).toContain(`<html lang="${locale}">`);
    expect(page).toContain(translate(locale, "reader.down.title"));
    expect(page).toContain(`href="/${locale}"`);
  });
});

describe("an empty list", () => {
  it("says so", () => {
    const view = {
      locale: "uk" as const,
      filter: "s:background" as const,
      list: { items: [], total: 0 },
      site: compiled.site,
      origin: ORIGIN,
    } satisfies Partial<ListView>;
    expect(renderListPage({ ...view, cursor: null })).toContain(translate("uk", "page.empty"));
    expect(renderListPage({ ...view, cursor: "x" })).toContain(translate("uk", "page.end"));
  });
});
