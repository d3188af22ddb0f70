// Files and folders of the content, as they are read. What cannot be read is a problem, never taken for empty.
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Diagnostic, fileDiagnostic } from "../diagnostics/diagnostic.ts";
import { SourceText } from "../diagnostics/source-text.ts";
import { isOwnFile } from "./file-name.ts";

/**
 * UTF-8, without byte order mark.
 * @param file the path to name in problems.
 * @returns `null` if it cannot be read.
 */
export async function readText(
  path: string,
  file: string,
  diagnostics: Diagnostic[],
): Promise<SourceText | null> {
  try {
    return new SourceText(file, new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path)));
  } catch (error) {
    const { code: reason = "" } = error as NodeJS.ErrnoException;
    diagnostics.push(
      reason === "ENOENT"
        ? fileDiagnostic(file, "file_missing")
        : error instanceof TypeError
          ? fileDiagnostic(file, "not_utf8")
          : fileDiagnostic(file, "unreadable", { reason }),
    );
    return null;
  }
}

/**
 * What is in a folder, links followed and what no person has put there left out. A folder that cannot be read is a problem: taken for
 * an empty one, it would withdraw everything in it.
 * @param file the path to name in problems.
 */
export async function readFolder(
  folder: string,
  file: string,
  diagnostics: Diagnostic[],
): Promise<{ name: string; isFolder: boolean }[]> {
  const report = (at: string, error: unknown) => {
    const { code: reason = "" } = error as NodeJS.ErrnoException;
    diagnostics.push(fileDiagnostic(at, "unreadable", { reason }));
    return [];
  };
  const found = await readdir(folder, { withFileTypes: true }).catch((error) => report(file, error));
  const entries: { name: string; isFolder: boolean }[] = [];
  for (const entry of found) {
    const { name } = entry;
    if (isOwnFile(name)) continue;
    try {
      const target = entry.isSymbolicLink() ? await stat(join(folder, name)) : entry;
      if (target.isDirectory() || target.isFile()) entries.push({ name, isFolder: target.isDirectory() });
      else diagnostics.push(fileDiagnostic(`${file}/${name}`, "not_file"));
    } catch (error) {
      report(`${file}/${name}`, error);
    }
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}
