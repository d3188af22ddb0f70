// Whether anything in an article's folder has changed, without reading it.
import { hash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { isOwnFile } from "./file-name.ts";

/**
 * Milliseconds. While a file is younger, another change may come within the same tick of the file system's clock,
 * which is as coarse as two seconds (FAT), and leave its times as they are.
 */
const TICK = 2000;

/**
 * Names, inodes, sizes and times of all files in a folder. Links are followed; what no person has put there is left out.
 * @returns `null` when it cannot be told: something cannot be looked at, or was changed just now.
 */
export function fingerprintOf(folder: string): string | null {
  try {
    const settled = Date.now() - TICK;
    const files: string[] = [];
    for (const name of readdirSync(folder)) {
      if (isOwnFile(name)) continue;
      const { ino, size, mtimeMs, ctimeMs } = statSync(join(folder, name));
      if (ctimeMs > settled) return null;
      files.push(JSON.stringify([name, ino, size, mtimeMs, ctimeMs]));
    }
    return hash("sha256", files.sort().join("\n"), "base64url");
  } catch {
    return null;
  }
}
