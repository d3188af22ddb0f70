// The weight of embeds, and the texts that people paste and hosts insert.
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import type { StoredArticle } from "../../../src/article/article.ts";
import { renderCard } from "../../../src/render/embeds/card.ts";
import { renderFragment } from "../../../src/render/embeds/fragment.ts";
import { renderFull } from "../../../src/render/embeds/full.ts";
import { HOSTED_SCRIPT, renderHosted } from "../../../src/render/embeds/hosted.ts";
import { LOADER } from "../../../src/render/embeds/loader.ts";
import { buildOembed, oembedXml } from "../../../src/render/embeds/oembed.ts";
import { renderArticlePage } from "../../../src/render/pages/article-page.ts";
import { cardSnippet, fullSnippet } from "../../../src/render/snippets.ts";
import { previewOf } from "../../../src/render/social-preview.ts";
import type { ArticleView } from "../../../src/render/view.ts";
import { compileFolder } from "../../support/node/compiled.ts";
import { parseXml, texts } from "../../support/node/xml.ts";

const ORIGIN = "https://visnyk.example";
const NO_LIMIT = { maxwidth: Number.POSITIVE_INFINITY, maxheight: Number.POSITIVE_INFINITY };

let views: ArticleView[];
beforeAll(async () => {
  const { stored, site } = await compileFolder(join(import.meta.dirname, "../../../content"));
  views = [...stored.values()].map((article) => ({ article, site, origin: ORIGIN }));
});

const brotli = (text: string): number =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).byteLength;
const largest = (render: (view: ArticleView) => string): number =>
  Math.max(...views.map((view) => brotli(render(view))));

describe("the budget", () => {
  it("of a card is 4 KB brotli, at the quality of an edge", () => {
    expect(largest(renderCard)).toBeLessThan(4096);
    expect(largest(renderHosted)).toBeLessThan(4096);
  });

  it("of the hosted card's script is 1 KB, uncompressed", () => {
    expect(HOSTED_SCRIPT.length).toBeLessThan(1024);
  });

  it("of the loader is 500 B brotli", () => {
    expect(brotli(LOADER)).toBeLessThan(500);
  });

  it("of a fragment is 4 KB over its text", () => {
    for (const view of views) {
      const { headline, description, body } = view.article;
      const text = [headline, description, ...body.map((block) => block.text)].join("\n");
      expect(renderFragment(view).length - text.length).toBeLessThan(4096);
    }
  });
});

describe("a fragment", () => {
  it("leaves the host's own pictures first: none of ours is urgent, in a frame of ours one is", () => {
    const pictures = (html: string) => html.match(/<img src="(?!data:)[^>]*>/g) ?? [];
    const [view] = views.filter(({ article }) => article.image);
    for (const img of pictures(renderFragment(view as ArticleView)))
      expect(img).toMatch(/ loading="lazy"(?!.*fetchpriority)/);
    expect(pictures(renderFull(view as ArticleView))[0]).toContain('fetchpriority="high"');
  });
});

describe("a snippet", () => {
  const article = (headline: string) => ({
    headline,
    url: "/en/articles/a-b",
    links: { embed: "/embed/en/articles/a-b" } as StoredArticle["links"],
  });

  it("of the card is an iframe with a link below it, and no script", () => {
    expect(cardSnippet(article("A B"), ORIGIN)).toBe(
      '<iframe src="https://visnyk.example/embed/en/articles/a-b" title="A B" width="100%" height="420" loading="lazy" style="border:0;max-width:640px" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>\n' +
        '<p><a href="https://visnyk.example/en/articles/a-b">A B</a></p>',
    );
  });

  it("of the whole article brings the loader", () => {
    expect(fullSnippet(article("A B"), ORIGIN)).toMatch(
      /src="https:\/\/visnyk\.example\/embed\/en\/articles\/a-b\/full".*<script async src="https:\/\/visnyk\.example\/embed\/1\.js"><\/script>/s,
    );
  });

  it("escapes what a headline may hold", () => {
    expect(cardSnippet(article('"><script>alert(1)</script>'), ORIGIN)).not.toMatch(/<script|""/);
  });
});

describe("an oEmbed answer", () => {
  it("has everything that the type rich needs, and the three thumbnail fields or none of them", () => {
    for (const view of views) {
      const answer = buildOembed(view, NO_LIMIT);
      expect(answer).toMatchObject({ version: "1.0", type: "rich", width: 640, height: 420 });
      expect(answer.html).toMatch(
        /^<blockquote><a href="[^"]+">[^<]+<\/a><\/blockquote><iframe [^>]+><\/iframe>$/,
      );
      const trio = ["thumbnail_url", "thumbnail_width", "thumbnail_height"].filter((name) => name in answer);
      expect(trio.length).toBe(previewOf(view.article.image) ? 3 : 0);
    }
  });

  it("keeps card and thumbnail within the host's room", () => {
    for (const view of views) {
      const answer = buildOembed(view, { maxwidth: 500, maxheight: 300 });
      expect(answer).toMatchObject({ type: "rich", width: 500, height: 300 });
      expect(answer.html).toContain('width="500" height="300"');
    }
  });

  it("has the largest thumbnail that the host has room for and can read, or none", () => {
    const [view] = views as [ArticleView];
    const { socialCard: _, ...article } = view.article;
    const form = (width: number, type: string) => ({
      url: `/media/${width}`,
      width,
      height: width / 2,
      type,
    });
    const image = {
      ...form(2000, "image/svg+xml"),
      alt: "",
      variants: [form(480, "image/jpeg"), form(960, "image/jpeg"), form(1600, "image/avif")],
    };
    const shown = { ...view, article: { ...article, image } };
    expect(buildOembed(shown, NO_LIMIT)).toMatchObject({
      thumbnail_url: `${ORIGIN}/media/960`,
      thumbnail_width: 960,
      thumbnail_height: 480,
    });
    expect(buildOembed(shown, { maxwidth: 959, maxheight: 400 })).toMatchObject({ thumbnail_width: 480 });
    expect(buildOembed(shown, { maxwidth: 959, maxheight: 239 })).not.toHaveProperty("thumbnail_url");
    expect(renderArticlePage(shown)).toContain(`<meta property="og:image" content="${ORIGIN}/media/960">`);
    const drawing = { ...shown, article: { ...shown.article, image: { ...image, variants: [] } } };
    const page = renderArticlePage(drawing);
    expect(page).not.toContain("og:image");
    expect(page).toContain('<meta name="twitter:card" content="summary">');
  });

  it.each([
    { maxwidth: 279, maxheight: 420 },
    { maxwidth: 640, maxheight: 199 },
  ])("is a link where a card has no room: %j", (room) => {
    const answer = buildOembed(views[0] as ArticleView, room);
    expect(answer.type).toBe("link");
    expect(answer).not.toHaveProperty("html");
    expect(answer).not.toHaveProperty("width");
  });

  it("is well-formed as XML whatever a headline holds", () => {
    const answer = parseXml(oembedXml({ title: "a & b <c> ]]> \u0000\u001f \ud800 \ufffe 😀" }));
    expect(texts(answer, "title")).toEqual(["a & b <c> ]]> \ufffd\ufffd \ufffd \ufffd 😀"]);
  });
});
