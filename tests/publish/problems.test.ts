import { execFileSync } from "node:child_process";
import { rename, symlink } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { parseTranslation } from "../../src/publish/article-source.ts";
import { loadContent } from "../../src/publish/content.ts";
import { ContentError, type ContentProblem, formatProblem } from "../../src/publish/problem.ts";
import { Newsroom, SVG } from "../support/node/newsroom.ts";

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open("none");
});
afterEach(() => newsroom.remove("articles").then(() => newsroom.write("articles/.keep", "")));
afterAll(() => newsroom.close());

async function problems(): Promise<string[]> {
  try {
    await loadContent(newsroom.folder);
    return [];
  } catch (error) {
    if (error instanceof ContentError) return error.problems.map(formatProblem);
    throw error;
  }
}

const GOOD = `headline: A headline
description: A description
section: latest-news
author: newsroom
datePublished: 2025-01-01T10:00:00+02:00`;
const article = (frontMatter: string, body = "Text.") =>
  newsroom.write("articles/a/en.md", `---\n${frontMatter}\n---\n\n${body}\n`);

describe("a problem in the content", () => {
  it.each([
    ["no front matter", "Just text.", "content/articles/a/en.md:1:1 the file begins with front matter"],
    [
      "executable front matter",
      "---js\n{ headline: process.exit() }\n---\nText.",
      "content/articles/a/en.md:1:1 the file begins with front matter",
    ],
    ["broken YAML", "---\nheadline: [\n---\nText.", "content/articles/a/en.md:3:1 this is not valid YAML"],
    [
      "a tab in YAML",
      "---\nheadline: x\n\tdescription: y\n---\nText.",
      "content/articles/a/en.md:3:1 this is not valid YAML",
    ],
    ["no text", `---\n${GOOD}\n---\n`, "content/articles/a/en.md:8:1 the article has no text"],
  ])("is placed: %s", async (_, text, expected) => {
    await newsroom.write("articles/a/en.md", text);
    expect((await problems()).some((problem) => problem.startsWith(expected))).toBe(true);
  });

  it.each([
    [
      "a missing field",
      GOOD.replace("description: A description\n", ""),
      ":2:1 description: is missing: add it",
    ],
    [
      "a missing shared field",
      GOOD.replace("section: latest-news\n", ""),
      ":2:1 section: is missing: add it to one of",
    ],
    ["an unknown field", `${GOOD}\nauthors: newsroom`, ":7:1 authors: is not a field that we know"],
    ["a duplicate key", `${GOOD}\nheadline: Twice`, ":7:1 this is not valid YAML: Map keys must be unique"],
    ["a wrong type", `${GOOD}\ndraft: 3`, ":7:8 draft: write true or false"],
    [
      "a nested wrong type",
      `${GOOD}\nchanges:\n  - kind: correction\n    date: yesterday\n    text: x`,
      ":9:11 changes.0.date: write a date with time and zone",
    ],
    [
      "an unknown kind of change",
      `${GOOD}\nchanges:\n  - kind: fix\n    date: 2025-01-01T10:00:00Z`,
      ":8:11 changes.0.kind: write typo, correction, update or retraction",
    ],
    [
      "a correction without text",
      `${GOOD}\nchanges:\n  - kind: update\n    date: 2025-01-01T10:00:00Z`,
      "changes.0.text: is missing: say what was changed",
    ],
    [
      "a date without zone",
      GOOD.replace("+02:00", ""),
      ":6:16 datePublished: write a date with time and zone",
    ],
    [
      "a day that is not",
      GOOD.replace("2025-01-01", "2025-02-30"),
      ":6:16 datePublished: is no day of the calendar",
    ],
    [
      "an unknown section",
      GOOD.replace("latest-news", "sport"),
      ":4:10 section: no such section: use one of latest-news, background",
    ],
    ["an unknown author", GOOD.replace("newsroom", "nobody"), ":5:9 author: no such author (nobody)"],
    ["an unknown related article", `${GOOD}\nrelated: [b]`, ":7:11 related.0: no such article"],
    ["itself as related", `${GOOD}\nrelated: [a]`, ":7:11 related.0: is this article itself"],
    ["a slug with a capital that is a number", `${GOOD}\nslug: part-Ⅷ`, ":7:7 slug: is no slug"],
    [
      "an author named twice",
      GOOD.replace("newsroom", "[newsroom, newsroom]"),
      ":5:9 author: names one twice",
    ],
    ["a related article named twice", `${GOOD}\nrelated: [b, b]`, ":7:10 related: names one twice"],
    ["a bad slug", `${GOOD}\nslug: Not A Slug`, ":7:7 slug: is no slug"],
    ["a storage key as slug", `${GOOD}\nslug: "@a"`, ":7:7 slug: is no slug"],
    [
      "an alias that is the slug",
      `${GOOD}\nslug: a\naliases: [a]`,
      ":8:11 aliases.0: is a slug of this article already",
    ],
    [
      "a picture that is not there",
      `${GOOD}\nimage: {src: no.svg, alt: x}`,
      ":7:14 image.src: no such file beside the text",
    ],
    [
      "a path as picture",
      `${GOOD}\nimage: {src: ../../x.svg, alt: x}`,
      ":7:14 image.src: write the name of a file beside this one",
    ],
    ["a picture without a file", `${GOOD}\nimage: {alt: x}`, ":7:8 image: has no src"],
    [
      "an alias bomb",
      `${GOOD}\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]`,
      ":8:8 YAML aliases (*name) are not read here",
    ],
    ["a YAML tag", `${GOOD}\nkeywords: [!!js/function "x"]`, "this is not valid YAML: Unresolved tag"],
    ["an empty headline", GOOD.replace("A headline", '""'), ":2:11 headline: is empty"],
    ["a headline of two lines", GOOD.replace("A headline", '"a\\nb"'), ":2:11 headline: has a line break"],
    ["__proto__", `${GOOD}\n__proto__: {polluted: true}`, ":7:1 __proto__: is not a field that we know"],
    [
      "a year of five digits",
      GOOD.replace("2025-01-01T10:00:00+02:00", "9999-12-31T23:00:00-05:00"),
      ":6:16 datePublished: is too far away",
    ],
    ["a year before all years", GOOD.replace("2025", "0000"), ":6:16 datePublished: is too far away"],
    ["half a character", GOOD.replace("A headline", '"A \\uD800 b"'), ":2:11 headline: has half a character"],
    ["a YAML anchor", GOOD.replace("A headline", "&a x"), ":2:14 YAML anchors (&name) are not read here"],
    ["a list as front matter", "- a\n- b", ":2:1 "],
  ])("says where it is and what to write: %s", async (_, frontMatter, expected) => {
    await article(frontMatter);
    expect(
      (await problems()).map((problem) => problem.replace(/^content\/articles\/a\/en\.md/, "")),
    ).toContainEqual(expect.stringContaining(expected));
    expect({}).not.toHaveProperty("polluted");
  });

  it.each([
    ["raw HTML", "<script>alert(1)</script>", ":9:1 HTML is not read here"],
    ["raw inline HTML", "a <b>b</b>", ":9:3 HTML is not read here"],
    ["a script link", "[x](javascript:alert(1))", ":9:1 this link leads nowhere"],
    ["a relative link", "Text.\n\nSee [x](/uk/x).", ":11:5 this link leads nowhere"],
    ["a table", "| a | b |\n| - | - |\n| 1 | 2 |", ":9:1 tables are not supported"],
    ["code", "```js\nx\n```", ":9:1 code blocks are not supported"],
    ["a first-level heading", "# Title\n\nText.", ":9:1 headings in the text go from ## to ####"],
    ["a nested list", "- a\n  - b", ":9:1 a list item is one paragraph"],
    ["a picture in a line", "Text ![x](a.svg) text.", ":9:6 a picture stands in a paragraph of its own"],
    ["a picture that is not there", "![x](a.svg)", ":9:1 a.svg no such file beside the text"],
    ["a task list", "- [x] done", ":9:1 task lists are not supported"],
    ["a list that does not begin at 1", "Text.\n\n7. seven", ":11:1 a numbered list begins with 1"],
    ["a link's title", '[x](https://example.com "title")', ":9:1 a link has no title here"],
    ["an upper-case scheme", "[x](HTTPS://example.com)", ":9:1 this link leads nowhere"],
    ["a scheme without slashes", "[x](https:example.com)", ":9:1 this link leads nowhere"],
    [
      "an attribution with a link",
      "> A\n>\n> — [N](https://example.com)",
      ":11:3 an attribution is plain text",
    ],
    ["an attribution to nobody", "> A\n>\n> —", ":11:3 says nobody's name"],
    ["a heading without text", "Text.\n\n##", ":11:1 this is empty"],
    ["a quotation without text", ">", ":9:1 this is empty"],
    ["a paragraph of spaces", "&nbsp;", ":9:1 this is empty"],
    ["a picture with blank alt text", "![ ](a.svg)", ":9:1 a picture needs alt text"],
    ["endless nesting", "> ".repeat(6000), ":8:1 this text is nested too deeply"],
    ["a footnote", "Text[^1].\n\n[^1]: Note.", ":9:5 footnotes are not supported"],
    ["a link reference", "[x][y]\n\n[y]: https://example.com", ":9:1 link references are not supported"],
  ])("in the text is placed as well: %s", async (_, body, expected) => {
    await article(GOOD, body);
    expect(
      (await problems()).map((problem) => problem.replace(/^content\/articles\/a\/en\.md/, "")),
    ).toContainEqual(expect.stringContaining(expected));
  });

  it("is a folder or a file that cannot be read: it is never taken for an empty one", async () => {
    const own = await Newsroom.open("none");
    const found = () =>
      loadContent(own.folder).then(
        () => [],
        (error: ContentError) => error.problems.map(formatProblem),
      );
    await own.article("linked", "en");
    await rename(join(own.folder, "articles"), join(own.folder, "elsewhere"));
    expect(await found()).toEqual([
      "content/articles:1:1 cannot be read (ENOENT): see that it is there and readable",
    ]);
    await symlink("elsewhere", join(own.folder, "articles"));
    expect((await loadContent(own.folder)).articles.map(({ id }) => id)).toEqual(["linked"]);
    await symlink("nowhere", join(own.folder, "elsewhere/linked/uk.md"));
    expect(await found()).toEqual([
      "content/articles/linked/uk.md:1:1 cannot be read (ENOENT): see that it is there and readable",
    ]);
    await own.close();
  });

  it("between files is placed in the one to mend", async () => {
    await newsroom.article("a", "en", { slug: "same" });
    await newsroom.article("a", "uk", { section: "background", slug: "a-uk" });
    await newsroom.article("b", "en", { slug: "same", aliases: ["a-uk"] });
    await newsroom.article("c", "en", { image: { src: "c.svg", alt: "x" } });
    await newsroom.article("c", "uk", { image: { caption: "y" } });
    await newsroom.write("articles/c/c.svg", SVG);
    await newsroom.article("d", "en", { image: { src: "d.png", alt: "x" } });
    await newsroom.write("articles/d/d.png", SVG);
    await newsroom.write("articles/Bad Folder/en.md", "x");
    await newsroom.write("articles/e/fr.md", "x");
    await newsroom.write("articles/f/en.md", new Uint8Array([0xff, 0xfe, 0x00]));
    const found = await problems();
    for (const expected of [
      /articles\/a\/uk\.md:\d+:\d+ section: differs from content\/articles\/a\/en\.md/,
      /articles\/b\/en\.md:4:7 slug: is taken by a: choose another/,
      /articles\/b\/en\.md:\d+:\d+ aliases\.0: is taken by a/,
      /articles\/c\/uk\.md:\d+:\d+ image\.alt: is missing: say what is to be seen/,
      /articles\/d\/en\.md:\d+:\d+ image\.src: is really svg: name it \.svg/,
      /articles\/Bad Folder:1:1 an article's folder is its id/,
      /articles\/e\/fr\.md:1:1 a text is named for its language: en\.md or uk\.md/,
      /articles\/f\/en\.md:1:1 this is not UTF-8 text/,
    ]) {
      expect(found).toContainEqual(expect.stringMatching(expected));
    }
  });

  it("is a text where none is looked for, or a file that is none", async () => {
    await newsroom.article("a", "en");
    await newsroom.write("articles/stray.md", "x");
    await newsroom.write("articles/a/uk.MD", "x");
    await newsroom.write("articles/a/en.markdown", "x");
    await newsroom.write("articles/b/uk.md/text.md", "x");
    await newsroom.article("b", "en");
    execFileSync("mkfifo", [join(newsroom.folder, "articles/a/a.svg")]);
    expect(await problems()).toEqual([
      expect.stringMatching(/^content\/articles\/a\/a\.svg:1:1 cannot be read/),
      expect.stringMatching(/^content\/articles\/a\/en\.markdown:1:1 a text is named for its language/),
      expect.stringMatching(/^content\/articles\/a\/uk\.MD:1:1 a text is named for its language/),
      expect.stringMatching(/^content\/articles\/b\/uk\.md:1:1 an article's folder holds files only/),
      expect.stringMatching(/^content\/articles\/stray\.md:1:1 an article is a folder/),
    ]);
  });

  it("in a field does not hide what else is wrong, nor make right things look wrong", async () => {
    await newsroom.article("a", "en", { slug: "same", foo: 1, related: ["nope"] }, "![x](nope.svg)");
    await newsroom.article("b", "en", { slug: "same", section: 3 });
    await newsroom.article("c", "en", { section: undefined, author: undefined, datePublished: undefined });
    await newsroom.article("c", "uk", { section: "background", foo: 1 });
    expect((await problems()).map((problem) => problem.replace(/:\d+:\d+/, ""))).toEqual([
      "content/articles/a/en.md foo: is not a field that we know: check its spelling, or take it out",
      "content/articles/a/en.md related.0: no such article: write the name of its folder",
      "content/articles/a/en.md nope.svg no such file beside the text: check its name",
      "content/articles/b/en.md slug: is taken by a: choose another",
      expect.stringMatching(/^content\/articles\/b\/en\.md section: /),
      expect.stringMatching(/^content\/articles\/c\/uk\.md foo: is not a field/),
    ]);
  });

  it("does not hide another: all are reported at once, in order", async () => {
    await article(`${GOOD.replace("A headline", '""').replace("+02:00", "")}\ndraft: 3\nslug: X`, "<b>x</b>");
    const lines = (await problems()).map((problem) => Number(problem.split(":")[1]));
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    expect(lines).toEqual([2, 6, 7, 8, 11, 11]);
  });

  it("is reported for sections and authors, too", async () => {
    const own = await Newsroom.open("none");
    await own.write("sections.yaml", "latest-news: {en: Latest news}\nBad: {en: x, uk: x}\n");
    await own.write("authors.yaml", "newsroom: {type: Robot, name: {en: x, uk: x}}\n");
    await own.remove("site.yaml");
    const found = await loadContent(own.folder).catch((error: ContentError) =>
      error.problems.map(formatProblem),
    );
    expect(found).toEqual([
      expect.stringContaining("content/authors.yaml:1:18 newsroom.type: write Person or Organization"),
      expect.stringContaining("content/sections.yaml:1:14 latest-news.uk: is missing"),
      expect.stringContaining("content/sections.yaml:2:1 Bad: write an id"),
      expect.stringContaining("content/site.yaml:1:1 this file is missing"),
    ]);
    await own.article("a", "en");
    await own.write("sections.yaml", "");
    await own.write("authors.yaml", "__proto__: {type: Person, name: {en: x, uk: x}}\n");
    await own.write(
      "site.yaml",
      "name: {en: x, uk: x}\ndescription: {en: x, uk: x}\ntaggingEntity: https://news.example.com\n",
    );
    expect(
      await loadContent(own.folder).catch((error: ContentError) => error.problems.map(formatProblem)),
    ).toEqual([
      expect.stringContaining("content/authors.yaml:1:1 __proto__: is not a field that we know"),
      expect.stringContaining("content/sections.yaml:1:1 write at least one"),
      expect.stringContaining("content/site.yaml:3:16 taggingEntity: write a host and a year"),
    ]);
    await own.close();
  });
});

describe("500 hostile front matters", () => {
  const fields = [
    "headline",
    "description",
    "slug",
    "aliases",
    "keywords",
    "draft",
    "changes",
    "translatedFrom",
    "image",
    "section",
    "author",
    "datePublished",
    "publishAt",
    "related",
    "retracted",
    "__proto__",
    "constructor",
    "toString",
  ];
  const wrong = fc.oneof(
    fc.constantFrom(
      "null",
      "3",
      "1e999",
      "-.inf",
      "[]",
      "{}",
      "[[]]",
      "{a: {b: {c: d}}}",
      "true",
      '""',
      "2025-01-01",
      "!!binary aGk=",
      "*x",
      "&x y",
      "|\n  a\n  b",
      "? a",
      '"\\u0000"',
      '"\\ud800"',
      "%",
      "@x",
      "`x`",
      "{__proto__: 1}",
    ),
    fc.string().map((text) => JSON.stringify(text)),
  );

  it("give a located error each, and nothing runs or leaks", () => {
    let count = 0;
    fc.assert(
      fc.property(fc.constantFrom(...fields), wrong, fc.boolean(), (field, value, replace) => {
        const lines = GOOD.split("\n").filter((line) => !replace || !line.startsWith(`${field}:`));
        const found: ContentProblem[] = [];
        const parsed = parseTranslation(
          `---\n${[...lines, `${field}: ${value}`].join("\n")}\n---\nText.\n`,
          "en.md",
          "en",
          found,
        );
        count++;
        // Either it is right after all, or every problem has a place in the file and words for it.
        if (parsed) return;
        expect(found.length).toBeGreaterThan(0);
        for (const { line, column, message } of found) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(12);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(message.length).toBeGreaterThan(5);
        }
      }),
      { numRuns: 500, seed: 20250629 },
    );
    expect(count).toBe(500);
    expect(Object.prototype).toEqual({});
  });

  it("survive nesting that would exhaust the stack", () => {
    for (const bomb of [
      `a: ${"[".repeat(50_000)}`,
      `a: ${"{a: ".repeat(20_000)}`,
      `${"- ".repeat(20_000)}a`,
    ]) {
      const found: ContentProblem[] = [];
      expect(parseTranslation(`---\n${bomb}\n---\nText.\n`, "en.md", "en", found)).toBeNull();
      expect(found.length).toBeGreaterThan(0);
    }
  });
});
