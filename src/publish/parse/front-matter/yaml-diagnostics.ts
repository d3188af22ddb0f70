// YAML parser errors → diagnostics with the writer's mistake, its place and a fix.
import { type Document, isCollection, isScalar, visit, type YAMLError } from "yaml";
import type { DiagnosticCode, Finding } from "../../diagnostics/diagnostic.ts";
import { characterBefore, isLineStart } from "../text/line-start.ts";

const CODES: Record<YAMLError["code"], DiagnosticCode> = {
  ALIAS_PROPS: "yaml_alias",
  BAD_ALIAS: "yaml_alias",
  BAD_DIRECTIVE: "yaml_document",
  BAD_DQ_ESCAPE: "yaml_escape",
  BAD_INDENT: "yaml_indent",
  BAD_PROP_ORDER: "yaml_anchor",
  BAD_SCALAR_START: "yaml_character",
  BLOCK_AS_IMPLICIT_KEY: "yaml_colon",
  BLOCK_IN_FLOW: "yaml_bracket",
  DUPLICATE_KEY: "yaml_duplicate_key",
  IMPOSSIBLE: "yaml_syntax",
  KEY_OVER_1024_CHARS: "yaml_no_colon",
  MISSING_CHAR: "yaml_syntax",
  MULTILINE_IMPLICIT_KEY: "yaml_no_colon",
  MULTIPLE_ANCHORS: "yaml_anchor",
  MULTIPLE_DOCS: "yaml_document",
  MULTIPLE_TAGS: "yaml_tag",
  NON_STRING_KEY: "yaml_syntax",
  RESOURCE_EXHAUSTION: "yaml_too_deep",
  TAB_AS_INDENT: "yaml_tab",
  TAG_RESOLVE_FAILED: "yaml_tag",
  UNEXPECTED_TOKEN: "yaml_syntax",
  BAD_COLLECTION_TYPE: "yaml_tag",
};

/** Errors that the parser's message identifies better than its code. */
const DETAILS: [RegExp, DiagnosticCode][] = [
  [/closing ["']quote/, "yaml_quotes"],
  [/Implicit map keys/, "yaml_no_colon"],
  [/flow|block-seq-ind on same line|Unexpected ,/i, "yaml_bracket"],
  [/directives-end|doc-start/, "yaml_document"],
];

/** Behind these the parser has lost its way: what it reports next is not the writer's doing. */
const LOST: ReadonlySet<YAMLError["code"]> = new Set([
  "UNEXPECTED_TOKEN",
  "BAD_INDENT",
  "MISSING_CHAR",
  "MULTIPLE_DOCS",
]);

/** An editor who has fixed so many reads on. */
const FINDINGS_MAX = 100;

export interface YamlFinding extends Finding {
  from: number;
  to: number;
}

type Fault = Pick<YAMLError, "code" | "message" | "pos">;

/** The parser compares each key of a map with all the others. */
function duplicateKeys(document: Document.Parsed): Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Map(_, { items }) {
      const keys = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const [from = 0, to = from] = key.range ?? [];
        if (keys.has(key.value)) faults.push({ code: "DUPLICATE_KEY", message: "", pos: [from, to] });
        keys.add(key.value);
      }
    },
  });
  return faults;
}

/** @param text what was parsed. @returns one fault a line, with its offsets in `text`. */
export function yamlFindings(document: Document.Parsed, text: string): YamlFinding[] {
  const findings: YamlFinding[] = [];
  for (const error of [...document.errors, ...document.warnings, ...duplicateKeys(document)].sort(
    (a, b) => a.pos[0] - b.pos[0],
  )) {
    const line = text.lastIndexOf("\n", error.pos[0] - 1);
    const finding = findingOf(error, document, text);
    if (findings.every(({ from }) => from <= line || from > error.pos[0])) findings.push(finding);
    if (LOST.has(error.code) || findings.length >= FINDINGS_MAX) break;
  }
  return findings;
}

function findingOf(
  { code: kind, message, pos }: Fault,
  document: Document.Parsed,
  text: string,
): YamlFinding {
  const [from] = pos;
  const to = Math.max(pos[1], from);
  const code = DETAILS.find(([words]) => words.test(message))?.[1] ?? CODES[kind];
  switch (code) {
    case "yaml_duplicate_key": {
      const key = /^(["']?)(.*?)\1\s*:/.exec(text.slice(from))?.[2] ?? "";
      return { code, values: { key }, from, to: from + key.length };
    }
    case "yaml_character":
      return { code, values: { character: text[from] ?? "" }, from, to };
    case "yaml_too_deep": {
      // Where exactly it was too much is up to the machine.
      const line = text.lastIndexOf("\n", from) + 1;
      return { code, from: line, to: line };
    }
    case "yaml_escape":
      return { code, values: { escape: text.slice(from, to) }, from, to };
    // They are noticed where the line or the file ends; what is to be mended is where they begin.
    case "yaml_quotes":
    case "yaml_bracket":
      return { code, from: beginningOf(document, code === "yaml_quotes", from), to };
    case "yaml_colon":
    case "yaml_no_colon": {
      // The colon is that of the next line, which was taken for more of the value.
      const next = /^[^\n:]*\n[ \t]*(?=[^\n]*:)/.exec(text.slice(from));
      if (next && !isLineStart(text, from))
        return { code: "yaml_indent", from: from + next[0].length, to: from + next[0].length };
      return { code, from, to: from + (/^.*/.exec(text.slice(from))?.[0].length ?? 0) };
    }
    case "yaml_indent": {
      const indent = /^[ \t]*/.exec(text.slice(from))?.[0].length ?? 0;
      return { code, from: from + indent, to: from + indent };
    }
    case "yaml_syntax": {
      if (/["']/.test(characterBefore(text, from) ?? "")) return { code: "yaml_after_quotes", from, to };
      return {
        code: kind === "UNEXPECTED_TOKEN" && isLineStart(text, from) ? "yaml_indent" : code,
        from,
        to,
      };
    }
    default:
      return { code, from, to };
  }
}

/** Where the last quoted text, or the last list or map in brackets, begins before `offset`. */
function beginningOf(document: Document.Parsed, quoted: boolean, offset: number): number {
  let found = offset;
  visit(document, {
    Node(_, node) {
      const wanted = quoted
        ? isScalar(node) && /^QUOTE/.test(node.type ?? "")
        : isCollection(node) && node.flow;
      const [start = offset] = node.range ?? [];
      if (wanted && start < offset) found = start;
    },
  });
  return found;
}
