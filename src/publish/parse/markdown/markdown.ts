// Markdown → body blocks. Whatever the article format has no block for is a located problem, never dropped.
import type { Element, Root as HastRoot } from "hast";
import { toHtml } from "hast-util-to-html";
import { toText } from "hast-util-to-text";
import type { Blockquote, List, Paragraph, PhrasingContent, Root, RootContent } from "mdast";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import type { Block } from "../../../article/article.ts";
import type { Locale } from "../../../i18n/locales.ts";
import type {
  Diagnostic,
  DiagnosticCode,
  DiagnosticValues,
  Finding,
  Span,
} from "../../diagnostics/diagnostic.ts";
import type { SourceText } from "../../diagnostics/source-text.ts";
import type { SiteLink } from "../../model.ts";
import { isNameOf } from "../text/picture-name.ts";
import { type Prose, proseOf, proseOfPicture } from "../text/prose.ts";
import { blockRanges, LINES_MAX, MARKS_MAX, PARAGRAPH_MAX } from "./block-ranges.ts";
import { checkMarks } from "./failed-marks.ts";
import { checkInline } from "./inline.ts";
import { markLanguages, quoteLanguage } from "./language-marks.ts";
import { parseBlocks } from "./parse-blocks.ts";

/** A picture in the text; resolved to a file by the caller. */
export interface PictureUse {
  src: string;
  alt: string;
  caption?: string;
  place: Span;
}

export interface MarkdownBody {
  blocks: (Block | { picture: PictureUse })[];
  prose: Prose[];
  /** Links to pages of our own. */
  links: SiteLink[];
}

/** Elements and attributes allowed in an article's inline HTML. */
const INLINE = {
  ...defaultSchema,
  tagNames: ["p", "a", "em", "strong", "del", "code", "br", "span"],
  attributes: { a: ["href"], span: ["lang"] },
  protocols: { href: ["http", "https", "mailto"] },
};

const toHast = unified().use(remarkRehype).use(rehypeSanitize, INLINE);

/** An attribution is the last paragraph of a block quote, when it begins with a dash. */
const CITE = /^\s*[—–]\s*/;

/**
 * @param base offset of the file at which the Markdown begins; it ends with the file.
 * @param locale language of the text, which quotations are in as well unless they say otherwise.
 */
export function parseMarkdown(
  source: SourceText,
  base: number,
  locale: Locale,
  diagnostics: Diagnostic[],
): MarkdownBody {
  const body: MarkdownBody = { blocks: [], prose: [], links: [] };
  const reportAt = (from: number, to: number, finding: Finding) =>
    diagnostics.push({ ...source.spanOf(from, to), ...finding });
  const placeOf = ({ position }: { position?: Root["position"] | undefined }): [number, number] => [
    base + (position?.start.offset ?? 0),
    base + (position?.end.offset ?? 0),
  ];
  const report = (node: Parameters<typeof placeOf>[0], code: DiagnosticCode, values?: DiagnosticValues) =>
    reportAt(...placeOf(node), { code, ...(values && { values }) });

  let flow = 0;
  const inline = (
    written: PhrasingContent[],
    { language = locale as string, flow }: { language?: string; flow?: number } = {},
  ): { text: string; html: string } => {
    const children = markLanguages(written, source, base, reportAt);
    checkInline(children, locale, report, (node, path) =>
      body.links.push({ path, place: source.spanOf(...placeOf(node)) }),
    );
    const prose = proseOf(children, source, base, language, flow);
    for (const part of prose) checkMarks(part, locale, source, reportAt);
    body.prose.push(...prose);
    const root: Root = { type: "root", children: [{ type: "paragraph", children }] };
    const hast = toHast.runSync(root) as HastRoot;
    const paragraph = hast.children.find((child): child is Element => child.type === "element");
    return {
      text: onOneLine(toText(paragraph ?? hast, { whitespace: "pre-wrap" })),
      html: toHtml(paragraph?.children ?? [], { characterReferences: { useNamedReferences: true } }).trim(),
    };
  };

  const paragraph = (node: Paragraph): MarkdownBody["blocks"][number] => {
    const [only, ...others] = node.children;
    if (only?.type === "image" && others.length === 0) {
      const { url: src, alt, title } = only;
      if (!alt?.trim()) report(only, "picture_no_alt", { name: src, context: title ? "" : "caption" });
      else if (isNameOf(alt, src)) report(only, "alt_file_name");
      body.prose.push(...proseOfPicture(node, source, base, locale));
      const place = source.spanOf(...placeOf(only));
      return { picture: { src, alt: alt ?? "", ...(title && { caption: title }), place } };
    }
    return { type: "paragraph", ...written(node, inline(node.children, { flow })) };
  };

  const written = <T extends { text: string }>(node: RootContent, content: T): T => {
    if (content.text.trim() === "") report(node, "empty_block");
    return content;
  };

  const quote = (node: Blockquote): Block => {
    const all = node.children.filter((child): child is Paragraph => {
      if (child.type !== "paragraph") report(child, "quote_block");
      return child.type === "paragraph";
    });
    const { language, paragraphs } = quoteLanguage(all, source, base, reportAt);
    const parts = paragraphs.map(({ children }) => inline(children, { language: language ?? locale, flow }));
    const cite = parts.length > 1 && CITE.test(parts.at(-1)?.text ?? "") ? parts.pop() : undefined;
    const attribution = paragraphs.at(-1);
    if (cite && attribution) {
      // Whoever is quoted is named in the language of the file.
      const named = body.prose.findLast(({ text }) => CITE.test(text));
      if (named) named.language = locale;
      if (cite.text.replace(CITE, "") === "") report(attribution, "cite_nameless");
      if (attribution.children.some(({ type }) => type !== "text" && type !== "break"))
        report(attribution, "cite_markup");
    } else if (parts.length > 0 && all.length === node.children.length) report(node, "quote_source_missing");
    written(node, { text: parts.map(({ text }) => text).join("") });
    return {
      type: "quote",
      text: parts.map((part) => part.text).join("\n"),
      html: parts.map((part) => part.html).join("<br>"),
      ...(cite && { cite: cite.text.replace(CITE, "") }),
      inLanguage: language ?? locale,
    };
  };

  const list = (node: List): Block => {
    if (node.ordered && node.start !== 1) report(node, "list_start");
    const items = node.children.map((item) => {
      if (typeof item.checked === "boolean") report(item, "task_list");
      const [first, ...others] = item.children;
      if (first?.type !== "paragraph" || others.length > 0) {
        report(item, "nested_list");
        return { text: "", html: "" };
      }
      return inline(first.children);
    });
    return {
      type: "list",
      text: items.map((item) => item.text).join("\n"),
      ordered: node.ordered ?? false,
      items,
    };
  };

  const block = (node: RootContent, i: number, all: RootContent[]): MarkdownBody["blocks"] => {
    if (node.type !== "paragraph" || all[i - 1]?.type !== "paragraph") flow++;
    switch (node.type) {
      case "paragraph":
        return [paragraph(node)];
      case "heading":
        if (node.depth === 1 || node.depth > 4) report(node, "heading_level");
        return [{ type: "heading", level: node.depth, ...written(node, inline(node.children)) }];
      case "blockquote":
        return [quote(node)];
      case "list":
        return [list(node)];
      case "thematicBreak":
        return [{ type: "divider", text: "" }];
      default: {
        const code = UNSUPPORTED[node.type];
        if (!code) throw new Error(`no Markdown has ${node.type} here`);
        report(node, code);
        return [];
      }
    }
  };

  const text = source.text.slice(base);
  const { ranges, excesses } = blockRanges(text);
  for (const { code, from, to } of excesses) {
    const max = MAXIMA[code];
    reportAt(base + from, base + to, { code, ...(max !== undefined && { values: { max } }) });
  }
  if (excesses.length > 0) return body;
  try {
    for (const [i, node, all] of parseBlocks(text, ranges).map((each, i, all) => [i, each, all] as const))
      for (const part of block(node, i, all)) body.blocks.push(part);
  } catch (error) {
    // Thousands of nested marks exhaust the stack: that is a content problem, too.
    if (!(error instanceof RangeError)) throw error;
    reportAt(base, base, { code: "text_too_deep" });
    return { blocks: [], prose: [], links: [] };
  }
  return body;
}

const MAXIMA: Partial<Record<DiagnosticCode, number>> = {
  paragraph_too_long: PARAGRAPH_MAX,
  too_many_lines: LINES_MAX,
  too_many_marks: MARKS_MAX,
};

/** Without the spaces around its line breaks. */
const onOneLine = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" ");

const UNSUPPORTED: Partial<Record<RootContent["type"], DiagnosticCode>> = {
  html: "html",
  table: "table",
  code: "code_block",
  definition: "link_reference",
  footnoteDefinition: "footnote",
};
