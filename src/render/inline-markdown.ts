// The inline HTML of a block → Markdown that reads back as the same HTML (CommonMark 0.31 with GFM's autolinks).
// Only the tags that publishing lets through are known: a, em, strong, del, code, br; and span, for text in another
// language, which is written as publishing reads it: [текст]{lang=ru}.
import { TailText } from "./tail-text.ts";

const TOKEN = /<(\/?)(a|em|strong|del|code|br|span)(?: (?:href|lang)="([^"]*)")?>(\n(?<=<br>\n))?|[^<]+/g;
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

interface Token {
  text?: string;
  tag?: string;
  closes?: boolean;
  href?: string;
}

const decode = (html: string): string =>
  html.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex, decimal, name) =>
    name ? (NAMED[name] ?? whole) : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  );

const tokens = (html: string): Token[] =>
  [...html.matchAll(TOKEN)].map(([whole, slash, tag, href]) =>
    tag ? { tag, closes: slash === "/", href: decode(href ?? "") } : { text: decode(whole) },
  );

const reference = (character: string): string =>
  `&#x${character.codePointAt(0)?.toString(16).toUpperCase()};`;
// Parsers that go by UTF-16 units take an emoji for a letter.
const WORD_END = /([^\s\p{P}\p{S}]|[\u{10000}-\u{10ffff}])$/u;
const WORD_START = /^([^\s\p{P}\p{S}]|[\u{10000}-\u{10ffff}])/u;

/** Characters that are syntax anywhere in a line, and those that would turn text into a link. */
const escapeText = (text: string): string =>
  text
    .replace(/[\\`*_[\]<~|]|\{(?=lang=)/g, "\\$&")
    .replace(/&(?=[#a-z])/gi, "&amp;")
    .replace(/(?<=https?):(?=\/\/)|(?<=www)\.|@/gi, "\\$&");

/** Marks that begin a block at the start of a line. */
const escapeLineStart = (line: string): string =>
  line.replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2").replace(/^([#>=:]|[-+](?=[-\s]|$))/, "\\$1");

/**
 * Plain text as Markdown on one line.
 * @param start whether it begins a line.
 */
export function textMarkdown(text: string, start = true): string {
  const escaped = escapeText(text.replace(/\s+/g, (space) => (/[\n\r]/.test(space) ? " " : space)));
  return start ? escapeLineStart(escaped) : escaped;
}

/** @param spaces in a row. @returns them in pieces; those that break a line are one, but for carriage returns before. */
function breaksIn(spaces: string): { part: string; breaks: boolean }[] {
  const [returns = ""] = /^\r*/.exec(spaces) ?? [];
  const rest = spaces.slice(returns.length);
  const before = [...returns].map((part) => ({ part, breaks: true }));
  if (rest.includes("\n")) return [...before, { part: rest, breaks: true }];
  return [...before, ...rest.split(/(\r)/).map((part, i) => ({ part, breaks: i % 2 === 1 }))];
}

/** @param oneLine for a heading: line breaks in its source become references. */
export function inlineMarkdown(html: string, oneLine = false): string {
  const all = tokens(html);
  const closing: string[] = [];
  const out = new TailText();
  /** Emphasis has just begun (white space must not follow its mark) or ended (nor a letter). */
  let edge: "opened" | "closed" | "" = "";

  const write = (text: string): void => {
    let rest = text;
    let first = "";
    if ((edge === "opened" && /^\s/.test(rest)) || (edge === "closed" && WORD_START.test(rest))) {
      const [character = ""] = rest;
      first = reference(character);
      rest = rest.slice(character.length);
    }
    edge = "";
    const kept = rest
      .split(/([ \t\r\n]+)/)
      .flatMap((part, i) => (i % 2 === 0 ? [{ part, breaks: false }] : breaksIn(part)))
      .map(({ part, breaks }) => {
        if (!breaks) return oneLine ? escapeText(part).replaceAll("#", "\\#") : escapeText(part);
        return part === "\n" && !oneLine ? part : [...part].map(reference).join("");
      })
      .join("")
      .replace(/!$/, "\\!");
    const lines = (first + kept).split("\n");
    const atStart = out.isEmpty() || out.endsWith("\n");
    out.append(lines.map((line, i) => (i > 0 || atStart ? escapeLineStart(line) : line)).join("\n"));
  };
  const encodeEnd = (pattern: RegExp): void => {
    const last = out.last();
    if (pattern.test(last)) out.replaceLast(reference(last));
  };

  for (let i = 0; i < all.length; i++) {
    const { text, tag = "", closes, href = "" } = all[i] as Token;
    if (text !== undefined) {
      const afterBreak = out.endsWith("\\\n");
      const leading = afterBreak ? (/^[ \t\r\n]+/.exec(text)?.[0] ?? "") : "";
      out.append([...leading].map(reference).join(""));
      write(text.slice(leading.length));
    } else if (tag === "br") {
      encodeEnd(/[ \t]$/);
      out.append("\\\n");
      edge = "";
    } else if (tag === "code") {
      if (closes) continue;
      out.append(codeSpan(all[i + 1]?.text ?? ""));
      i++;
      edge = "";
    } else if (tag === "a") {
      const inner = all[i + 1];
      if (!closes && inner?.text && all[i + 2]?.tag === "a" && isAutolink(inner.text, href)) {
        out.append(`<${inner.text}>`);
        i += 2;
      } else out.append(closes ? (closing.pop() ?? "") : "[");
      if (!closes && out.endsWith("[")) closing.push(`](${destination(href)})`);
      edge = "";
    } else if (tag === "span") {
      out.append(closes ? (closing.pop() ?? "") : "[");
      if (!closes) closing.push(`]{lang=${href}}`);
      edge = "";
    } else if (closes) {
      encodeEnd(/\s$/);
      out.append(closing.pop() ?? "");
      edge = "closed";
    } else {
      encodeEnd(WORD_END);
      const mark = markFor(tag, out.last(), closing);
      closing.push(mark);
      out.append(mark);
      edge = "opened";
    }
  }
  // What is empty but there must not vanish, nor a break at the end.
  if (out.isEmpty() || out.endsWith("\\\n")) out.append(reference("\n"));
  return out.toString();
}

/** Marks that touch or enclose one another must differ, or the parser joins them. */
function markFor(tag: string, last: string, closing: readonly string[]): string {
  if (tag === "del") return "~~";
  const around = closing.findLast((mark) => /[*_]/.test(mark[0] ?? ""))?.[0];
  const touching = /[*_]/.exec(last)?.[0] ?? around;
  return (touching === "*" ? "_" : "*").repeat(tag === "strong" ? 2 : 1);
}

const isAutolink = (text: string, href: string): boolean =>
  (text === href && /^https?:[^\s<>\\&*_]+$/i.test(text)) ||
  (href === `mailto:${text}` && /^[a-z0-9.-]+@[a-z0-9]+(\.[a-z0-9]+)+$/i.test(text));

/** A link's address; it holds no white space. */
export const destination = (href: string): string =>
  href.replace(/[\\()<>]/g, "\\$&").replace(/&(?=[#a-z])/gi, "&amp;");

function codeSpan(code: string): string {
  const longest = (code.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = "`".repeat(longest + 1);
  const isPadded = /^ .* $/.test(code) && /[^ ]/.test(code);
  const pad = code.startsWith("`") || code.endsWith("`") || isPadded ? " " : "";
  return fence + pad + code + pad + fence;
}
