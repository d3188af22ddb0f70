// HTML that has a counterpart in Markdown → that.
import type { PhrasingContent } from "mdast";

const ELEMENT = /<(b|strong|i|em|a)(\s[^<>]*)?>([^<>]*)<\/\1\s*>/gi;
const HREF = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;
const MARKS: Record<string, string> = { b: "**", strong: "**", i: "*", em: "*" };
/** Characters; what is longer is told by its beginning. */
const LONG = 40;

function markdownOf(html: string): string | undefined {
  let before: string;
  let text = html.replace(/\s+/g, " ").trim();
  do {
    before = text;
    text = text.replace(ELEMENT, inMarkdown);
  } while (text !== before);
  return text === html || /[<>]/.test(text) ? undefined : text;
}

function inMarkdown(element: string, name: string, attributes = "", words: string): string {
  const inner = words.trim();
  const shown = inner.length > LONG ? `${[...inner].slice(0, LONG).join("").trimEnd()}…` : inner;
  const marks = MARKS[name.toLowerCase()];
  if (marks) return marks + shown + marks;
  const [, ...found] = HREF.exec(attributes) ?? [];
  const href = found.find((each) => each !== undefined);
  return href && /^(https?:\/\/|mailto:|\/)/.test(href) ? `[${shown}](${href})` : element;
}

/**
 * @param from of a tag among `nodes`.
 * @returns the element in Markdown with the place of its end; `null` if there is no such, or it has more in it.
 */
export function elementAt(
  nodes: readonly PhrasingContent[],
  from: number,
): { markdown: string; to: number } | null {
  const [, name = ""] = /^<(\w+)/.exec(textOf(nodes[from])) ?? [];
  const end = `</${name.toLowerCase()}>`;
  const to = nodes.findIndex((node, i) => i > from && textOf(node).toLowerCase() === end);
  const markdown =
    to === -1
      ? undefined
      : markdownOf(
          nodes
            .slice(from, to + 1)
            .map(textOf)
            .join(""),
        );
  return markdown === undefined ? null : { markdown, to };
}

/** Marks of Markdown within are left out; they may stay. */
function textOf(node: PhrasingContent | undefined): string {
  if (!node) return "";
  return "children" in node ? node.children.map(textOf).join("") : "value" in node ? node.value : "";
}
