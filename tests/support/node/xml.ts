// A strict XML parser's view of a document: it throws where the document is not well-formed, namespaces included.
import { SaxesParser } from "saxes";

export interface Element {
  /** As written, with its prefix. */
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  /** Character data right in it, as the parser decodes it. */
  text: string;
}

export function parseXml(document: string): Element {
  const parser = new SaxesParser({ xmlns: true });
  const top: Element = { name: "", attributes: {}, children: [], text: "" };
  const path = [top];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const values = Object.entries(attributes).map(([key, { value }]) => [key, value]);
    const element = { name, attributes: Object.fromEntries(values), children: [], text: "" };
    path.at(-1)?.children.push(element);
    path.push(element);
  });
  parser.on("text", (text) => {
    const element = path.at(-1);
    if (element) element.text += text;
  });
  parser.on("closetag", () => void path.pop());
  parser.write(document).close();
  const [root] = top.children;
  if (!root) throw new Error("the document has no element");
  return root;
}

export const childrenOf = ({ children }: Element, name: string): Element[] =>
  children.filter((child) => child.name === name);

/** Text of the children of this name. */
export const texts = (element: Element, name: string): string[] =>
  childrenOf(element, name).map(({ text }) => text);

/** Elements with the names of their attributes, in the order of the document. */
export const outline = ({ name, attributes, children }: Element): string[] => [
  `${name} ${Object.keys(attributes).sort()}`,
  ...children.flatMap(outline),
];
