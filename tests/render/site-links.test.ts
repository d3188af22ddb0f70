// Links within the site and text in other languages, in every format of an article.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderArticle } from "../../src/render/api/json.ts";
import { renderFragment } from "../../src/render/embeds/fragment.ts";
import { renderFull } from "../../src/render/embeds/full.ts";
import { renderArticlePage } from "../../src/render/pages/article-page.ts";
import { renderMarkdown } from "../../src/render/pages/markdown.ts";
import type { ArticleView } from "../../src/render/view.ts";
import { compileFolder } from "../support/node/compiled.ts";
import { Newsroom } from "../support/node/newsroom.ts";

const ORIGIN = "https://visnyk.example";
const PATH = "/en/articles/b-en";

let newsroom: Newsroom;
let view: ArticleView;
beforeAll(async () => {
  newsroom = await Newsroom.open("none");
  await newsroom.article("b", "en");
  const text = `See [it](${PATH}), or \`<a href="/x">\`, or <https://x.example/>.`;
  await newsroom.article(
    "a",
    "en",
    {},
    `${text}\n\n- [one](${PATH})\n\nIt was [так]{lang=uk}.\n\n> {lang=uk}\n> «[Так](${PATH})».\n>\n> — N`,
  );
  const { stored, site } = await compileFolder(newsroom.folder);
  const article = [...stored.values()].find(
    ({ id, requestedLanguage }) => id === "a" && requestedLanguage === "en",
  );
  view = { article: article as ArticleView["article"], site, origin: ORIGIN };
});
afterAll(() => newsroom.close());

describe("a link within the site", () => {
  it.each([
    ["the API", () => renderArticle(view.article, "r", ORIGIN).replaceAll('\\"', '"'), ORIGIN],
    ["a fragment", () => renderFragment(view), ORIGIN],
    ["the whole article in a frame", () => renderFull(view), ORIGIN],
  ])("is absolute in %s", (_, render, origin) => {
    const text = render();
    expect(text.split(`<a href="${origin}${PATH}"`)).toHaveLength(4);
    expect(text).not.toContain('<a href="/en');
    // What only looks like a link is text.
    expect(text).toContain('<code>&lt;a href="/x"></code>');
  });

  it("stays as it is written on the article's own page, and is absolute in Markdown", () => {
    expect(renderArticlePage(view).split(`<a href="${PATH}"`)).toHaveLength(4);
    const markdown = renderMarkdown(view);
    expect(markdown).toContain(`See [it](${ORIGIN}${PATH}),`);
    expect(markdown).toContain(`- [one](${ORIGIN}${PATH})`);
  });
});

describe("text in another language", () => {
  it("says so to screen readers, and in Markdown as the newsroom wrote it", () => {
    for (const html of [renderArticlePage(view), renderFragment(view), renderFull(view)]) {
      expect(html).toContain('It was <span lang="uk">так</span>.');
      expect(html).toContain('<blockquote lang="uk">');
    }
    const markdown = renderMarkdown(view);
    expect(markdown).toContain("It was [так]{lang=uk}.");
    expect(markdown).toContain("> {lang=uk}\n> «");
  });
});
