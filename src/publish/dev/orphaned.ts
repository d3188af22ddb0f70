// Processes that end with those that started them, even when these are killed and can tell nobody.
import { execFileSync } from "node:child_process";

/** Milliseconds between two looks. */
const LOOK = 500;

/** Acts once, as soon as the process that started us is gone. @param others processes that are missed as well. */
export function whenOrphaned(act: () => void, others: readonly number[] = []): void {
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent && [parent, ...others].every(isRunning)) return;
    clearInterval(look);
    act();
  }, LOOK).unref();
}

/**
 * Started by npm, we end as if interrupted when npm ends: it passes signals on to a shell, which dies of them and
 * tells nobody. Started otherwise, we may outlive a terminal.
 */
export function endWithNpm(): void {
  if (!process.env.npm_lifecycle_event) return;
  const npm = parentOf(process.ppid);
  whenOrphaned(() => process.kill(process.pid, "SIGTERM"), npm === null ? [] : [npm]);
}

/** @returns `null` if that cannot be found out, as on Windows or where there is no `ps`. */
function parentOf(id: number): number | null {
  try {
    const text = execFileSync("ps", ["-o", "ppid=", "-p", String(id)], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    return Number(text.toString()) || null;
  } catch {
    return null;
  }
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
