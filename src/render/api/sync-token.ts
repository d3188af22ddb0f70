// A place in the sync log: how much of it a client knows. Opaque to clients; it says nothing about them.
import type { Hash } from "../../store/keys.ts";
import { parseCursor } from "../cursor.ts";

export interface SyncToken {
  /** Of the newest release of which the client knows something. */
  sequence: number;
  /** Number of the log's entry that comes next. */
  position: number;
  /** How the release, or the log page, begins that ends there: the same place in another log has another. */
  check: string;
}

const CHECK_LENGTH = 8;
const TOKEN = /^(\d{1,9})\.(\d{1,12})\.([\w-]{8})(?:\.([\w-]+))?$/;

/** @param name of the release or the log page that ends at the position. */
export const tokenAt = (sequence: number, position: number, name: Hash): SyncToken => ({
  sequence,
  position,
  check: name.slice(0, CHECK_LENGTH),
});

/** @param cursor while the first copy is under way: how far in the list of all it has come. */
export const formatToken = ({ sequence, position, check }: SyncToken, cursor?: string | null): string =>
  `${sequence}.${position}.${check}${cursor ? `.${cursor}` : ""}`;

/** @returns `null` if this is no token. */
export function parseToken(text: string): { token: SyncToken; cursor: string | null } | null {
  const [, sequence, position, check = "", cursor = null] = TOKEN.exec(text) ?? [];
  if (sequence === undefined || (cursor !== null && !parseCursor(cursor, "all"))) return null;
  return { token: { sequence: Number(sequence), position: Number(position), check }, cursor };
}
