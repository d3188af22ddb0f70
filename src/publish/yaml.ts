// YAML text → plain data with the place of every value. Never executed: the core schema of YAML 1.2, no tags,
// no aliases.
import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
} from "yaml";
import type { ContentProblem, Place } from "./problem.ts";

export type FieldPath = readonly PropertyKey[];

export interface YamlData {
  value: unknown;
  /** Where the value at `path` stands; the nearest parent's place if it is missing. */
  placeOf(path: FieldPath): Place;
  /** The place of the name of the field at `path`. */
  placeOfKey(path: FieldPath): Place;
}

/**
 * @param firstLine line of the file on which the text begins.
 * @returns `null` if it cannot be read; `problems` then say why.
 */
export function parseYaml(
  text: string,
  file: string,
  problems: ContentProblem[],
  firstLine = 1,
): YamlData | null {
  const lines = new LineCounter();
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1) + firstLine - 1, column: Math.max(col, 1) };
  };
  const report = (offset: number, message: string) => problems.push({ ...place(offset), message });

  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      schema: "core",
      stringKeys: true,
    });
    const before = problems.length;
    for (const { pos, message } of [...document.errors, ...document.warnings]) {
      report(pos[0], `this is not valid YAML: ${message}`);
    }
    visit(document, {
      Node(_, node) {
        if (isAlias(node))
          report(node.range?.[0] ?? 0, "YAML aliases (*name) are not read here: write the value out");
        else if (node.anchor)
          report(
            node.range?.[0] ?? 0,
            "YAML anchors (&name) are not read here: take it out, or quote the text",
          );
      },
      Pair(_, { key }) {
        if (!isScalar(key) || key.value !== "__proto__") return;
        const message = "is not a field that we know: check its spelling, or take it out";
        problems.push({ ...place(key.range?.[0] ?? 0), field: "__proto__", message });
      },
    });
    if (problems.length > before) return null;

    const find = (path: FieldPath): { key: number; value: number } => {
      let node: unknown = document.contents;
      const start = document.contents?.range[0] ?? 0;
      let found = { key: start, value: start };
      for (const step of path) {
        if (!isCollection(node)) break;
        const item = isMap(node)
          ? node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(step))
          : node.items[Number(step)];
        if (item === undefined) break;
        const name = isPair(item) ? item.key : item;
        node = isPair(item) ? item.value : item;
        const key = isNode(name) ? (name.range?.[0] ?? found.key) : found.key;
        const written = isNode(node) && node.range && node.range[1] > node.range[0] ? node.range[0] : key;
        found = { key, value: written };
      }
      return found;
    };
    const placeOf = (path: FieldPath): Place => place(find(path).value);
    const placeOfKey = (path: FieldPath): Place => place(find(path).key);
    return { value: document.toJS({ maxAliasCount: 0 }), placeOf, placeOfKey };
  } catch (error) {
    // Thousands of nested brackets exhaust the stack: that is a content problem, too.
    problems.push({
      file,
      line: firstLine,
      column: 1,
      message: `this YAML cannot be read: ${(error as Error).message}`,
    });
    return null;
  }
}
