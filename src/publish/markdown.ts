// Markdown → body blocks. Whatever the article format has no block for is a located problem, never dropped.
import type { Element, Root as HastRoot } from "hast";
import { toHtml } from "hast-util-to-html";
import { toText } from "hast-util-to-text";
import type { Blockquote, List, Paragraph, PhrasingContent, Root, RootContent } from "mdast";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import type { Block } from "../article/article.ts";
import type { Locale } from "../i18n/locales.ts";
import type { ContentProblem } from "./problem.ts";

/** A picture in the text; resolved to a file by the caller. */
export interface PictureUse {
  src: string;
  alt: string;
  caption?: string;
  line: number;
  column: number;
}

export interface MarkdownBody {
  blocks: (Block | { picture: PictureUse })[];
}

/** What inline HTML may consist of once it is in an article. */
const INLINE = {
  ...defaultSchema,
  tagNames: ["p", "a", "em", "strong", "del", "code", "br"],
  attributes: { a: ["href"] },
  protocols: { href: ["http", "https", "mailto"] },
};

const parser = unified().use(remarkParse).use(remarkGfm);
const toHast = unified().use(remarkRehype).use(rehypeSanitize, INLINE);

/** An attribution is the last paragraph of a block quote, when it begins with a dash. */
const CITE = /^\s*[—–]\s*/;

/**
 * @param firstLine line of the file on which the text begins.
 * @param locale language of the text, which quotations are in as well.
 */
export function parseMarkdown(
  text: string,
  file: string,
  firstLine: number,
  locale: Locale,
  problems: ContentProblem[],
): MarkdownBody {
  const report = (node: { position?: Root["position"] | undefined }, message: string) => {
    const { line = 1, column = 1 } = node.position?.start ?? {};
    problems.push({ file, line: line + firstLine - 1, column, message });
  };

  const inline = (children: PhrasingContent[]): { text: string; html: string } => {
    for (const child of children) checkInline(child);
    const root: Root = { type: "root", children: [{ type: "paragraph", children }] };
    const hast = toHast.runSync(root) as HastRoot;
    const paragraph = hast.children.find((child): child is Element => child.type === "element");
    return {
      text: toText(paragraph ?? hast, { whitespace: "pre-wrap" })
        .replace(/\s*\n\s*/g, " ")
        .trim(),
      html: toHtml(paragraph?.children ?? [], { characterReferences: { useNamedReferences: true } }).trim(),
    };
  };

  const checkInline = (node: PhrasingContent): void => {
    if (node.type === "html") report(node, "HTML is not read here: write it in Markdown");
    if (node.type === "image") report(node, "a picture stands in a paragraph of its own");
    if (node.type === "footnoteReference")
      report(node, "footnotes are not supported: put the note into the text");
    if (node.type === "link" && !isWebLink(node.url)) {
      report(node, "this link leads nowhere: write it whole, with https:// or mailto:");
    }
    if (node.type === "link" && node.title) report(node, "a link has no title here: take it out");
    if (node.type === "linkReference" || node.type === "imageReference") {
      report(node, "link references are not supported: write [text](https://…)");
    }
    if ("children" in node) for (const child of node.children) checkInline(child);
  };

  const paragraph = (node: Paragraph): MarkdownBody["blocks"][number] => {
    const [only, ...others] = node.children;
    if (only?.type === "image" && others.length === 0) {
      if (!only.alt?.trim()) report(only, "a picture needs alt text: ![what is to be seen](file.svg)");
      const { line = 1, column = 1 } = only.position?.start ?? {};
      const { url: src, alt, title } = only;
      return {
        picture: {
          src,
          alt: alt ?? "",
          ...(title && { caption: title }),
          line: line + firstLine - 1,
          column,
        },
      };
    }
    return { type: "paragraph", ...written(node, inline(node.children)) };
  };

  const written = <T extends { text: string }>(node: RootContent, content: T): T => {
    if (content.text.trim() === "") report(node, "this is empty: write some text, or take it out");
    return content;
  };

  const quote = (node: Blockquote): Block => {
    const paragraphs = node.children.filter((child): child is Paragraph => {
      if (child.type !== "paragraph") report(child, "a quotation is made of paragraphs only");
      return child.type === "paragraph";
    });
    const parts = paragraphs.map(({ children }) => inline(children));
    const cite = parts.length > 1 && CITE.test(parts.at(-1)?.text ?? "") ? parts.pop() : undefined;
    const attribution = paragraphs.at(-1);
    if (cite && attribution) {
      if (cite.text.replace(CITE, "") === "") report(attribution, "says nobody's name behind the dash");
      if (attribution.children.some(({ type }) => type !== "text" && type !== "break"))
        report(attribution, "an attribution is plain text: take out the links and the emphasis");
    }
    written(node, { text: parts.map(({ text }) => text).join("") });
    return {
      type: "quote",
      text: parts.map((part) => part.text).join("\n"),
      html: parts.map((part) => part.html).join("<br>"),
      ...(cite && { cite: cite.text.replace(CITE, "") }),
      inLanguage: locale,
    };
  };

  const list = (node: List): Block => {
    if (node.ordered && node.start !== 1) report(node, "a numbered list begins with 1");
    const items = node.children.map((item) => {
      if (typeof item.checked === "boolean") report(item, "task lists are not supported: take out the [ ]");
      const [first, ...others] = item.children;
      if (first?.type !== "paragraph" || others.length > 0) {
        report(item, "a list item is one paragraph: nested lists are not supported");
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

  const block = (node: RootContent): MarkdownBody["blocks"] => {
    switch (node.type) {
      case "paragraph":
        return [paragraph(node)];
      case "heading":
        if (node.depth === 1 || node.depth > 4) {
          report(node, "headings in the text go from ## to ####: the headline is the only first-level one");
        }
        return [{ type: "heading", level: node.depth, ...written(node, inline(node.children)) }];
      case "blockquote":
        return [quote(node)];
      case "list":
        return [list(node)];
      case "thematicBreak":
        return [{ type: "divider", text: "" }];
      case "html":
        report(node, "HTML is not read here: write it in Markdown");
        return [];
      case "table":
        report(node, "tables are not supported: write a list");
        return [];
      case "code":
        report(node, "code blocks are not supported: begin the line without four spaces or ```");
        return [];
      case "definition":
        report(node, "link references are not supported: write [text](https://…)");
        return [];
      case "footnoteDefinition":
        report(node, "footnotes are not supported: put the note into the text");
        return [];
      default:
        report(node, "this is not supported: write paragraphs, ## headings, > quotations and - lists");
        return [];
    }
  };

  try {
    return { blocks: parser.parse(text).children.flatMap(block) };
  } catch (error) {
    // Thousands of nested marks exhaust the stack: that is a content problem, too.
    if (!(error instanceof RangeError)) throw error;
    problems.push({
      file,
      line: firstLine,
      column: 1,
      message: "this text is nested too deeply: simplify it",
    });
    return { blocks: [] };
  }
}

/** In the spelling that the sanitizer lets through, and that is not relative on any page. */
const isWebLink = (url: string): boolean => /^(https?:\/\/|mailto:)/.test(url) && URL.canParse(url);
