// The texts that readers read, out of Markdown and YAML, with the way back to where each character is written. What is
// no prose – code, addresses, text in another language – is one character in it that stands for the whole.

import type { Paragraph, PhrasingContent } from "mdast";
import type { SourceText } from "../../diagnostics/source-text.ts";
import { type Alignment, alignMarkdown, alignYaml } from "./align.ts";

/** Stands for what is no prose (OBJECT REPLACEMENT CHARACTER). */
export const OPAQUE = "\ufffc";

export interface Prose extends Alignment {
  /** Dotted path of the field; absent for the text itself. */
  field?: string;
  /** BCP 47. */
  language: string;
  text: string;
  /** The same number for paragraphs in a row, over which a quotation may go on; absent for what stands alone. */
  flow?: number;
}

/** How far what has no place of its own is searched for: no paragraph is longer. */
const NEAR = 20_000;

const near = (text: string, words: string, at: number): number => {
  const found = text.slice(at, at + NEAR).indexOf(words);
  return found === -1 ? -1 : at + found;
};

/** Text in another language than what is around it: `[текст]{lang=ru}`. */
export const languageOf = (node: PhrasingContent): string | undefined => {
  const lang = node.type === "emphasis" ? node.data?.hProperties?.lang : undefined;
  return typeof lang === "string" ? lang : undefined;
};

/**
 * @param base offset of the file at which the Markdown begins.
 * @returns the text of the block, and each part of it that is in another language.
 */
export function proseOf(
  children: readonly PhrasingContent[],
  source: SourceText,
  base: number,
  language: string,
  flow?: number,
): Prose[] {
  const prose: Prose = { language, text: "", starts: [], ends: [], ...(flow !== undefined && { flow }) };
  const parts: Prose[] = [];
  let at = base;
  const add = (text: string, { starts, ends }: Alignment) => {
    prose.text += text;
    prose.starts.push(...starts);
    prose.ends.push(...ends);
    at = ends.at(-1) ?? at;
  };
  const addOpaque = (node: PhrasingContent) => {
    const { start, end } = node.position ?? {};
    add(OPAQUE, { starts: [base + (start?.offset ?? at - base)], ends: [base + (end?.offset ?? at - base)] });
  };
  const visit = (node: PhrasingContent): void => {
    if (node.type === "text") {
      // What the parser has cut out of a text, around an e-mail address, has no place of its own.
      const from = node.position?.start.offset;
      const start = from === undefined ? near(source.text, node.value.slice(0, 8), at) : base + from;
      const aligned = alignMarkdown(node.value, source.text, start);
      if (aligned) add(node.value, aligned);
      else addOpaque(node);
    } else if (node.type === "break") {
      addOpaque(node);
      prose.text = `${prose.text.slice(0, -1)}\n`;
    } else if (languageOf(node) !== undefined && "children" in node) {
      parts.push(...proseOf(node.children, source, base, languageOf(node) as string));
      addOpaque(node);
    } else if ("children" in node && !isAddress(node)) {
      for (const child of node.children) visit(child);
    } else addOpaque(node);
  };
  for (const child of children) visit(child);
  return [prose, ...parts];
}

/** A link that is written as its own address. */
const isAddress = (node: PhrasingContent): boolean => {
  const [only] = node.type === "link" ? node.children : [];
  return (
    node.type === "link" && only?.type === "text" && /^(https?:\/\/|www\.|mailto:|\S+@\S+$)/.test(only.value)
  );
};

/** Alt text and caption of a picture in the text. */
export function proseOfPicture(
  paragraph: Paragraph,
  source: SourceText,
  base: number,
  language: string,
): Prose[] {
  const [image] = paragraph.children;
  const { start, end } = image?.position ?? {};
  if (image?.type !== "image" || start?.offset === undefined || end?.offset === undefined) return [];
  const from = base + start.offset;
  const written = source.text.slice(from, base + end.offset);
  // The title is at the end, between its marks; the address before it holds no white space.
  const title = /\]\(\s*(?:<[^>\n]*>|[^\s]*)\s+["'(]/.exec(written);
  const texts: [string, number][] = [
    [image.alt ?? "", from + 2],
    ...(image.title && title
      ? [[image.title, from + title.index + title[0].length] as [string, number]]
      : []),
  ];
  return texts.flatMap(([text, at]) => {
    const aligned = alignMarkdown(text, source.text, at);
    return aligned ? [{ language, text, ...aligned }] : [];
  });
}

/** A text as it is written: where in the file, quotation marks included, and in which style of YAML. */
export interface WrittenText {
  path: string[];
  value: string;
  from: number;
  to: number;
  style: string;
}

/** @param languageOf a field's, or `null` for what is no prose. */
export function proseOfYaml(
  texts: readonly WrittenText[],
  source: SourceText,
  languageOf: (path: readonly string[]) => string | null,
): Prose[] {
  return texts.flatMap(({ path, value, from, style }) => {
    const language = languageOf(path);
    const aligned = language === null ? null : alignYaml(value, source.text, from, style);
    if (!aligned || language === null) return [];
    return [{ field: path.join("."), language, text: value, ...aligned }];
  });
}
