// npm run test:long: every test with its full counts, by a seed that is printed. `VISNYK_TEST_SEED=… npm run test:long`
// repeats a run.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../src/publish/files/root.ts";

const seed = process.env.VISNYK_TEST_SEED || String(Math.floor(Date.now() / 1000) % 2 ** 31);
console.log(`VISNYK_TEST_SEED=${seed}`);
const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
const { status } = spawnSync(process.execPath, [vitest, "run", ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: "inherit",
  env: { ...process.env, VISNYK_TEST_LONG: "1", VISNYK_TEST_SEED: seed },
});
console.log(`VISNYK_TEST_SEED=${seed}`);
process.exit(status ?? 1);
