// A disposable JSONL cache, verified by checksum; a damaged file is ignored. Unchanged lines are copied from one file
// to the next.
import { createHash } from "node:crypto";
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { setImmediate as pause } from "node:timers/promises";
import { chunks } from "./chunks.ts";
import { stampOf } from "./fingerprint.ts";

export interface CacheEntry<T> {
  entry: T;
  /** Where its line is in the file that was read; `null` if it has changed since, or is new. */
  span: [at: number, end: number] | null;
}

/** A file as it was read. */
export interface CacheFile<T> {
  entries: CacheEntry<T>[];
  /** Tells it from another one; `null` if there was none to go by. */
  stamp: string | null;
}

/** Of SHA-256 in base64url, which the file ends with. */
const DIGEST_LENGTH = 43;
/** Entries that are read or written before whatever else waits, like KV, has its turn. */
const AT_A_TIME = 500;

/** @param version of all that entries are made by. @returns nothing if any of it is not what was written by that. */
export async function readCacheFile<T>(path: string, version: string): Promise<CacheFile<T>> {
  const nothing: CacheFile<T> = { entries: [], stamp: null };
  try {
    const file = openSync(path, "r");
    const stamp = stampOf(fstatSync(file));
    const bytes = readFileSync(file);
    closeSync(file);
    const lines = bytes.subarray(0, -DIGEST_LENGTH);
    const digest = createHash("sha256").update(version).update(lines).digest("base64url");
    if (bytes.subarray(-DIGEST_LENGTH).toString() !== digest) return nothing;
    const entries: CacheEntry<T>[] = [];
    for (let at = 0; at < lines.byteLength; ) {
      if (entries.length % AT_A_TIME === 0) await pause();
      const end = lines.indexOf("\n", at) + 1;
      entries.push({ entry: JSON.parse(lines.toString("utf8", at, end)), span: [at, end] });
      at = end;
    }
    return { entries, stamp };
  } catch {
    return nothing;
  }
}

/** Writes the whole file or nothing. @param stamp of the file that `entries` was read from. */
export function writeCacheFile<T>(
  path: string,
  version: string,
  entries: readonly CacheEntry<T>[],
  stamp: string | null,
): void {
  const ours = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const last = stamp === null ? null : openLast(path, stamp);
    const file = openSync(ours, "w");
    const digest = createHash("sha256").update(version);
    for (const some of chunks(entries, AT_A_TIME)) {
      const lines = linesOf(some, last);
      digest.update(lines);
      writeFileSync(file, lines);
    }
    writeFileSync(file, digest.digest("base64url"));
    for (const each of [file, last]) if (each !== null) closeSync(each);
    renameSync(ours, path);
  } catch {
    try {
      rmSync(ours, { force: true });
    } catch {
      // Where nothing can be written, there is nothing to take away.
    }
  }
}

/** @returns a descriptor of the file that was read; `null` if another one is there by now. */
function openLast(path: string, stamp: string): number | null {
  const file = openSync(path, "r");
  if (stampOf(fstatSync(file)) === stamp) return file;
  closeSync(file);
  return null;
}

/** @param last the file that was read: what is there comes from it, all that is in a row at once. */
function linesOf<T>(entries: readonly CacheEntry<T>[], last: number | null): Uint8Array {
  const lines: Uint8Array[] = [];
  for (let i = 0; i < entries.length; ) {
    const { entry, span } = entries[i++] as CacheEntry<T>;
    if (span === null || last === null) {
      lines.push(Buffer.from(`${JSON.stringify(entry)}\n`));
      continue;
    }
    let [at, end] = span;
    for (; entries[i]?.span?.[0] === end; i++) end = entries[i]?.span?.[1] ?? end;
    const row = Buffer.alloc(end - at);
    if (readSync(last, row, 0, row.length, at) !== row.length) throw new Error("it is shorter than it was");
    lines.push(row);
  }
  return Buffer.concat(lines);
}
