// Slips of the writer that YAML takes for something else: told as what they are, and mended for the parser, so that
// nothing else looks wrong because of them.
import { type Document, isPair, isScalar, visit } from "yaml";
import { locales } from "../../../i18n/locales.ts";
import type { Finding } from "../../diagnostics/diagnostic.ts";
import { characterBefore } from "../text/line-start.ts";
import { LIST_NAMES, MEANT, TEXT_NAMES } from "./field-lists.ts";
import type { YamlFinding } from "./yaml-diagnostics.ts";

/** The replacement of a slip for the parser, of the same length but for inserted spaces. */
interface Repair extends YamlFinding {
  /** Offset at which a space is put in. */
  space?: number;
  /** Slips replaced by as many other characters. */
  replaced?: { from: number; text: string };
}

export interface Fixes {
  text: string;
  /** One for slips of a kind in lines that follow one another. */
  findings: readonly YamlFinding[];
  /** Whether what the parser finds there may come of a slip. */
  isDue(offset: number): boolean;
  /** Whether it cannot be told from the mended text which fields have which values. */
  isUnclear: boolean;
  /** Offset in what was written, from one in `text`. */
  originalOf(offset: number): number;
}

interface Line {
  from: number;
  /** Without its end. */
  text: string;
  /** The lines around it that are neither empty nor a comment. */
  before: string;
  next: string;
  /** Whether the parser has found something wrong, wherever. */
  isBroken: boolean;
  hasTabs: boolean;
}

/** In `site.yaml` a description has one for each language. */
const OF_LANGUAGE = new RegExp(`^(${locales.join("|")}):`);
const LIST_ABOVE = new RegExp(`^\\s*(- +)?(${[...LIST_NAMES].join("|")}):[ \\t]*(#.*)?$`);
const NBSP = /[\u00a0\u202f]/g;

/** @param document what the parser made of `text`. @returns `null` if there are no slips. */
export function repairYaml(text: string, document: Document.Parsed): Fixes | null {
  const verbatim = verbatimIn(document, text);
  const isBroken = document.errors.length > 0 || isScalar(document.contents);
  const hasTabs = document.errors.some(({ code }) => code === "TAB_AS_INDENT");
  const repairs: Repair[] = [];
  const findings: YamlFinding[] = [];
  let last: Repair | undefined;
  let before = "";
  const lines = linesOf(text).filter((line) => !/^\s*(#|$)/.test(line.text));
  lines.forEach((line, i) => {
    if (verbatim(line.from)) return;
    const next = lines[i + 1]?.text ?? "";
    const repair = repairIn({
      ...line,
      before,
      next,
      isBroken: isBroken || last?.code === "yaml_hyphen",
      hasTabs,
    });
    if (repair) repairs.push(repair);
    if (repair && (repair.code !== last?.code || !isBlank(repair))) findings.push(repair);
    last = repair;
    before = line.text;
  });
  return repairs.length > 0 ? mend(text, repairs, findings) : null;
}

/** Blanks that are wrong are so in many lines for one reason. */
const isBlank = ({ code }: Finding): boolean => code === "yaml_tab" || code === "yaml_nbsp";

function repairIn(line: Line): Repair | undefined {
  return wrongBlank(line) ?? wrongHyphen(line) ?? wrongColon(line) ?? wrongValue(line);
}

/** A tab or a no-break space where the line begins, or behind a hyphen or a name. */
function wrongBlank({ from, text, hasTabs }: Line): Repair | undefined {
  const [indent = ""] = /^\s*/.exec(text) ?? [];
  const rest = text.slice(indent.length);
  const tab = indent.indexOf("\t");
  if (tab >= 0 && hasTabs) {
    const replaced = { from, text: indent.replaceAll(/\s/g, " ") };
    return { code: "yaml_tab", from: from + tab, to: from + indent.length, replaced };
  }
  const isField = /^(-\s|[\w"']+:(\s|$))/.test(rest);
  const [lead = "", name = ""] = /^(?:-\s+)?(?:([A-Za-z]+):\s+)?/.exec(rest) ?? [];
  // Behind a space it is a part of the value: of a text it may be one.
  const isPart = TEXT_NAMES.has(name) && /^[^:]*: +[^\S ]\s*[\p{L}\p{N}«“„(]/u.test(rest);
  const blanks = indent + (isPart ? lead.trimEnd() : lead);
  const at = blanks.search(NBSP);
  if (!isField || at < 0) return undefined;
  return {
    code: "yaml_nbsp",
    ...(at >= indent.length && { values: { context: "within" } }),
    from: from + at,
    to: from + at + 1,
    replaced: { from, text: blanks.replaceAll(NBSP, " ") },
  };
}

/** `-Olena` */
function wrongHyphen({ from, text, before, isBroken }: Line): Repair | undefined {
  const [, indent = "", value] = /^( *)-([^\s-].*)$/.exec(text) ?? [];
  if (value === undefined || !(isBroken || LIST_ABOVE.test(before))) return undefined;
  const at = from + indent.length;
  return {
    code: "yaml_hyphen",
    values: { value: value.trimEnd() },
    from: at,
    to: from + text.length,
    space: at + 1,
  };
}

/** `section:latest-news` */
function wrongColon({ from, text, before, isBroken }: Line): Repair | undefined {
  const [, lead = "", name = "", value] =
    /^( *(?:- +)?)([a-z][A-Za-z]*):(?!\/\/)([^\s:].*)$/.exec(text) ?? [];
  if (value === undefined || !(isBroken || before.endsWith(":"))) return undefined;
  const at = from + lead.length;
  const space = at + name.length + 1;
  return {
    code: "yaml_no_space",
    values: { name, value: value.trimEnd() },
    from: at,
    to: from + text.length,
    space,
  };
}

/** `image: picture.jpg`, with fields below it. */
function wrongValue({ from, text, next, isBroken }: Line): Repair | undefined {
  const [, lead = "", name = "", blank = "", written = ""] =
    /^( *)([A-Za-z]+):( +)([^\s[{|>&!#*].*)$/.exec(text) ?? [];
  const [, value = ""] = /^(.*?)(?<! ) *(?: #.*)?$/.exec(written) ?? [];
  const field = MEANT.get(name);
  const [, indent = ""] = /^( +)[A-Za-z]+:(\s|$)/.exec(next) ?? [];
  if (!isBroken || !field || indent.length <= lead.length) return undefined;
  const at = from + lead.length + name.length + 1 + blank.length;
  return {
    code: "yaml_value_above",
    values: { name, field, value },
    from: at,
    to: at + value.length,
    replaced: { from: at, text: " ".repeat(value.length) },
  };
}

function mend(text: string, repairs: readonly Repair[], findings: readonly YamlFinding[]): Fixes {
  const spaces = repairs.flatMap(({ space }) => space ?? []);
  const edits = repairs
    .flatMap(({ replaced, space }) => [
      ...(replaced ? [{ ...replaced, length: replaced.text.length }] : []),
      ...(space === undefined ? [] : [{ from: space, text: " ", length: 0 }]),
    ])
    .sort((a, b) => a.from - b.from);
  let repaired = "";
  let done = 0;
  for (const { from, text: by, length } of edits) {
    repaired += text.slice(done, from) + by;
    done = from + length;
  }
  repaired += text.slice(done);
  const starts = linesOf(text).map(({ from }) => from);
  const lineOf = (offset: number) => countUntil(starts.length, (i) => (starts[i] as number) <= offset);
  const originalOf = (offset: number) =>
    offset - countUntil(spaces.length, (i) => (spaces[i] as number) + i < offset);
  const repairLines = new Set(repairs.map(({ from }) => lineOf(from)));
  const tab = repairs.find(({ code }) => code === "yaml_tab");
  return {
    text: repaired,
    findings,
    // How wide a tab is meant to be nobody knows.
    isDue: (offset) => {
      const at = originalOf(offset);
      return repairLines.has(lineOf(at)) || (tab !== undefined && at >= tab.from);
    },
    isUnclear: repairs.some(({ code }) => code === "yaml_tab" || code === "yaml_value_above"),
    originalOf,
  };
}

/** How many of `length` numbers from 0 on are below; of all that are not, each is above each that is. */
function countUntil(length: number, isBelow: (i: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBelow(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function linesOf(text: string): { from: number; text: string }[] {
  let from = 0;
  return text.split("\n").map((line) => {
    const found = { from, text: line.replace(/\r$/, "") };
    from += line.length + 1;
    return found;
  });
}

/**
 * Texts of many lines in which nothing is read as YAML: those in quotation marks, those behind `|` and `>`, and those
 * that go on below the line of their field, or begin there where the field can have nothing else.
 * @returns whether such a text goes on at an offset; to be asked from the first line to the last.
 */
function verbatimIn(document: Document.Parsed, text: string): (offset: number) => boolean {
  const ranges: [number, number][] = [];
  visit(document, {
    Scalar(key, { type = "", range }, parents) {
      const [from, to] = range ?? [0, 0];
      const isClosed = to - from > 1 && text[from] === text[to - 1];
      if (type.startsWith("BLOCK") || (type.startsWith("QUOTE") && isClosed)) ranges.push([from, to]);
      if (type !== "PLAIN" || key === "key" || key === null) return;
      const parent = parents.at(-1);
      const name = isPair(parent) && isScalar(parent.key) ? parent.key : undefined;
      const isText = TEXT_NAMES.has(String(name?.value)) && !OF_LANGUAGE.test(text.slice(from));
      if (isText) ranges.push([name?.range?.[0] ?? from, to]);
      else if (/\S/.test(characterBefore(text, from) ?? "")) ranges.push([from, to]);
    },
  });
  ranges.sort(([a], [b]) => a - b);
  let next = 0;
  let end = 0;
  return (offset) => {
    for (; (ranges[next]?.[0] ?? offset) < offset; next++) end = Math.max(end, ranges[next]?.[1] ?? 0);
    return offset < end;
  };
}
