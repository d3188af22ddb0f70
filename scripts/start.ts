// npm start: publishes content/ to the local KV and serves it. Ends with everything that it started.
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT, WRANGLER } from "../src/publish/wrangler.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8787" },
    "persist-to": { type: "string", default: join(ROOT, ".wrangler/state") },
  },
});
const { port, "persist-to": persistTo } = values;
if (!/^\d{1,5}$/.test(port)) {
  console.error("--port takes a number, like: npm start -- --port 8080");
  process.exit(1);
}

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

const stop = () => {
  try {
    if (server.pid) process.kill(-server.pid, "SIGTERM");
  } catch {
    // It has ended by itself.
  }
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
process.on("exit", stop);
server.on("exit", (code) => process.exit(code ?? 0));

const url = `http://localhost:${port}`;
for (;;) {
  const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
  if (answer?.ok) break;
  await new Promise((resolve) => setTimeout(resolve, 200));
}
console.log(`
Visnyk serves at ${url} (Ctrl-C ends it). Open it in a browser, or try:

  curl -s ${url}/v1/uk/articles
  curl -s ${url}/v1/en/articles/ukraine-moves-to-exit-anti-personnel-landmine-ban-treaty
`);
