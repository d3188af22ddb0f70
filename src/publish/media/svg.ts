// Accepts SVGs made of shapes only: nothing that runs, loads, moves or looks different from machine to machine. A
// drawing with anything else is refused, not repaired: readers see the drawing that its author saw.
import { type SaxesAttributeNS, SaxesParser } from "saxes";
import type { Finding } from "../diagnostics/diagnostic.ts";
import { DrawingCost, ELEMENTS_MAX } from "./svg-cost.ts";

const SVG = "http://www.w3.org/2000/svg";
/** Elements that drawing programs keep for themselves; nothing draws them. */
const EDITORS = /^http:\/\/(www\.inkscape\.org|sodipodi\.sourceforge\.net)\//;
/** Its scripts run wherever they stand. */
const XHTML = "http://www.w3.org/1999/xhtml";
const XLINK = "http://www.w3.org/1999/xlink";
const SHAPES = new Set(
  `svg g defs symbol use switch title desc metadata style path rect circle ellipse line polyline polygon
  linearGradient radialGradient stop clipPath mask pattern marker`.split(/\s+/),
);

const MOVES: Finding = { code: "svg_animated" };
const OUTSIDE: Finding = { code: "svg_outside" };
/** Why an element is no shape; the others are simply unknown. */
const WHY: ReadonlyMap<string, Finding> = new Map<string, Finding>([
  ["script", { code: "svg_script" }],
  ["foreignObject", { code: "svg_foreign" }],
  ["image", { code: "svg_picture" }],
  ["text", { code: "svg_text" }],
  ["filter", { code: "svg_too_slow", values: { context: "filter" } }],
  ["animate", MOVES],
  ["animateMotion", MOVES],
  ["animateTransform", MOVES],
  ["set", MOVES],
]);

const MAX_LENGTH = 1_000_000;
/** In CSS: whatever loads, and escapes, which may spell it. References into the drawing itself are taken out before. */
const LOADS = /url\(|image-set\(|image\(|@import|\\/i;
const OWN_REFERENCE = /url\(\s*(["']?)#[^"')]*\1\s*\)/gi;

/** @returns what is wrong with the drawing, and in which line of it, or `null`. */
export function checkSvg(bytes: Uint8Array): Finding | null {
  let first: Finding | null = null;
  const parser = new SaxesParser({ xmlns: true });
  const refuse = (finding: Finding | null) => {
    if (finding) first ??= { ...finding, values: { ...finding.values, line: parser.line } };
  };
  const path: string[] = [];
  const cost = new DrawingCost();
  let elements = 0;

  parser.on("error", () => refuse({ code: "svg_malformed" }));
  parser.on("doctype", (text) => {
    if (text.includes("[")) refuse({ code: "svg_not_plain", values: { context: "entities" } });
  });
  parser.on("processinginstruction", () => refuse({ code: "svg_instruction" }));
  const checkText = (text: string) => {
    if (path.at(-1) !== "style") return;
    refuse(cssFinding(text));
    cost.addStyle(text);
  };
  parser.on("text", checkText);
  parser.on("cdata", checkText);
  parser.on("closetag", () => {
    path.pop();
    cost.close();
  });
  parser.on("opentag", ({ local, uri, attributes }) => {
    if (path.length === 0 && (local !== "svg" || uri !== SVG))
      refuse({ code: "svg_malformed", values: { context: "root" } });
    if (path.length === 0) refuse(sizeFinding(attributes));
    if (++elements > ELEMENTS_MAX)
      refuse({ code: "svg_too_slow", values: { max: ELEMENTS_MAX, context: "shapes" } });
    else cost.open(local, attributes, parser.line);
    const described = path.includes("metadata");
    path.push(uri === SVG ? local : `${uri}#${local}`);
    if (uri === SVG && !SHAPES.has(local))
      refuse(WHY.get(local) ?? { code: "svg_no_shape", values: { element: local } });
    else if (uri === XHTML || (uri !== SVG && !described && !EDITORS.test(uri)))
      refuse({ code: "svg_not_plain", values: { element: local, context: "element" } });
    for (const attribute of Object.values(attributes)) refuse(attributeFinding(attribute));
  });

  try {
    parser.write(new TextDecoder("utf-8", { fatal: true }).decode(bytes)).close();
  } catch {
    first ??= { code: "svg_not_plain", values: { context: "encoding" } };
  }
  return first ?? cost.finding();
}

/** Of the root: drawing libraries count in pixels, and not for ever. */
function sizeFinding({ width, height, viewBox }: Record<string, SaxesAttributeNS>): Finding | null {
  const numbers = [width, height, viewBox].flatMap((each) => each?.value.split(/[\s,]+/) ?? []);
  return numbers.some((each) => Math.abs(Number.parseFloat(each)) > MAX_LENGTH)
    ? { code: "svg_size", values: { max: MAX_LENGTH } }
    : null;
}

function attributeFinding({ name, uri, value }: SaxesAttributeNS): Finding | null {
  if (name === "xml:base") return { code: "svg_base" };
  if ((uri === "" || uri === XLINK) && /(^|:)(href|src)$/.test(name) && !value.startsWith("#"))
    return OUTSIDE;
  if (uri !== "") return null;
  return /^on/i.test(name)
    ? { code: "svg_script", values: { attribute: name, context: "attribute" } }
    : cssFinding(value);
}

function cssFinding(css: string): Finding | null {
  if (/@keyframes/i.test(css)) return MOVES;
  return LOADS.test(css.replace(OWN_REFERENCE, "")) ? OUTSIDE : null;
}
