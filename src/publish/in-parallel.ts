// Waiting for many files at a time, with the results in order.
import { chunks } from "./chunks.ts";

/** As many as keep the disk busy; their texts are all in memory meanwhile. */
const AT_A_TIME = 32;

export async function inParallel<T, R>(all: readonly T[], work: (each: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const some of chunks(all, AT_A_TIME)) results.push(...(await Promise.all(some.map(work))));
  return results;
}
