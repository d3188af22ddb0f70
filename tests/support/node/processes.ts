// Lists running processes, to see that none is left behind.
import { execFileSync } from "node:child_process";

/** Ids of all processes, with their parents'. */
const processes = (): [id: number, parent: number][] =>
  execFileSync("ps", ["-eo", "pid=,ppid="])
    .toString()
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);

/** Ids of the processes that this one has started, and of those that they have. */
export const startedBy = (id: number | undefined): number[] =>
  processes()
    .filter(([, parent]) => parent === id)
    .flatMap(([child]) => [child, ...startedBy(child)]);

/** Which of these are still there. */
export const stillThere = (ids: readonly number[]): number[] =>
  processes().flatMap(([id]) => (ids.includes(id) ? [id] : []));
