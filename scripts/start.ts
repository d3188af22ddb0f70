// npm start: publishes content/ to the local KV and serves it. Ends with everything that it started.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { refuseSwallowed } from "../src/publish/cli/swallowed-options.ts";
import { endWithNpm } from "../src/publish/dev/orphaned.ts";
import { requestsToTry } from "../src/publish/dev/requests-to-try.ts";
import { isTaken, noteOrigin, parsePort, serveLocally } from "../src/publish/dev/server.ts";
import { CommandError } from "../src/publish/diagnostics/command-error.ts";
import { environmentLocale, reportWords } from "../src/publish/diagnostics/messages.ts";
import { ROOT } from "../src/publish/files/root.ts";

const FLAGS = ["--port <number>", "--persist-to <folder>"];
const USAGE = "npm start -- [--port N] [--persist-to FOLDER]";
const LANG = environmentLocale(process.env);

const { port, persistTo } = readOptions();
endWithNpm();
if (await isTaken(port)) stop(`Port ${port} is taken: choose another, like npm start -- --port 8080`);
const url = `http://localhost:${port}`;
await publish();

const server = serveLocally({ port, persistTo, vars: { ORIGIN: url } });
noteOrigin(persistTo, url);
server.ended.then((code) => process.exit(code ?? 0));
await server.ready;
const requests = await requestsToTry(url);
const hint =
  requests.length > 0 ? requests.map((request) => `  ${request}`) : [reportWords(LANG, "status.none")];
console.log(`
Visnyk serves at ${url} (Ctrl-C ends it). Open it in a browser, ${url}/docs to build on it${requests.length > 0 ? ", or try:" : "."}

${hint.join("\n")}
`);

async function publish(): Promise<void> {
  const command = ["publish", "--persist-to", persistTo, "--origin", url];
  const child = spawn(process.execPath, [join(ROOT, "src/publish/cli/main.ts"), ...command], {
    stdio: "inherit",
  });
  const end = () => child.kill();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, end);
  const [code] = await once(child, "exit");
  if (code !== 0) process.exit(code ?? 1);
  for (const signal of signals) process.off(signal, end);
}

function readOptions(): { port: number; persistTo: string } {
  try {
    refuseSwallowed({ script: "start", args: process.argv.slice(2), takes: 0, flags: FLAGS });
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
    return stop(error instanceof CommandError ? error.in(LANG) : `${(error as Error).message}\n${USAGE}`);
  }
}

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}
