// Whether anything in an article's folder has changed, without reading it.
import { hash } from "node:crypto";
import { readdirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { isOwnFile } from "./file-name.ts";

export interface Fingerprint {
  /** Of all files: names, inodes, sizes and times. */
  files: string;
  names: string[];
  /** Of the folder itself, which has these names as long as this is the same; `null` if that cannot be told. */
  folder: string | null;
}

/**
 * Milliseconds. While a file is younger, another change may come within the same tick of the file system's clock,
 * which is as coarse as two seconds (FAT), and leave its times as they are.
 */
const TICK = 2000;
/** Where a folder may have another file and the times that it had: FAT under Windows. */
const TELLS_NAMES = process.platform !== "win32";

/**
 * Links are followed; what no person has put there is left out. A share that remembers times for a while (NFS, a minute
 * at most) shows what somebody else has just put there as much later.
 * @param last the fingerprint that the folder had: a folder takes several times as long to list as to look at.
 * @returns `null` when it cannot be told: something cannot be looked at, or was changed just now.
 */
export function fingerprintOf(folder: string, last: Fingerprint | null = null): Fingerprint | null {
  try {
    const settled = Date.now() - TICK;
    const stats = statSync(folder);
    const stamp = TELLS_NAMES && stats.ctimeMs <= settled ? stampOf(stats) : null;
    const isListed = last !== null && stamp !== null && stamp === last.folder;
    const names = isListed ? last.names : readdirSync(folder).filter((name) => !isOwnFile(name));
    const files: string[] = [];
    for (const name of names) {
      const found = statSync(join(folder, name));
      if (found.ctimeMs > settled) return null;
      files.push(JSON.stringify([name, stampOf(found)]));
    }
    return { files: hash("sha256", files.sort().join("\n"), "base64url"), names, folder: stamp };
  } catch {
    return null;
  }
}

/** Tells a file or a folder from what it was, and from another one that is there now. */
export const stampOf = ({ ino, size, mtimeMs, ctimeMs }: Stats): string =>
  [ino, size, mtimeMs, ctimeMs].join();
