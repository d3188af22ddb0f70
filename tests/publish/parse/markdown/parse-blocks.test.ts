// Markdown that is parsed range by range is what it is when it is parsed as a whole.

import fc from "fast-check";
import type { Nodes, RootContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, it } from "vitest";
import { type Diagnostic, severityOf } from "../../../../src/publish/diagnostics/diagnostic.ts";
import { SourceText } from "../../../../src/publish/diagnostics/source-text.ts";
import { blockRanges } from "../../../../src/publish/parse/markdown/block-ranges.ts";
import { parseMarkdown } from "../../../../src/publish/parse/markdown/markdown.ts";
import { parseBlocks } from "../../../../src/publish/parse/markdown/parse-blocks.ts";
import { count, SEED } from "../../../support/counts.ts";

const parser = unified().use(remarkParse).use(remarkGfm);

/** As much of a tree as is made into an article. */
const essence = (node: Nodes): unknown => {
  const { type, position, ...rest } = node as Nodes & { children?: Nodes[]; spread?: boolean };
  const { children, spread: _, ...own } = rest;
  return {
    type,
    from: position?.start.offset,
    to: type === "list" || type === "listItem" ? undefined : position?.end.offset,
    ...own,
    ...(children && { children: children.map(essence) }),
  };
};

const LINES = [
  ..."a|b c|  a| a|   a|- a|- b|* a|+ a|-|- |  - a|  b|1. a|2. b|7. a|1) a|1.|10. a|> a|> - a|> 1. a|>|> |>  a".split(
    "|",
  ),
  ...["---", "--", "- - -", "* * *", "***", "===", "=", "## a", "##", "#a", "a\\", "a  ", "`a`", "```a``` b"],
  ...[
    "",
    "",
    "",
    "",
    " ",
    "\t",
    "| a | b |",
    "- | -",
    "[a](b)",
    "![a](b.jpg)",
    "*a",
    "a*",
    "> {lang=ru}",
    "— a",
    "> — a",
  ],
];
const REFUSED = [
  "    a",
  "\ta",
  "```",
  "~~~",
  "``` a",
  "  ```",
  "<div>",
  "<!-- a",
  "a -->",
  "[a]: b",
  "[^a]: b",
  "|---|---|",
  "<b>",
  "</pre>",
  "<pre>",
];
const textOf = (lines: readonly string[]) =>
  fc
    .tuple(fc.array(fc.constantFrom(...lines), { maxLength: 14 }), fc.constantFrom("\n", "\r\n"))
    .map(([all, end]) => all.join(end));

const errors = (text: string, min: number): [RootContent[], boolean] => {
  const blocks = parseBlocks(text, blockRanges(text, min).ranges);
  const diagnostics: Diagnostic[] = [];
  parseMarkdown(new SourceText("t.md", text), 0, "en", diagnostics);
  return [blocks, diagnostics.some((each) => severityOf(each) === "error")];
};

describe("ranges of blocks", () => {
  it("are the whole text, in a row", () => {
    fc.assert(
      fc.property(textOf([...LINES, ...REFUSED]), (text) => {
        const { ranges } = blockRanges(text, 1);
        expect(ranges.map(({ from, to }) => text.slice(from, to)).join("")).toBe(text);
      }),
      { numRuns: count(20_000, 400), seed: SEED },
    );
  });

  it("are parsed to the blocks of the text as a whole", () => {
    fc.assert(
      fc.property(textOf(LINES), (text) => {
        const [blocks] = errors(text, 1);
        const whole = parser.parse(text).children;
        expect(blocks.map(essence)).toEqual(whole.map(essence));
      }),
      { numRuns: count(20_000, 400), seed: SEED },
    );
  });

  it("never make a text that is refused as a whole one that is published", () => {
    fc.assert(
      fc.property(textOf([...LINES, ...REFUSED]), (text) => {
        const [blocks] = errors(text, 1);
        const whole = parser.parse(text).children;
        const refused = (all: readonly Nodes[]): boolean =>
          all.some(
            (node) =>
              ["html", "code", "table", "definition", "footnoteDefinition"].includes(node.type) ||
              ("children" in node && refused(node.children)),
          );
        if (!refused(whole)) expect(blocks.map(essence)).toEqual(whole.map(essence));
        else expect(refused(blocks)).toBe(true);
      }),
      { numRuns: count(20_000, 400), seed: SEED },
    );
  });
});
