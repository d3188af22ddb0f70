// YAML text → plain data with the place of every value. Never executed: the core schema of YAML 1.2, no tags,
// no aliases.

import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
  type YAMLMap,
} from "yaml";
import type { Diagnostic, Finding, Span } from "../../diagnostics/diagnostic.ts";
import type { SourceText } from "../../diagnostics/source-text.ts";
import { conflictIn } from "../text/conflict-marks.ts";
import type { WrittenText } from "../text/prose.ts";
import { yamlFindings } from "./yaml-diagnostics.ts";
import { repairYaml } from "./yaml-repairs.ts";

export type FieldPath = readonly PropertyKey[];

export interface YamlData {
  value: unknown;
  /** Where the value at `path` stands; the nearest parent's place if it is missing. */
  placeOf(path: FieldPath): Span;
  /** The place of the name of the field at `path`. */
  placeOfKey(path: FieldPath): Span;
  /** Whether nothing but a comment stands where the value of the field belongs. */
  isComment(path: FieldPath): boolean;
  /** Every text that is a value. */
  texts(): WrittenText[];
}

/**
 * @param from offset at which the YAML begins, and `to` at which it ends.
 * @returns `null` if it cannot be read; `diagnostics` then say why.
 */
export function parseYaml(
  source: SourceText,
  diagnostics: Diagnostic[],
  from = 0,
  to = source.text.length,
): YamlData | null {
  const text = source.text.slice(from, to);
  const before = diagnostics.length;
  const report = (start: number, end: number, finding: Finding, field?: string) =>
    diagnostics.push({ ...source.spanOf(from + start, from + end), ...(field && { field }), ...finding });

  const mark = conflictIn(text);
  if (mark) {
    report(mark.from, mark.to, { code: "conflict_marks" });
    return null;
  }
  try {
    const written = parseText(text);
    const repaired = repairYaml(text, written);
    const document = repaired ? parseText(repaired.text) : written;
    const findings = yamlFindings(document, repaired?.text ?? text);
    const offsetOf = (offset: number): number => repaired?.originalOf(offset) ?? offset;
    for (const { from: start, to: end, code, values } of repaired?.findings ?? [])
      report(start, end, { code, ...(values && { values }) });
    const repairs = diagnostics.length;
    for (const { from: start, to: end, ...finding } of findings)
      if (!repaired?.isDue(start)) report(offsetOf(start), offsetOf(end), finding);
    reportUnread(document, (start, end, ...rest) => report(offsetOf(start), offsetOf(end), ...rest));
    if (diagnostics.length > repairs || (repaired && (repaired.isUnclear || findings.length > 0)))
      return null;

    const fieldsOf = indexFields();
    const find = (path: FieldPath) => findRanges(document, path, fieldsOf);
    const spanOf = ([start, end]: Range): Span => source.spanOf(from + offsetOf(start), from + offsetOf(end));
    return {
      value: document.toJS({ maxAliasCount: 0 }),
      placeOf: (path) => spanOf(find(path).value),
      placeOfKey: (path) => spanOf(find(path).key),
      isComment: (path) => /^[ \t]*:[ \t]+#/.test((repaired?.text ?? text).slice(find(path).key[1])),
      texts: () => textsOf(document, (offset) => from + offsetOf(offset)),
    };
  } catch (error) {
    // Thousands of nested brackets exhaust the stack: that is a content problem, too.
    if (!(error instanceof RangeError)) throw error;
    diagnostics.length = before;
    report(0, 0, { code: "yaml_too_deep" });
    return null;
  }
}

const parseText = (text: string): Document.Parsed =>
  parseDocument(text, { prettyErrors: false, schema: "core", stringKeys: true, uniqueKeys: false });

type Range = [start: number, end: number];

/** YAML features that content must not use. */
function reportUnread(
  document: Document.Parsed,
  report: (start: number, end: number, finding: Finding, field?: string) => void,
): void {
  visit(document, {
    Node(_, node) {
      const [start = 0, end = start] = node.range ?? [];
      if (isAlias(node)) report(start, end, { code: "yaml_alias" });
      else if (node.anchor) report(start, end, { code: "yaml_anchor" });
    },
    Pair(_, { key }) {
      if (!isScalar(key) || key.value !== "__proto__") return;
      const [start = 0, end = start] = key.range ?? [];
      report(start, end, { code: "unknown_field" }, "__proto__");
    },
  });
}

/** Where the value at `path` and its name are, or the nearest parent's. */
function findRanges(
  document: Document.Parsed,
  path: FieldPath,
  fieldsOf: (map: YAMLMap) => ReadonlyMap<string, Pair>,
): { key: Range; value: Range } {
  let node: unknown = document.contents;
  const start = document.contents?.range[0] ?? 0;
  let found: { key: Range; value: Range } = { key: [start, start], value: [start, start] };
  for (const step of path) {
    if (!isCollection(node)) break;
    const item = isMap(node) ? fieldsOf(node).get(String(step)) : node.items[Number(step)];
    if (item === undefined) break;
    const name = isPair(item) ? item.key : item;
    node = isPair(item) ? item.value : item;
    const key: Range = isNode(name) && name.range ? [name.range[0], name.range[1]] : found.key;
    const [from, to] = (isNode(node) && node.range) || [0, 0];
    found = { key, value: to > from ? [from, to] : key };
  }
  return found;
}

/** @returns the fields of a map by their names, the first where several have one; each map is gone through once. */
function indexFields(): (map: YAMLMap) => ReadonlyMap<string, Pair> {
  const indexed = new Map<YAMLMap, ReadonlyMap<string, Pair>>();
  return (map) => {
    const fields =
      indexed.get(map) ??
      new Map(
        map.items
          .toReversed()
          .flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])),
      );
    indexed.set(map, fields);
    return fields;
  };
}

/** @param offsetOf an offset in the file, from one in what was parsed. */
function textsOf(document: Document.Parsed, offsetOf: (offset: number) => number): WrittenText[] {
  const texts: WrittenText[] = [];
  const collect = (node: unknown, path: string[]): void => {
    if (isCollection(node)) {
      for (const [i, item] of node.items.entries()) {
        if (!isPair(item)) collect(item, [...path, String(i)]);
        else collect(item.value, isScalar(item.key) ? [...path, String(item.key.value)] : path);
      }
    } else if (isScalar(node) && typeof node.value === "string" && node.range && node.type) {
      const [start, end] = node.range;
      const style = node.type as Scalar.Type;
      texts.push({ path, value: node.value, from: offsetOf(start), to: offsetOf(end), style });
    }
  };
  collect(document.contents, []);
  return texts;
}
