// Text in another language, as it is marked in Markdown: `[текст]{lang=ru}` within a paragraph, and `{lang=ru}` as the
// first line of a quotation. Without a mark, a text is in the language of its file.
import type { Emphasis, Paragraph, PhrasingContent, Text } from "mdast";
import { parseLocale } from "../../../i18n/locales.ts";
import type { Finding } from "../../diagnostics/diagnostic.ts";
import type { SourceText } from "../../diagnostics/source-text.ts";
import { suggesting } from "../../diagnostics/suggest.ts";
import { alignMarkdown } from "../text/align.ts";

export type ReportAt = (from: number, to: number, finding: Finding) => void;

const MARKED = /\[((?:(?!\{lang=)[^\][])*)\]\{lang=([^}\s]*)\}|\{lang=[^}]*\}/g;
const FIRST_LINE = /^\{lang=([^}\s]*)\}[ \t]*(?:\n|$)/;

const names = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

function isLanguage(tag: string): boolean {
  try {
    return names.of(tag) !== undefined && Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}

/** @returns what is wrong with the tag, or `null`: `ua` is a country, and `ru_RU` no tag. */
function tagFinding(tag: string): Finding | null {
  if (isLanguage(tag)) return null;
  const lower = tag.toLowerCase().replaceAll("_", "-");
  const meant = [parseLocale(lower), lower.split("-")[0] ?? ""].find((each) => each && isLanguage(each));
  return { code: "bad_language", values: suggesting({ tag }, meant ?? undefined) };
}

/**
 * @param base offset of the file at which the Markdown begins.
 * @returns the same content, with what is marked as an element of its own (an emphasis that becomes a `span`).
 */
export function markLanguages(
  children: readonly PhrasingContent[],
  source: SourceText,
  base: number,
  report: ReportAt,
): PhrasingContent[] {
  return children.flatMap((node): PhrasingContent[] => {
    if (node.type === "text") return splitText(withLineFeeds(node), source, base, report);
    if (!("children" in node)) return [node];
    return [{ ...node, children: markLanguages(node.children, source, base, report) } as PhrasingContent];
  });
}

function splitText(node: Text, source: SourceText, base: number, report: ReportAt): PhrasingContent[] {
  const from = node.position?.start.offset;
  const aligned = from === undefined ? null : alignMarkdown(node.value, source.text, base + from);
  if (!aligned || !node.value.includes("{lang=")) return [node];
  const cut = (start: number, end: number) => slice(node, aligned.starts, aligned.ends, start, end, base);
  const parts: PhrasingContent[] = [];
  let at = 0;
  for (const { 0: whole, 1: text, 2: tag, index } of node.value.matchAll(MARKED)) {
    const end = index + whole.length;
    const [open = 0, close = 0] = [aligned.starts[index], aligned.ends[end - 1]];
    // An escaped bracket is a bracket.
    if (
      source.text[open] === "\\" ||
      source.text[aligned.starts[node.value.indexOf("{", index)] ?? 0] === "\\"
    )
      continue;
    const finding: Finding | null = text === undefined ? { code: "language_mark" } : tagFinding(tag ?? "");
    if (finding || !text?.trim()) {
      report(open, close, finding ?? { code: "language_mark" });
      continue;
    }
    const span: Emphasis = {
      type: "emphasis",
      data: { hName: "span", hProperties: { lang: tag } },
      children: [cut(index + 1, index + 1 + text.length)],
      position: cut(index, end).position,
    };
    parts.push(...(index > at ? [cut(at, index)] : []), span);
    at = end;
  }
  return at === 0 ? [node] : [...parts, ...(at < node.value.length ? [cut(at, node.value.length)] : [])];
}

/** However the lines of the file end, an article is the same. */
const withLineFeeds = (node: Text): Text => ({ ...node, value: node.value.replace(/\r\n?/g, "\n") });

/** A piece of a text node, with its own place. */
function slice(
  { value, position }: Text,
  starts: readonly number[],
  ends: readonly number[],
  start: number,
  end: number,
  base: number,
): Text {
  const point = (offset: number | undefined) => ({ line: 0, column: 0, offset: (offset ?? base) - base });
  return {
    type: "text",
    value: value.slice(start, end),
    ...(position && { position: { start: point(starts[start]), end: point(ends[end - 1]) } }),
  };
}

/** @returns the language that a quotation says it is in, and its paragraphs without that. */
export function quoteLanguage(
  paragraphs: readonly Paragraph[],
  source: SourceText,
  base: number,
  report: ReportAt,
): { language: string | null; paragraphs: Paragraph[] } {
  const [first, ...others] = paragraphs;
  const [begin, ...rest] = first?.children ?? [];
  const text = begin?.type === "text" ? withLineFeeds(begin) : undefined;
  const from = text?.position?.start.offset;
  const match = text && FIRST_LINE.exec(text.value);
  if (!first || !text || !match || from === undefined || source.text[base + from] === "\\")
    return { language: null, paragraphs: [...paragraphs] };
  const [line, tag = ""] = match;
  const finding = tagFinding(tag);
  if (finding) report(base + from, base + from + line.trimEnd().length, finding);
  const aligned = alignMarkdown(text.value, source.text, base + from);
  const left =
    line.length < text.value.length && aligned
      ? [slice(text, aligned.starts, aligned.ends, line.length, text.value.length, base)]
      : [];
  const children = [...left, ...rest];
  return {
    language: finding ? null : tag,
    paragraphs: children.length > 0 ? [{ ...first, children }, ...others] : others,
  };
}
