// Files and folders of the content, as they are read. What cannot be read is a problem, never taken for empty.
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Diagnostic, fileDiagnostic } from "../diagnostics/diagnostic.ts";
import { SourceText } from "../diagnostics/source-text.ts";
import { isOwnFile } from "./file-name.ts";
import { leadsOut } from "./links.ts";

/** Bytes of a text. */
export const TEXT_MAX = 200 * 1024;
/** A character never has so many: with more, Unicode’s normal form takes the square of their number (UAX #15 §13). */
const MARKS_IN_ROW = /\p{M}{31}/u;

/** A text that is refused before it is read, or parsed. */
class TextError extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.code);
    this.diagnostic = diagnostic;
  }
}

/**
 * UTF-8, without byte order mark.
 * @param file the path to name in problems. @param root the folder that no link may lead out of.
 * @param max bytes.
 * @returns `null` if it cannot be read, or is not to be.
 */
export async function readText(
  path: string,
  file: string,
  diagnostics: Diagnostic[],
  root: string,
  max = TEXT_MAX,
): Promise<SourceText | null> {
  try {
    return new SourceText(file, await readChecked(path, file, root, max));
  } catch (error) {
    const { code: reason = "" } = error as NodeJS.ErrnoException;
    diagnostics.push(
      error instanceof TextError
        ? error.diagnostic
        : reason === "ENOENT"
          ? fileDiagnostic(file, "file_missing")
          : error instanceof TypeError
            ? fileDiagnostic(file, "not_utf8")
            : fileDiagnostic(file, "unreadable", { reason }),
    );
    return null;
  }
}

/** @throws TextError, TypeError for other encodings, or the file system's error. */
async function readChecked(path: string, file: string, root: string, max: number): Promise<string> {
  if (await leadsOut(path, root)) throw new TextError(fileDiagnostic(file, "link_outside"));
  const about = await stat(path);
  if (!about.isFile() && !about.isDirectory()) throw new TextError(fileDiagnostic(file, "not_file"));
  if (about.size > max) throw new TextError(fileDiagnostic(file, "file_too_large", { max: max / 1024 }));
  const text = new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  const marks = MARKS_IN_ROW.exec(text);
  if (!marks) return text;
  const lines = text.slice(0, marks.index).split("\n");
  const place = { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  throw new TextError({ file, ...place, code: "marks_in_row" });
}

export interface Entry {
  name: string;
  isFolder: boolean;
  /** Whether it is a link that leads out, which has been reported: it must not be read. */
  isOutside?: true;
}

/**
 * What is in a folder, links followed and what no person has put there left out. A folder that cannot be read is a problem: taken for
 * an empty one, it would withdraw everything in it.
 * @param file the path to name in problems. @param root the folder that no link may lead out of.
 */
export async function readFolder(
  folder: string,
  file: string,
  diagnostics: Diagnostic[],
  root: string,
): Promise<Entry[]> {
  const report = (at: string, error: unknown) => {
    const { code: reason = "" } = error as NodeJS.ErrnoException;
    diagnostics.push(fileDiagnostic(at, "unreadable", { reason }));
    return [];
  };
  const isOutside = await leadsOut(folder, root).catch(() => false);
  if (isOutside) {
    diagnostics.push(fileDiagnostic(file, "link_outside"));
    return [];
  }
  const found = await readdir(folder, { withFileTypes: true }).catch((error) => report(file, error));
  const entries: Entry[] = [];
  for (const entry of found) {
    const { name } = entry;
    if (isOwnFile(name)) continue;
    try {
      if (entry.isSymbolicLink() && (await leadsOut(join(folder, name), root))) {
        diagnostics.push(fileDiagnostic(`${file}/${name}`, "link_outside"));
        entries.push({ name, isFolder: false, isOutside: true });
        continue;
      }
      const target = entry.isSymbolicLink() ? await stat(join(folder, name)) : entry;
      if (target.isDirectory() || target.isFile()) entries.push({ name, isFolder: target.isDirectory() });
      else diagnostics.push(fileDiagnostic(`${file}/${name}`, "not_file"));
    } catch (error) {
      report(`${file}/${name}`, error);
    }
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}
