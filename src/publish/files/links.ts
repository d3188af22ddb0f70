// Symbolic links among the content: one that leads out of the folder would publish a file of the machine.
import { lstat, realpath } from "node:fs/promises";
import { sep } from "node:path";

/**
 * @param root the folder that may be a link itself; `path` is in it, in folders that are no links that lead out.
 * @throws the file system's error, if `path` or what it leads to is not there or cannot be looked at.
 */
export async function leadsOut(path: string, root: string): Promise<boolean> {
  if (!(await lstat(path)).isSymbolicLink()) return false;
  const [target, within] = await Promise.all([realpath(path), realpath(root)]);
  return !(target + sep).startsWith(within.endsWith(sep) ? within : within + sep);
}
