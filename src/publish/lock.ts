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
  const options = { stale: STALE, lockfilePath: join(folder, "publish.lock") };
  const release = await lock(folder, options).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ELOCKED") throw error;
    throw new PublishConflict(
      "another publish is running on this machine: wait for it to end, then publish again",
    );
  });
  try {
    return await work();
  } finally {
    await release();
  }
}
