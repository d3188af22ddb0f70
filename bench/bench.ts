// npm run bench: what an answer costs, against a bare Worker that returns the same bytes. Linux: CPU time is read
// from /proc. With `-- --instructions` it counts them instead (needs valgrind): slower, and hardly any noise.
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { buildBundle } from "./bundle.ts";
import { publishToMemory, serveKv } from "./content-kv.ts";
import { countInstructions, hasValgrind, measureTime } from "./measure.ts";
import { buildPlan, type Plan } from "./probes.ts";
import { printPublishing } from "./publishing.ts";
import type { SizeReport } from "./sizes.ts";
import { compareCells, formatTable } from "./table.ts";
import { killAll, startWorkerd, WORKERD_VERSION, type Workerd } from "./workerd.ts";
import { writeBare, writeVisnyk } from "./workers.ts";

const ROOT = join(import.meta.dirname, "..");
/** Articles on a page of a list. */
const LIST_LENGTH = 20;
const ROUNDS = 9;
const SLICES = 25;
const COUNTED_ROUNDS = 2;
const COUNTED_REQUESTS = 300;

const { values: options } = parseArgs({ options: { instructions: { type: "boolean", default: false } } });
if (process.platform !== "linux") fail("npm run bench needs Linux: it reads CPU time from /proc.");
if (options.instructions && !(await hasValgrind())) {
  fail("--instructions needs valgrind with callgrind_control: install your system's valgrind package.");
}

const folder = await mkdtemp(join(tmpdir(), "visnyk-bench-"));
process.on("exit", () => {
  killAll();
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(1));

console.log("Publishing content/ and bundling the Worker …");
const kvPort = await serveKv(await publishToMemory(LIST_LENGTH));
const bundle = await buildBundle(join(ROOT, "wrangler.toml"), join(folder, "bundle"));
const visnyk = await writeVisnyk(join(folder, "visnyk"), bundle, kvPort);
const plan = await askVisnyk();
const configs = new Map<string, string>();
for (const { name, bare } of plan.probes) {
  configs.set(name, bare ? await writeBare(join(folder, name), bundle, bare) : visnyk);
}

await (options.instructions ? printInstructions(plan) : printTimes(plan));
if (!options.instructions) {
  await printSizes();
  await printPublishing(join(folder, "publishing"));
}
console.log(
  `Bundle: ${kilobytes(bundle.size)}, ${kilobytes(bundle.gzipSize)} gzip. workerd ${WORKERD_VERSION}.`,
);
process.exit();

async function askVisnyk(): Promise<Plan> {
  const { port, stop } = await startWorkerd(visnyk);
  try {
    return await buildPlan(port);
  } finally {
    await stop();
  }
}

async function printTimes({ probes, comparisons }: Plan): Promise<void> {
  console.log(`Measuring: ${ROUNDS} rounds, about a minute …\n`);
  const workers = new Map<string, Workerd>();
  for (const [name, config] of configs) workers.set(name, await startWorkerd(config));
  const { cpu, rate } = await measureTime(probes, workers, ROUNDS, SLICES);
  const rows = comparisons.map((row) => [
    row.label,
    ...compareCells(cpu, row, 1),
    ...compareCells(rate, row, 0),
  ]);
  const head = ["", "CPU µs", "bare", "ratio (min–max)", "requests/s", "bare", "ratio (min–max)"];
  console.log(formatTable([head, ...rows]));
  console.log(`
CPU µs: time of one request on all threads of workerd, user and system, answered from the isolate's memory.
bare: a Worker that returns the same bytes as a constant, with a content-type and nothing else.
ratio: median over the rounds, and its spread; each round compares what ran side by side.
requests/s: 8 connections from this process, on the same cores: the ratio means more than the number.`);
}

async function printSizes(): Promise<void> {
  console.log("\nPublishing 10, 1,000 and 100,000 synthetic articles into memory, some minutes …\n");
  const reports: SizeReport[] = [];
  for (const articles of [10, 1000, 100_000]) {
    const child = await promisify(execFile)(process.execPath, [
      join(import.meta.dirname, "sizes.ts"),
      String(articles),
    ]);
    reports.push(JSON.parse(child.stdout));
  }
  const [first] = reports;
  const number = new Intl.NumberFormat("en");
  const rows = (of: "reads" | "writes" | "bytes", word: string) =>
    Object.keys(first?.[of] ?? {}).map((kind) => [
      `${word}: ${kind}`,
      ...reports.map((report) => number.format(report[of][kind] ?? 0)),
    ]);
  console.log(
    formatTable([
      ["articles, each in two languages", ...reports.map(({ articles }) => number.format(articles))],
      ...rows("reads", "KV reads"),
      ...rows("writes", "KV writes"),
      ...rows("bytes", "bytes"),
      ["seconds: first release", ...reports.map(({ seconds }) => seconds.first.toFixed(1))],
      ["seconds: an edit", ...reports.map(({ seconds }) => seconds.edit.toFixed(2))],
    ]),
  );
  console.log(`
KV reads: of an isolate that knows the release and nothing else; a bulk read counts once.
Seconds: of building and writing the release from compiled articles, whose texts are short.
`);
}

async function printInstructions({ probes, comparisons }: Plan): Promise<void> {
  console.log(
    `Counting: ${COUNTED_ROUNDS} rounds of ${COUNTED_REQUESTS} requests under callgrind, some minutes …\n`,
  );
  const counts = await countInstructions(probes, configs, folder, COUNTED_ROUNDS, COUNTED_REQUESTS);
  const rows = comparisons.map((row) => [row.label, ...compareCells(counts, row, 0)]);
  console.log(formatTable([["", "kIr", "bare", "ratio (min–max)"], ...rows]));
  console.log(`
kIr: thousands of instructions of one request in workerd, without the kernel's, counted by callgrind.
bare: a Worker that returns the same bytes as a constant, with a content-type and nothing else.
ratio: median over fresh processes, and its spread.`);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
