// What an SVG may hold: shapes, and nothing that runs, loads, moves or looks different from machine to machine.
// A drawing that holds anything else is refused, not mended: what is published is what its author saw.
import { type SaxesAttributeNS, SaxesParser } from "saxes";

const SVG = "http://www.w3.org/2000/svg";
/** What drawing programs leave for themselves; nothing draws it. */
const EDITORS = /^http:\/\/(www\.inkscape\.org|sodipodi\.sourceforge\.net)\//;
/** Its scripts run wherever they stand. */
const XHTML = "http://www.w3.org/1999/xhtml";
const XLINK = "http://www.w3.org/1999/xlink";
const SHAPES = new Set(
  `svg g defs symbol use switch title desc metadata style path rect circle ellipse line polyline polygon
  linearGradient radialGradient stop clipPath mask pattern marker`.split(/\s+/),
);

const MOVES = "animation: export it without";
const OUTSIDE = "refers to something outside of it: draw it in, or take it out";
/** Why an element is no shape; the others are simply unknown. */
const WHY: ReadonlyMap<string, string> = new Map([
  ["script", "a script: take it out"],
  ["foreignObject", "foreign content: draw it"],
  ["image", "a picture inside it: export the drawing as PNG or JPEG"],
  ["text", "text, which looks different with every machine's fonts: convert it to paths"],
  ["filter", "filter effects, which may take minutes to draw: export the drawing as PNG"],
  ["animate", MOVES],
  ["animateMotion", MOVES],
  ["animateTransform", MOVES],
  ["set", MOVES],
]);

/** Elements; more take minutes to draw. */
const MAX_ELEMENTS = 20_000;
const MAX_LENGTH = 1_000_000;
/** In CSS: whatever loads, and escapes, which may spell it. References into the drawing itself are taken out before. */
const LOADS = /url\(|image-set\(|image\(|@import|\\/i;
const OWN_REFERENCE = /url\(\s*(["']?)#[^"')]*\1\s*\)/gi;

/** @returns what is wrong with the drawing and what to do, or `null`. */
export function checkSvg(bytes: Uint8Array): string | null {
  let problem: string | null = null;
  const parser = new SaxesParser({ xmlns: true });
  const refuse = (message: string | null) => {
    if (message !== null) problem ??= `${message} (line ${parser.line} of the drawing)`;
  };
  const path: string[] = [];
  let elements = 0;

  parser.on("error", ({ message }) =>
    refuse(`is no well-formed SVG: export it again; ${message.replace(/^\d+:\d+: /, "")}`),
  );
  parser.on("doctype", (text) => {
    if (text.includes("[")) refuse("declares entities: export it as plain SVG");
  });
  parser.on("processinginstruction", () => refuse("has an instruction to load something: take it out"));
  const checkText = (text: string) => refuse(path.at(-1) === "style" ? cssFault(text) : null);
  parser.on("text", checkText);
  parser.on("cdata", checkText);
  parser.on("closetag", () => void path.pop());
  parser.on("opentag", ({ local, uri, attributes }) => {
    if (path.length === 0 && (local !== "svg" || uri !== SVG)) refuse("is no SVG: export it again");
    if (path.length === 0) refuse(sizeFault(attributes));
    if (++elements > MAX_ELEMENTS) refuse(`has more than ${MAX_ELEMENTS} shapes: export it as PNG`);
    const described = path.includes("metadata");
    path.push(uri === SVG ? local : `${uri}#${local}`);
    if (uri === SVG && !SHAPES.has(local))
      refuse(`has ${WHY.get(local) ?? `<${local}>, which is no shape: take it out`}`);
    else if (uri === XHTML || (uri !== SVG && !described && !EDITORS.test(uri)))
      refuse(`has <${local}>, which is no SVG: export it as plain SVG`);
    for (const attribute of Object.values(attributes)) refuse(attributeFault(attribute));
  });

  try {
    parser.write(new TextDecoder("utf-8", { fatal: true }).decode(bytes)).close();
  } catch {
    problem ??= "is not UTF-8 text: export it as plain SVG";
  }
  return problem;
}

/** Of the root: drawing libraries count in pixels, and not for ever. */
function sizeFault({ width, height, viewBox }: Record<string, SaxesAttributeNS>): string | null {
  const numbers = [width, height, viewBox].flatMap((each) => each?.value.split(/[\s,]+/) ?? []);
  return numbers.some((each) => Math.abs(Number.parseFloat(each)) > MAX_LENGTH)
    ? `has an impossible size: no length of it may be over ${MAX_LENGTH}`
    : null;
}

function attributeFault({ name, uri, value }: SaxesAttributeNS): string | null {
  if (name === "xml:base") return "has a base for its references: take out xml:base";
  if ((uri === "" || uri === XLINK) && /(^|:)(href|src)$/.test(name) && !value.startsWith("#"))
    return OUTSIDE;
  if (uri !== "") return null;
  return /^on/i.test(name) ? `has a script in ${name}: take it out` : cssFault(value);
}

function cssFault(css: string): string | null {
  if (/@keyframes/i.test(css)) return `has ${MOVES}`;
  return LOADS.test(css.replace(OWN_REFERENCE, "")) ? OUTSIDE : null;
}
