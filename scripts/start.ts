// npm start: publishes content/ to the local KV and serves it. Ends with everything that it started.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isTaken, noteOrigin, parsePort, serveLocally } from "../src/publish/dev/server.ts";
import { ROOT } from "../src/publish/files/root.ts";

const USAGE = "npm start -- [--port N] [--persist-to FOLDER]";

const { port, persistTo } = readOptions();
if (await isTaken(port)) stop(`Port ${port} is taken: choose another, like npm start -- --port 8080`);

const published = spawnSync(
  process.execPath,
  [
    join(ROOT, "src/publish/cli/main.ts"),
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

const url = `http://localhost:${port}`;
const server = serveLocally({ port, persistTo, vars: { ORIGIN: url } });
noteOrigin(persistTo, url);
server.ended.then((code) => process.exit(code ?? 0));
await server.ready;
console.log(`
Visnyk serves at ${url} (Ctrl-C ends it). Open it in a browser, ${url}/docs to build on it, or try:

  curl -s ${url}/v1/uk/articles
  curl -s ${url}/v1/en/articles/ukraine-moves-to-exit-anti-personnel-landmine-ban-treaty
`);

function readOptions(): { port: number; persistTo: string } {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string", default: "8787" },
        "persist-to": { type: "string", default: join(ROOT, ".wrangler/state") },
        help: { type: "boolean" },
      },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit();
    }
    const port = parsePort(values.port);
    if (!port) return stop("--port takes a number from 1 to 65535, like npm start -- --port 8080");
    return { port, persistTo: values["persist-to"] };
  } catch (error) {
    return stop(`${(error as Error).message}\n${USAGE}`);
  }
}

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}
