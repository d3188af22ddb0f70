// npm start: publishes content/ to the local KV and serves it. Ends with everything that it started.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT, WRANGLER } from "../src/publish/wrangler.ts";

const { port, "persist-to": persistTo } = readOptions();
if (await isTaken(Number(port))) stop(`Port ${port} is taken: choose another, like npm start -- --port 8080`);

const published = spawnSync(
  process.execPath,
  [
    join(ROOT, "src/publish/cli.ts"),
    "publish",
    "--persist-to",
    persistTo,
    "--origin",
    `http://localhost:${port}`,
  ],
  {
    stdio: "inherit",
  },
);
if (published.status !== 0) process.exit(published.status ?? 1);

// wrangler builds what goes into it, but wants to see it first.
mkdirSync(join(ROOT, "dist/assets"), { recursive: true });
const server = spawn(
  process.execPath,
  [
    WRANGLER,
    "dev",
    ...["--ip", "127.0.0.1", "--port", port, "--persist-to", persistTo],
    ...[
      "--var",
      `ORIGIN:http://localhost:${port}`,
      "--show-interactive-dev-session=false",
      "--log-level",
      "warn",
    ],
  ],
  // A group of its own, so that wrangler's children can be ended with it.
  {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    detached: true,
    env: { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: "false" },
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
server.on("exit", (code) => process.exit(code ?? 0));

const url = `http://localhost:${port}`;
for (;;) {
  const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
  if (answer?.ok) break;
  await new Promise((resolve) => setTimeout(resolve, 200));
}
console.log(`
Visnyk serves at ${url} (Ctrl-C ends it). Open it in a browser, ${url}/docs to build on it, or try:

  curl -s ${url}/v1/uk/articles
  curl -s ${url}/v1/en/articles/ukraine-moves-to-exit-anti-personnel-landmine-ban-treaty
`);

function readOptions(): { port: string; "persist-to": string } {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string", default: "8787" },
        "persist-to": { type: "string", default: join(ROOT, ".wrangler/state") },
      },
    });
    const { port } = values;
    if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
      stop("--port takes a number from 1 to 65535, like npm start -- --port 8080");
    return values;
  } catch (error) {
    return stop(`${(error as Error).message}\nnpm start -- [--port N] [--persist-to FOLDER]`);
  }
}

/** Whether somebody listens there already. */
function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(port, "127.0.0.1");
    probe.once("connect", () => resolve(true)).once("error", () => resolve(false));
    probe.once("close", () => resolve(false)).setTimeout(1000, () => resolve(false));
    probe.once("connect", () => probe.destroy());
  });
}

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}
