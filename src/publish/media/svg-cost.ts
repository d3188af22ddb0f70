// Counts the shapes of an SVG with references expanded: a drawing of a kilobyte may contain its own parts a million
// times.
import type { SaxesAttributeNS } from "saxes";
import type { Finding } from "../diagnostics/diagnostic.ts";

/** Elements, those that are drawn again where they are referred to counted each time. */
export const ELEMENTS_MAX = 20_000;
/** Elements within one another, or within what refers to them. */
const DEPTH_MAX = 50;
/** Masks and patterns, each of which is a picture of its own that is drawn first: 100 take a second. */
const LAYERS_MAX = 50;
/** A group that is half transparent is drawn first, too, but once and no larger than it is. */
const TRANSPARENT = 0.01;

interface Shape {
  name: string;
  line: number;
  children: Shape[];
  /** Ids of what it refers to, once for each time that it is drawn. */
  references: { id: string; times: number }[];
  layers: number;
  /** Names by which a style sheet may select it. */
  selectors: string[];
}

interface Cost {
  elements: number;
  layers: number;
  depth: number;
}

const REFERENCE = /url\(\s*["']?#([^"')\s]+)/g;
/** Of a group; that of a fill or a line takes no picture of its own. */
const TRANSPARENCY = /[;:\s](?:opacity|mix-blend-mode)\s*:/;
const RULE = /([^{}]+)\{([^{}]*)\}/g;
const NUMBER = /\d+/g;
/** Colors, which are drawn with what they fill. */
const GRADIENTS = new Set(["linearGradient", "radialGradient"]);
const LAYERED = new Set(["mask", "pattern"]);

/** A drawing, as a parser goes through it. */
export class DrawingCost {
  readonly #root: Shape = shapeOf("", 1);
  readonly #path: Shape[] = [this.#root];
  readonly #byId = new Map<string, Shape>();
  readonly #styles = new Map<string, string[]>();

  open(name: string, attributes: Record<string, SaxesAttributeNS>, line: number): void {
    const shape = shapeOf(name, line);
    const value = (attribute: string) => attributes[attribute]?.value ?? "";
    shape.selectors = [
      name,
      `#${value("id")}`,
      ...value("class")
        .split(/\s+/)
        .map((each) => `.${each}`),
    ];
    // A marker is drawn at each point of a line.
    const points = ((value("d") + value("points")).match(NUMBER)?.length ?? 0) / 2;
    for (const attribute of Object.values(attributes)) {
      const isMarker = /marker/.test(attribute.name + attribute.value);
      const times = isMarker ? Math.max(1, points) : 1;
      if (attribute.local === "href") shape.references.push({ id: attribute.value.slice(1), times: 1 });
      for (const id of idsIn(attribute.value)) shape.references.push({ id, times });
      if (TRANSPARENCY.test(`;${attribute.name}:${attribute.value}`)) shape.layers = TRANSPARENT;
    }
    this.#path.at(-1)?.children.push(shape);
    this.#path.push(shape);
    // Where several have an id, the first is meant.
    if (value("id") && !this.#byId.has(value("id"))) this.#byId.set(value("id"), shape);
  }

  close(): void {
    if (this.#path.length > 1) this.#path.pop();
  }

  /** @param css of a style element. */
  addStyle(css: string): void {
    for (const [, selector = "", declarations = ""] of css.matchAll(RULE)) {
      const ids = idsIn(declarations);
      if (ids.length === 0) continue;
      for (const [part] of selector.matchAll(/[.#]?[\w-]+|\*/g))
        this.#styles.set(part, [...(this.#styles.get(part) ?? []), ...ids]);
    }
  }

  /** @returns what there is too much of, in the first line where it is; `null` if it can be drawn in no time. */
  finding(): Finding | null {
    const known = new Map<Shape, Cost>();
    let found: Finding | null = null;
    const refuse = (line: number, context: string, max: number) => {
      found ??= { code: "svg_too_slow", values: { line, max, context } };
    };
    const costOf = (shape: Shape, depth: number): Cost => {
      const before = known.get(shape);
      if (before) return before;
      if (depth > DEPTH_MAX) refuse(shape.line, "depth", DEPTH_MAX);
      const cost: Cost = { elements: 1, layers: shape.layers, depth: 1 };
      // What refers to itself is not drawn within itself.
      known.set(shape, cost);
      if (found) return cost;
      const add = (other: Shape, times: number) => {
        const { elements, layers, depth: below } = costOf(other, depth + 1);
        cost.elements += times * elements;
        cost.layers += times * (layers + (LAYERED.has(other.name) ? 1 : 0));
        cost.depth = Math.max(cost.depth, below + 1);
      };
      for (const child of shape.children) add(child, 1);
      for (const { id, times } of [...shape.references, ...this.#styledBy(shape)]) {
        const target = this.#byId.get(id);
        if (target && target !== shape && !GRADIENTS.has(target.name)) add(target, times);
      }
      if (cost.elements > ELEMENTS_MAX) refuse(shape.line, "shapes", ELEMENTS_MAX);
      if (cost.layers > LAYERS_MAX) refuse(shape.line, "layers", LAYERS_MAX);
      if (depth + cost.depth > DEPTH_MAX + 1) refuse(shape.line, "depth", DEPTH_MAX);
      return cost;
    };
    costOf(this.#root, 0);
    return found;
  }

  #styledBy({ selectors }: Shape): Shape["references"] {
    if (this.#styles.size === 0) return [];
    const ids = new Set([...selectors, "*"].flatMap((selector) => this.#styles.get(selector) ?? []));
    return [...ids].map((id) => ({ id, times: 1 }));
  }
}

const shapeOf = (name: string, line: number): Shape => ({
  name,
  line,
  children: [],
  references: [],
  layers: 0,
  selectors: [],
});

const idsIn = (css: string): string[] => [...css.matchAll(REFERENCE)].map(([, id = ""]) => id);
