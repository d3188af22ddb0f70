// A place in a list: after this (datePublished, id), in the list with this filter. It stays valid over publishes,
// because it names an article's sort key and not a page number.
import type { ListKey } from "../store/format.ts";

export interface Position {
  datePublished: string;
  id: string;
}

export const CURSOR_MAX = 400;
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

export function formatCursor({ datePublished, id }: Position, filter: ListKey): string {
  return btoa(`${datePublished} ${id} ${filter}`)
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** @returns `null` if this is no cursor of the list with this filter. */
export function parseCursor(cursor: string, filter: ListKey): Position | null {
  if (cursor.length > CURSOR_MAX || !/^[A-Za-z0-9_-]+$/.test(cursor)) return null;
  let text: string;
  try {
    text = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return null;
  }
  const [datePublished = "", id = "", belongsTo, ...rest] = text.split(" ");
  if (rest.length > 0 || belongsTo !== filter || !UTC.test(datePublished) || id === "") return null;
  const position = { datePublished, id };
  return formatCursor(position, filter) === cursor ? position : null;
}
