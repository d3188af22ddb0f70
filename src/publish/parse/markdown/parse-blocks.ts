// Markdown → its syntax tree, range by range, so that the time it takes is in proportion to the length of the text.
import type { Nodes, RootContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { BlockRange } from "./block-ranges.ts";

const parser = unified().use(remarkParse).use(remarkGfm);

/**
 * @param ranges of `text`, in a row. @returns the blocks as if the text were parsed as a whole; of their positions only
 * the offsets are of the text, lines and columns are of the range.
 */
export function parseBlocks(text: string, ranges: readonly BlockRange[]): RootContent[] {
  const blocks: RootContent[] = [];
  /** The mark of the list that the last range ends with. */
  let open: string | null = null;
  for (const { from, to } of ranges) {
    const { children } = parser.parse(text.slice(from, to));
    for (const node of children) shift(node, from);
    const [first, ...others] = children;
    const last = blocks.at(-1);
    if (first?.type === "list" && last?.type === "list" && open === markOf(text, first)) {
      last.children.push(...first.children);
      if (last.position && first.position) last.position.end = first.position.end;
      for (const node of others) blocks.push(node);
    } else for (const node of children) blocks.push(node);
    const end = blocks.at(-1);
    if (children.length > 0) open = end?.type === "list" ? markOf(text, end) : null;
  }
  return blocks;
}

/** Lists with other marks are other lists: the bullet, or what stands behind the number. */
const markOf = (text: string, { position }: Nodes): string | null =>
  /^\d*(.)/.exec(text.slice(position?.start.offset, (position?.start.offset ?? 0) + 10))?.[1] ?? null;

function shift(node: Nodes, by: number): void {
  for (const point of [node.position?.start, node.position?.end])
    if (point?.offset !== undefined) point.offset += by;
  if ("children" in node) for (const child of node.children) shift(child, by);
}
