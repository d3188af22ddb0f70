// One publisher at a time on this machine.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { lock } from "proper-lockfile";
import { PublishConflict } from "./commit.ts";

/** Milliseconds after which a lock whose holder has died is free again. */
const STALE = 5000;

/** @throws PublishConflict if another publisher is at work. */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  // Whoever slept for so long that the lock was taken away is stopped by the pointer, which has changed meanwhile.
  let lost = false;
  const onCompromised = () => {
    lost = true;
  };
  const options = { stale: STALE, lockfilePath: join(folder, "publish.lock"), onCompromised };
  const release = await lock(folder, options).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ELOCKED") throw error;
    throw new PublishConflict("publish.refused.locked", { seconds: STALE / 1000 });
  });
  try {
    return await work();
  } finally {
    if (!lost) await release();
  }
}
