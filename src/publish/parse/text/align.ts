// Plain text ↔ the way it is written in Markdown or YAML: which characters of the file each one of the text is.

/** For each UTF-16 unit of a text, where it begins and ends in the source. */
export interface Alignment {
  starts: number[];
  ends: number[];
}

/** How one character may be written other than as itself. @returns the length of that, or 0. */
type Escape = (source: string, at: number, character: string) => number;

const ENTITY = /&(?:#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z0-9]{1,31});/y;
const lengthAt = (pattern: RegExp, source: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0].length ?? 0;
};

/** CommonMark 0.31: backslashes, character references, and lines that go on in a quotation or a list. */
const markdown: Escape = (source, at, character) => {
  if (source[at] === "&") {
    const length = lengthAt(ENTITY, source, at);
    const isAmpersand = /^&(amp|#38|#x26);$/i.test(source.slice(at, at + length));
    return length > 0 && isAmpersand === (character === "&") ? length : 0;
  }
  return source[at] === "\\" && source[at + 1] === character && character !== "\n" ? 2 : 0;
};

const DOUBLE_QUOTED = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^\n\r])/y;
const yamlEscapes: Record<string, Escape> = {
  QUOTE_DOUBLE: (source, at) => (source[at] === "\\" ? lengthAt(DOUBLE_QUOTED, source, at) : 0),
  QUOTE_SINGLE: (source, at, character) => (character === "'" && source.startsWith("''", at) ? 2 : 0),
};
const none: Escape = () => 0;

/** Between two lines of the source; what a line begins with in a quotation or a list is no text. */
const LINE_BREAK = /(?:[ \t]*\\?\r?\n[ \t>]*)+/y;

const BLANKS = /[ \t]*/y;

/** @param from where the text begins in `source`. @returns `null` if it cannot be told. */
export const alignMarkdown = (text: string, source: string, from: number): Alignment | null =>
  align(text, source, from, markdown);

/** @param from where the value begins, its quotation marks or its header included. */
export function alignYaml(text: string, source: string, from: number, style: string): Alignment | null {
  const isBlock = style.startsWith("BLOCK");
  const start = isBlock ? source.indexOf("\n", from) + 1 : from + (style.startsWith("QUOTE") ? 1 : 0);
  const indented = start + (isBlock ? (/^[ \t\r\n]*/.exec(source.slice(start))?.[0].length ?? 0) : 0);
  return align(text, source, indented, yamlEscapes[style] ?? none);
}

function align(text: string, source: string, from: number, escaped: Escape): Alignment | null {
  const starts: number[] = [];
  const ends: number[] = [];
  let at = from;
  /** Up to where no line break begins: a long run of spaces is looked through once. */
  let unbroken = from;
  for (let i = 0; i < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(i) as number);
    const length =
      escaped(source, at, character) || (source.startsWith(character, at) ? character.length : 0);
    const broken = at < unbroken ? 0 : lengthAt(LINE_BREAK, source, at);
    if (broken === 0 && at >= unbroken) unbroken = at + lengthAt(BLANKS, source, at);
    // A line break of the source is white space of the text, or nothing.
    const taken = broken > 0 && /\s/.test(character) ? broken : length;
    if (taken === 0) {
      if (broken === 0) return null;
      at += broken;
      continue;
    }
    for (let unit = 0; unit < character.length; unit++) {
      starts.push(at);
      ends.push(at + taken);
    }
    i += character.length;
    at += taken;
  }
  return { starts, ends };
}
