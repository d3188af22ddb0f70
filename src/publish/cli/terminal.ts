// Surroundings of a command: environment, output, and the KV that it opens. Tests bring their own.
import { type Paint, paintFor } from "../diagnostics/paint.ts";
import type { PublishKv } from "../kv/kv.ts";
import { openLocalKv } from "../kv/local.ts";

export interface OpenedKv extends PublishKv {
  close(): Promise<void>;
}

export interface Terminal {
  env: NodeJS.ProcessEnv;
  /** Prints lines to standard output, or to standard error. */
  print(lines: readonly string[]): void;
  printError(lines: readonly string[]): void;
  /** Colors of standard output and of standard error. */
  paint: Paint;
  paintError: Paint;
  /** @param folder of the local state. */
  openKv(folder: string): Promise<OpenedKv>;
}

/** The terminal of this process. */
export const processTerminal = (): Terminal => ({
  env: process.env,
  print: (lines) => {
    for (const line of lines) console.log(line);
  },
  printError: (lines) => {
    for (const line of lines) console.error(line);
  },
  paint: paintFor(process.stdout),
  paintError: paintFor(process.stderr),
  openKv: openLocalKv,
});
