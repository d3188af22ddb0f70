import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ArticleSchema, type Block, type StoredArticle } from "../../../src/article/article.ts";
import { renderArticle } from "../../../src/render/api/json.ts";
import { compileFolder } from "../../support/node/compiled.ts";
import { Newsroom, SVG } from "../../support/node/newsroom.ts";

let newsroom: Newsroom;
beforeEach(async () => {
  newsroom = await Newsroom.open("none");
});
afterEach(() => newsroom.close());

async function article(id: string, locale: string): Promise<StoredArticle> {
  const { articles, stored } = await compileFolder(newsroom.folder);
  const revision = articles.find(({ row }) => row.id === id)?.row.editions[locale]?.revision ?? "";
  const article = stored.get(revision) as StoredArticle;
  // What is stored is the contract's article, but for its own name and what is for our own pages.
  expect(article).not.toHaveProperty("revision");
  ArticleSchema.parse(JSON.parse(renderArticle(article, revision, "https://visnyk.example")));
  return article;
}

async function body(markdown: string): Promise<Block[]> {
  await newsroom.article("a", "en", {}, markdown);
  return (await article("a", "en")).body;
}

describe("Markdown", () => {
  it("becomes blocks, each with its plain text", async () => {
    expect(
      await body(`One *emphasised* & “quoted” [link](https://example.com/?a=1&b=2).

## A **heading**

> “First.”
>
> “Second.”
>
> — Somebody, somewhere

- one
- two

1. three
2. four

---

> No attribution — here`),
    ).toEqual([
      {
        type: "paragraph",
        text: "One emphasised & “quoted” link.",
        html: 'One <em>emphasised</em> &amp; “quoted” <a href="https://example.com/?a=1&amp;b=2">link</a>.',
      },
      { type: "heading", level: 2, text: "A heading", html: "A <strong>heading</strong>" },
      {
        type: "quote",
        text: "“First.”\n“Second.”",
        html: "“First.”<br>“Second.”",
        cite: "Somebody, somewhere",
        inLanguage: "en",
      },
      {
        type: "list",
        text: "one\ntwo",
        ordered: false,
        items: [
          { text: "one", html: "one" },
          { text: "two", html: "two" },
        ],
      },
      {
        type: "list",
        text: "three\nfour",
        ordered: true,
        items: [
          { text: "three", html: "three" },
          { text: "four", html: "four" },
        ],
      },
      { type: "divider", text: "" },
      { type: "quote", text: "No attribution — here", html: "No attribution — here", inLanguage: "en" },
    ]);
  });

  it("says of text in another language which one that is", async () => {
    expect(
      await body(`It was called [мягкая сила]{lang=ru}, and \\[so]{lang=uk} not.

> {lang=uk}
> «Ні».
>
> — Somebody

> {lang=de}
>
> „Nein.“
>
> „Nein!“`),
    ).toMatchObject([
      {
        text: "It was called мягкая сила, and [so]{lang=uk} not.",
        html: 'It was called <span lang="ru">мягкая сила</span>, and [so]{lang=uk} not.',
      },
      { type: "quote", text: "«Ні».", html: "«Ні».", cite: "Somebody", inLanguage: "uk" },
      { type: "quote", text: "„Nein.“\n„Nein!“", inLanguage: "de" },
    ]);
  });

  it("comes out inert whatever it says", async () => {
    const [block] = await body(
      "`<script>alert(1)</script>` &lt;img src=x onerror=alert(1)&gt; \\<b> \\<x onclick=y>",
    );
    expect(block?.html).not.toMatch(/<(script|img|b|x)\b/);
    expect(block?.text).toContain("<script>alert(1)</script>");
  });

  it("shows photographs the way up that their camera says", async () => {
    const onItsSide = sharp({ create: { width: 200, height: 100, channels: 3, background: "#456" } });
    await newsroom.write(
      "articles/a/a.jpg",
      await onItsSide.withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    );
    const [picture] = await body("![A picture](a.jpg)");
    expect(picture?.image).toMatchObject({ type: "image/jpeg", width: 100, height: 200 });
  });

  it("joins the lines of a paragraph", async () => {
    expect((await body("One\ntwo\nthree."))[0]?.text).toBe("One two three.");
  });

  it("keeps no-break spaces", async () => {
    expect((await body("Слово\u00a0— слово, 5\u00a0км."))[0]?.text).toBe("Слово\u00a0— слово, 5\u00a0км.");
  });

  it("shows pictures with alt text and caption; what others do with the same file never moves its URL", async () => {
    await newsroom.write("articles/a/a.svg", SVG);
    await newsroom.write("articles/b/b.svg", SVG);
    await newsroom.article("b", "en", { image: { src: "b.svg", alt: "Lead" } });
    const [, picture] = await body('Text.\n\n![A picture](a.svg "Its caption")');
    expect(picture).toMatchObject({
      type: "image",
      text: "Its caption",
      image: {
        url: expect.stringMatching(/^\/media\/[\w-]{22}\/a\.svg$/),
        width: 160,
        height: 90,
        type: "image/svg+xml",
        alt: "A picture",
      },
    });
    expect((await article("b", "en")).image?.url).toMatch(/\/b\.svg$/);
    await newsroom.remove("articles/b");
    expect((await article("a", "en")).body[1]).toEqual(picture);
  });
});

describe("an article", () => {
  it("takes shared facts from either file, and texts from its own", async () => {
    await newsroom.article("a", "en", { image: { src: "a.svg", alt: "A drawing", credit: "Visnyk" } });
    await newsroom.article("a", "uk", { image: { alt: "Малюнок", credit: "Вісник" } });
    await newsroom.write("articles/a/a.svg", SVG);
    const uk = await article("a", "uk");
    expect(uk).toMatchObject({
      section: { name: "Останні новини" },
      image: { alt: "Малюнок", credit: "Вісник", width: 160 },
    });
  });

  it("names related articles in the reader's language, and leaves out those that the reader cannot have", async () => {
    await newsroom.article("a", "en", { related: ["b", "c"] });
    await newsroom.article("a", "uk");
    await newsroom.article("b", "en");
    await newsroom.article("c", "uk", { section: "background" });
    expect((await article("a", "en")).related.map(({ id }) => id)).toEqual(["b"]);
    expect((await article("a", "uk")).related).toEqual([
      {
        id: "b",
        inLanguage: "en",
        headline: "b (en)",
        url: "/uk/articles/b-en",
        api: "/v1/uk/articles/b-en",
      },
      {
        id: "c",
        inLanguage: "uk",
        headline: "c (uk)",
        url: "/uk/articles/c-uk",
        api: "/v1/uk/articles/c-uk",
      },
    ]);
  });

  it("lists corrections newest first, and no typos", async () => {
    const date = (day: number) => `2025-02-0${day}T10:00:00Z`;
    await newsroom.article("a", "en", {
      changes: [
        { kind: "update", date: date(1), text: "One." },
        { kind: "typo", date: date(3) },
        { kind: "correction", date: date(2), text: "Two." },
      ],
    });
    const { corrections, dateModified } = await article("a", "en");
    expect(corrections.map(({ text }) => text)).toEqual(["Two.", "One."]);
    expect(dateModified).toBe(date(2));
  });

  it("of the project itself holds every fact of its source, in both languages", async () => {
    const own = await Newsroom.open("own");
    const { articles, stored } = await compileFolder(own.folder);
    const text = (locale: string) => {
      const revision =
        articles.find(({ row }) => row.id === "landmine-treaty-exit")?.row.editions[locale]?.revision ?? "";
      return JSON.stringify(stored.get(revision)).replaceAll("\u00a0", " ");
    };
    const facts = {
      en: [
        "1999",
        "2005",
        "160",
        "Kostenko",
        "Zelenskyy",
        "National Security and Defense Council",
        "June 29",
        "China",
        "Russia",
        "Pakistan",
        "March 2025",
        "Lithuania",
        "Finland",
        "Poland",
        "Estonia",
        "Latvia",
        "Wikipedia",
        "stockpil",
        "Claymore",
      ],
      uk: [
        "1999",
        "2005",
        "160",
        "Костенко",
        "Зеленський",
        "РНБО",
        "29 червня",
        "Китай",
        "Росія",
        "Пакистан",
        "березні 2025",
        "Литва",
        "Фінляндія",
        "Польща",
        "Естонія",
        "Латвія",
        "Вікіпедія",
        "запас",
        "Клеймор",
      ],
    };
    for (const [locale, words] of Object.entries(facts)) {
      for (const word of words)
        expect([locale, word, text(locale).includes(word)]).toEqual([locale, word, true]);
    }
    await own.close();
  });
});
