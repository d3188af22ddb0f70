// npm run deploy: the Worker, then the objects, then the pointer. Each step is safe to run again; readers see the
// new release when the last one is done.
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { refuseSwallowed } from "../src/publish/cli/swallowed-options.ts";
import { errorWords } from "../src/publish/diagnostics/command-error.ts";
import { environmentLocale } from "../src/publish/diagnostics/messages.ts";
import { ROOT } from "../src/publish/files/root.ts";
import { WRANGLER } from "../src/publish/kv/wrangler.ts";

try {
  refuseSwallowed({
    script: "deploy",
    args: process.argv.slice(2),
    takes: 0,
    flags: ["--origin <url>"],
  });
} catch (error) {
  console.error(errorWords(error, environmentLocale(process.env)));
  process.exit(1);
}
const { values } = parseArgs({ options: { origin: { type: "string" } } });
const origin = values.origin ?? process.env.VISNYK_ORIGIN;
if (!origin || !URL.canParse(origin) || new URL(origin).protocol !== "https:") {
  console.error("Say where the API will be reached: npm run deploy -- --origin https://news.example.com");
  process.exit(1);
}

const run = (...args: string[]) => {
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
};

run("src/publish/cli/main.ts", "check");
run(WRANGLER, "deploy", "--var", `ORIGIN:${new URL(origin).origin}`);
run("src/publish/cli/main.ts", "publish", "--remote", "--origin", new URL(origin).origin);
console.log(`\nLive: ${new URL(origin).origin}/v1/en/articles`);
