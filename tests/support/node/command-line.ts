// The editor's commands as an editor runs them: in this process on a KV in memory, or spawned on a local KV.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { run } from "../../../src/publish/cli/commands.ts";
import { processTerminal } from "../../../src/publish/cli/terminal.ts";
import { ROOT } from "../../../src/publish/files/root.ts";
import { MemoryKv } from "./memory-kv.ts";

export const CLI = join(ROOT, "src/publish/cli/main.ts");

export interface Ran {
  code: number | null;
  /** Standard output and standard error, in the order in which they came. */
  out: string;
}

type Env = Record<string, string>;

/** The environment of the tests, without variables that choose language or colors. */
function inherited(): NodeJS.ProcessEnv {
  const { LANG: _, LC_ALL: __, LC_MESSAGES: ___, FORCE_COLOR: ____, NO_COLOR: _____, ...env } = process.env;
  return env;
}

/** @param content folder of the articles. @param state folder of the local state. */
export class CommandLine {
  readonly kv = new MemoryKv();
  readonly #options: string[];

  constructor(content: string, state: string) {
    this.#options = ["--content", content, "--persist-to", state];
  }

  /** Runs a command in this process. */
  run(...args: string[]): Promise<Ran> {
    return this.runIn({}, ...args);
  }

  async runIn(env: Env, ...args: string[]): Promise<Ran> {
    let out = "";
    const print = (lines: readonly string[]) => {
      for (const line of lines) out += `${line}\n`;
    };
    const code = await run([...args, ...this.#options], {
      ...processTerminal(),
      env: { ...inherited(), ...env },
      print,
      printError: print,
      paint: (_, text) => text,
      paintError: (_, text) => text,
      openKv: async () => Object.assign(Object.create(this.kv), { close: async () => {} }),
    });
    return { code, out };
  }

  /** Runs a command in a process of its own, on the local KV. */
  spawn(env: Env, ...args: string[]): Promise<Ran> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [CLI, ...args, ...this.#options], {
        env: { ...inherited(), ...env },
      });
      let out = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (out += chunk));
      child.on("close", (code) => resolve({ code, out }));
    });
  }
}
