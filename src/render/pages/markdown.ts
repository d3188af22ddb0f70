// An article as Markdown, for people who quote it and for machines that read it: front matter, then the text as the
// newsroom could have written it.
import type { Block, Image } from "../../article/article.ts";
import { formatDate } from "../../i18n/format.ts";
import { LOCALES, type Locale } from "../../i18n/locales.ts";
import { translate } from "../../i18n/messages.ts";
import { destination, inlineMarkdown, textMarkdown } from "../inline-markdown.ts";
import { absolute, absoluteLinks } from "../links.ts";
import { canonicalOf } from "../metadata.ts";
import { type ProblemView, problemWords } from "../problem-view.ts";
import type { ArticleView } from "../view.ts";

export function renderMarkdown({ article, origin }: ArticleView): string {
  const { headline, description, section, author, image, corrections } = article;
  const locale = article.requestedLanguage as Locale;
  const facts = {
    headline,
    description,
    url: absolute(canonicalOf(article), origin),
    inLanguage: article.inLanguage,
    ...(article.isFallback && { requestedLanguage: locale, isFallback: true }),
    datePublished: article.datePublished,
    dateModified: article.dateModified,
    section: section.name,
    author: author.map(({ name }) => name),
    keywords: article.keywords,
  };
  // JSON strings are YAML as well.
  const frontMatter = Object.entries(facts).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const notes = corrections.map(
    ({ kind, date, text }) =>
      `**${translate(locale, `page.${kind}`)} ${formatDate(date, locale)}:** ${textMarkdown(text, false)}`,
  );
  return `${[
    `---\n${frontMatter.join("\n")}\n---`,
    `# ${inlineMarkdown(escapeHtml(headline), true)}`,
    ...(article.isFallback
      ? [`*${textMarkdown(translate(locale, "reader.untranslated.title"), false)}*`]
      : []),
    ...(image ? [picture(image, origin)] : []),
    renderBlocks(article.body, origin, article.inLanguage),
    ...notes,
  ].join("\n\n")}\n`;
}

export function renderMarkdownProblem(view: ProblemView): string {
  const { alternates, origin, details } = view;
  const { title, text } = problemWords(view);
  const links = alternates.map(
    ({ locale, url }) => `- [${LOCALES[locale].name}](${destination(absolute(url, origin))})`,
  );
  return `${[
    `# ${textMarkdown(title, false)}`,
    textMarkdown(text),
    ...(links.length > 0 ? [links.join("\n")] : []),
    ...(details.note ? [`> ${textMarkdown(details.note)}`] : []),
  ].join("\n\n")}\n`;
}

/** Markdown that publishing would read as the same blocks. @param language of the text that they are. */
export function renderBlocks(blocks: readonly Block[], origin: string, language: string): string {
  let other = false;
  return blocks
    .map((block, i) => {
      const before = blocks[i - 1];
      // Two lists in a row are told apart by their marks.
      other = block.type === "list" && before?.type === "list" && before.ordered === block.ordered && !other;
      return renderBlock(block, origin, language, other);
    })
    .join("\n\n");
}

function renderBlock(block: Block, origin: string, language: string, otherMark: boolean): string {
  const { type, text, inLanguage = language } = block;
  const html = absoluteLinks(block.html ?? escapeHtml(text), origin);
  switch (type) {
    case "heading": {
      // Only a heading that is underlined may have a line break.
      if (html.includes("<br>")) return `${inlineMarkdown(html)}\n---`;
      return `${"#".repeat(block.level ?? 2)} ${inlineMarkdown(html, true)}`.trimEnd();
    }
    case "quote": {
      // A break within a paragraph is followed by a line feed, one between paragraphs is not.
      const paragraphs = html.split(/<br>(?!\n|$)/).map((part) => inlineMarkdown(part));
      if (block.cite !== undefined) paragraphs.push(`— ${textMarkdown(block.cite, false)}`);
      const mark = inLanguage === language ? "" : `{lang=${inLanguage}}\n`;
      return prefix(mark + paragraphs.join("\n\n"), "> ", "> ");
    }
    case "list":
      return (block.items ?? [])
        .map((item, i) => {
          const mark = block.ordered ? `${i + 1}${otherMark ? ")" : "."} ` : otherMark ? "* " : "- ";
          return prefix(inlineMarkdown(absoluteLinks(item.html, origin)), mark, " ".repeat(mark.length));
        })
        .join("\n");
    case "image":
      return block.image ? picture(block.image, origin) : textMarkdown(text);
    case "divider":
      return "***";
    default:
      return inlineMarkdown(html);
  }
}

function picture({ url, alt, caption }: Image, origin: string): string {
  const title = caption === undefined ? "" : ` "${textMarkdown(caption, false).replaceAll('"', '\\"')}"`;
  return `![${textMarkdown(alt, false)}](${destination(absolute(url, origin))}${title})`;
}

const prefix = (text: string, first: string, others: string): string =>
  text
    .split("\n")
    .map((line, i) => ((i === 0 ? first : others) + line).replace(/ +$/, ""))
    .join("\n");

const escapeHtml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
