// The Worker served on this machine, as `npm start` and `npm run dev` do it. Nothing of it outlives us.
import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { ROOT } from "../files/root.ts";
import { WRANGLER } from "../kv/wrangler.ts";

export interface Served {
  /** Resolves as soon as it answers, or has ended. */
  ready: Promise<void>;
  /** Resolves with its exit code when it has ended; `null` if it was ended. */
  ended: Promise<number | null>;
  /** Ends it with all that it has started. */
  end(): void;
}

interface ServeOptions {
  port: number;
  /** The folder of the local KV. */
  persistTo: string;
  /** Variables of the Worker, besides those in wrangler.toml. */
  vars: Record<string, string>;
}

/** Milliseconds between two looks whether it answers. */
const LOOK = 100;

export function serveLocally({ port, persistTo, vars }: ServeOptions): Served {
  // wrangler builds what goes into it, but wants to see it first.
  mkdirSync(join(ROOT, "dist/assets"), { recursive: true });
  const server = spawn(
    process.execPath,
    [
      // wrangler hands this on to the process that it starts.
      ...["--import", new URL("./end-with-us.ts", import.meta.url).href],
      WRANGLER,
      "dev",
      ...["--ip", "127.0.0.1", "--port", String(port), "--persist-to", persistTo],
      ...Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
      ...["--show-interactive-dev-session=false", "--log-level", "warn"],
    ],
    // A group of its own, so that wrangler's children can be ended with it.
    {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit"],
      detached: true,
      // The explorer would show whatever is in KV, past the Worker.
      env: { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: "false", X_LOCAL_EXPLORER: "false" },
    },
  );
  const end = () => {
    try {
      if (server.pid) process.kill(-server.pid, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
  process.on("exit", end);
  const ended = once(server, "exit").then(([code]) => code as number | null);
  return { ready: answers(port, () => server.exitCode !== null || server.signalCode !== null), ended, end };
}

/** Waits until the Worker answers, whatever it says, or has ended. */
async function answers(port: number, hasEnded: () => boolean): Promise<void> {
  while (!hasEnded()) {
    // This reads nothing from KV, in which there may be nothing yet.
    if (await fetch(`http://127.0.0.1:${port}/healthz`, { method: "OPTIONS" }).catch(() => null)) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
}

/** Notes for those who publish to the same KV where it is served, until we end. */
export function noteOrigin(persistTo: string, origin: string): void {
  const file = originFile(persistTo);
  mkdirSync(persistTo, { recursive: true });
  writeFileSync(file, origin);
  process.on("exit", () => rmSync(file, { force: true }));
}

/** @returns where what is in this folder's KV is served; `null` if it is not. */
export function servedAt(persistTo: string): string | null {
  try {
    return readFileSync(originFile(persistTo), "utf8");
  } catch {
    return null;
  }
}

const originFile = (persistTo: string): string => join(persistTo, "origin");

/** Whether somebody listens there already. */
export function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(port, "127.0.0.1");
    probe.once("connect", () => resolve(true)).once("error", () => resolve(false));
    probe.once("close", () => resolve(false)).setTimeout(1000, () => resolve(false));
    probe.once("connect", () => probe.destroy());
  });
}

/** Below the ports that systems give to outgoing connections (RFC 6335 §6, Linux from 32768), which come and go. */
const PORTS = { from: 20_000, to: 32_000 } as const;

/** @returns a port of 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    const isFree = await new Promise<boolean>((resolve) => {
      const probe = createServer().once("error", () => resolve(false));
      probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

/** @returns `null` for what is no port. */
export const parsePort = (text: string): number | null =>
  /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535 ? Number(text) : null;
