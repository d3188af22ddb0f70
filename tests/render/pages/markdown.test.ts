// The article as Markdown: it reads back, through the publish code, as the same blocks.

import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block } from "../../../src/article/article.ts";
import { type Diagnostic, severityOf } from "../../../src/publish/diagnostics/diagnostic.ts";
import { SourceText } from "../../../src/publish/diagnostics/source-text.ts";
import { parseMarkdown } from "../../../src/publish/parse/markdown/markdown.ts";
import { renderBlocks } from "../../../src/render/pages/markdown.ts";
import { count, SEED } from "../../support/counts.ts";
import { compileFolder } from "../../support/node/compiled.ts";

const ORIGIN = "https://visnyk.example";

/** @returns `null` for what publishing refuses. */
function parse(markdown: string): Block[] | null {
  const diagnostics: Diagnostic[] = [];
  const { blocks } = parseMarkdown(new SourceText("t.md", markdown), 0, "en", diagnostics);
  if (diagnostics.some((diagnostic) => severityOf(diagnostic) === "error")) return null;
  return blocks.map((block): Block => {
    if (!("picture" in block)) return block;
    const { src, alt, caption } = block.picture;
    return {
      type: "image",
      text: caption ?? alt,
      image: {
        url: src.replace(ORIGIN, ""),
        width: 1,
        height: 1,
        type: "",
        alt,
        ...(caption !== undefined && { caption }),
      },
    };
  });
}

/**
 * What no Markdown of ours gives back: a link that percent-encoding breaks on the way into HTML
 * (`http://a.b\\`), emphasis three deep, for which there are only two marks, and marks around nothing.
 */
function isWritable(blocks: Block[]): boolean {
  const json = JSON.stringify(blocks);
  let depth = 0;
  let deepest = 0;
  for (const [, slash] of json.matchAll(/<(\/?)(?:em|strong)>/g)) {
    depth += slash ? -1 : 1;
    deepest = Math.max(deepest, depth);
  }
  return (
    deepest < 3 &&
    !/<(del|code|em|strong)><\//.test(json) &&
    [...json.matchAll(/href=\\"(.*?)\\"/g)].every(([, href = ""]) =>
      URL.canParse(href.replaceAll("&#x27;", "'")),
    )
  );
}

function expectRoundTrip(markdown: string): void {
  const blocks = parse(markdown);
  if (!blocks || !isWritable(blocks)) return;
  const written = renderBlocks(blocks, ORIGIN, "en");
  // Links within the site are absolute there.
  const ours = written.replaceAll(`](${ORIGIN}/`, "](/");
  expect({ markdown, written, blocks: parse(ours) }).toEqual({ markdown, written, blocks });
}

describe("Markdown of an article's blocks", () => {
  it.each([
    "http://a.b*",
    "https://example.org/a_b_c and x@example.org, www.x.y",
    "see http://a.b/(c)_d_, or <https://a.b/?q=1&copy=2>.",
    "a\\\nb  \n1\\. c\n\\# d",
    "**_a_** *__b__* ***c*** a*b*c _d_`e`",
    "`` a`b `` and ` `` `",
    "[a *b* `c`](https://x.y/z_1) ~~d~~ !\\[e](f)",
    "wow\\![a](https://b.c)",
    "> a  \n> b\n>\n> c\n>\n> — d e",
    "> — alone",
    "- a\n- b\n\n* c\n\n1. d\n2. e\n\n1) f",
    "- \\[ \\] a\n- \\- b\n  c",
    "## a \\# b #\n\n### c\n\n#### d\n\na  \nb\n---",
    "***\n\n---",
    '![a \\"b\\" [c]](/x/y.svg "d \\"e\\" & &amp;lt;")',
    "\\- a\n\\+ b\n\\> c\n\\=== d",
    "a | b\n\\--- | ---",
    "1986\\. A year. \\&amp; \\<b> &#42;",
    "*&#32;a* b*&#32;c&#32;*d",
    "a&#32;&#32;\nb&#10;&#10;c",
    "слово*наголос*слово, «*лапки*»",
    "[a](/en/articles/a), a [*b*](/en/sections/b_c)\n\n- [d](/uk/articles/%D1%97)",
    "Він сказав: [мы не знаем]{lang=ru}, **[так]{lang=ru}** a[б]{lang=ru}в",
    "\\[a]{lang=ru} [a\\]{lang=ru} \\{lang=ru} [*a*]\\{lang=ru} `[a]{lang=ru}`",
    "> {lang=ru}\n> a\n>\n> b\n>\n> — c",
    "> {lang=ru}\n>\n> a\n>\n> — c",
    "> \\{lang=ru}\n> a\n>\n> — c",
  ])("reads back: %j", (markdown) => {
    expect(parse(markdown)).not.toBeNull();
    expectRoundTrip(markdown);
  });

  it("reads back for every text of the newsroom", async () => {
    const { stored } = await compileFolder(join(import.meta.dirname, "../../../content"));
    for (const { body } of stored.values()) {
      const blocks = body.filter(({ type }) => type !== "image");
      const written = renderBlocks(blocks, ORIGIN, "en");
      expect(parse(written)?.map((block) => ({ ...block, inLanguage: undefined }))).toEqual(
        blocks.map((block) => ({ ...block, inLanguage: undefined })),
      );
    }
  });

  it("reads back for whatever can be published", () => {
    const piece = fc.constantFrom(
      ..."ab їЖ1.)-+*_`~#>=|:!&;\\\"'(@/—".split(""),
      ...[
        "\n",
        "  \n",
        "\\\n",
        "\n\n",
        "**",
        "__",
        "~~",
        "``",
        "> ",
        "- ",
        "1. ",
        "## ",
        "---",
        "***",
        "===\n",
      ],
      ...[
        "[a](https://b.c)",
        "http://a.b",
        "https://e.org/x_y_z",
        "www.x.y",
        "x@e.org",
        "&amp;",
        "&#32;",
        "&lt;",
      ],
      ...[
        "![p](/m/x.svg)",
        "[",
        "](https://x.y/(z))",
        "](/en/articles/a)",
        "]{lang=ru}",
        "{lang=ru}",
        "<https://q.r>",
        "\\*",
        "\\_",
        "&#10;",
        "&nbsp;",
        "😀",
      ],
    );
    const document = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(""));
    fc.assert(fc.property(document, expectRoundTrip), { numRuns: count(4000, 400), seed: SEED });
  });
});
