// workerd processes: started, measured and ended. One a variant, so that CPU time can be told apart.
import { type ChildProcess, spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Readable } from "node:stream";
import { WRANGLER } from "../src/publish/kv/wrangler.ts";

/** The binary that wrangler itself would run, whatever the platform. */
const requireOfWrangler = createRequire(WRANGLER);
const WORKERD: string = requireOfWrangler("workerd").default;
export const WORKERD_VERSION: string = requireOfWrangler("workerd").version;

/** Milliseconds to get ready; valgrind takes most of a minute on a busy machine. */
const START_DEADLINE = 180_000;

export interface Workerd {
  pid: number;
  /** On 127.0.0.1. */
  port: number;
  /** Resolves when the process is gone. */
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();

/** Ends every process at once: for `process.on("exit")`. */
export function killAll(): void {
  for (const child of running) child.kill("SIGKILL");
}

/**
 * @param config path of a capnp configuration with one socket.
 * @param wrapper a command that runs workerd, such as valgrind with its options.
 */
export async function startWorkerd(config: string, wrapper: readonly string[] = []): Promise<Workerd> {
  const [command = WORKERD, ...args] = [...wrapper, WORKERD, "serve", "--control-fd=3", config];
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe", "pipe"] });
  running.add(child);
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => {
      running.delete(child);
      resolve();
    });
  });
  const port = await listening(child, config);
  return {
    pid: child.pid as number,
    port,
    stop: () => {
      child.kill("SIGKILL");
      return ended;
    },
  };
}

/** workerd writes `{"event":"listen","port":…}` to its control descriptor. */
function listening(child: ChildProcess, config: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = "";
    const fail = (what: string) => reject(new Error(`workerd ${config}: ${what}\n${output}`));
    const deadline = setTimeout(() => fail("does not start"), START_DEADLINE);
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code) => fail(`ended with ${code}`));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        output = (output + chunk).slice(-2000);
      });
    }
    let control = "";
    (child.stdio[3] as Readable).on("data", (chunk) => {
      control += chunk;
      const port = /"event":"listen".*"port":(\d+)/.exec(control)?.[1];
      if (!port) return;
      clearTimeout(deadline);
      resolve(Number(port));
    });
  });
}

/**
 * CPU time of all threads, user and system, in microseconds. From schedstat, which counts nanoseconds; utime and
 * stime in /proc/{pid}/stat are cut to 10 ms.
 */
export async function cpuTime(pid: number): Promise<number> {
  const tasks = await readdir(`/proc/${pid}/task`);
  const times = tasks.map(async (task) => {
    // A thread may end between the two reads.
    const text = await readFile(`/proc/${pid}/task/${task}/schedstat`, "latin1").catch(() => "0");
    return Number(text.split(" ", 1)[0]) / 1000;
  });
  return (await Promise.all(times)).reduce((sum, time) => sum + time, 0);
}
