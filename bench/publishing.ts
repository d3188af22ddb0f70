// The cost of publishing a newspaper, in seconds and memory: each measurement in a process of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { writeNewspaper } from "./newspaper.ts";
import { formatTable } from "./table.ts";

const CLI = join(import.meta.dirname, "../src/publish/cli/main.ts");
const PUBLISH_MANY = join(import.meta.dirname, "publish-many.ts");
const PEAK_MEMORY = join(import.meta.dirname, "peak-memory.ts");
const ARTICLES = 10_000;
const MANY = 100_000;
/** Milliseconds after which a file counts as unchanged when it looks so. */
const SETTLED = 2500;

interface Cost {
  seconds: number;
  /** The most that the process had at a time, in MB. */
  memory: number;
}

/** @param folder an empty one. */
export async function printPublishing(folder: string): Promise<void> {
  const number = new Intl.NumberFormat("en");
  console.log(
    `\nPublishing ${number.format(ARTICLES)} articles in two languages, then ${number.format(MANY)}, some minutes …\n`,
  );
  const content = join(folder, "content");
  const state = join(folder, "state");
  writeNewspaper(content, ARTICLES);
  await setTimeout(SETTLED);
  const publish = () => measure(CLI, "publish", "--content", content, "--persist-to", state);
  const nothing = await publish();
  appendFileSync(join(content, `articles/article-${ARTICLES / 2}/en.md`), "\nOne more paragraph.\n");
  const change = await publish();
  const unchanged = await publish();

  const many = join(folder, "many");
  writeNewspaper(many, MANY);
  await setTimeout(SETTLED);
  const hundredThousand = await measure(PUBLISH_MANY, many, join(folder, "kept"));
  const row = (what: string, { seconds, memory }: Cost) => [what, seconds.toFixed(1), number.format(memory)];
  console.log(
    formatTable([
      ["", "seconds", "memory, MB"],
      row(`${number.format(ARTICLES)} articles, from nothing`, nothing),
      row("  one change", change),
      row("  no change", unchanged),
      row(`${number.format(MANY)} articles, from nothing`, hundredThousand),
    ]),
  );
  console.log(`
npm run content -- publish, from the start of its process to its end, into the local KV; the ${number.format(MANY)}
into a KV that keeps nothing. Memory: the most that the publishing process had at a time.`);
}

/** Runs a script of Node to its end. @throws if it fails. */
async function measure(...command: string[]): Promise<Cost> {
  const started = performance.now();
  const child = spawn(process.execPath, ["--import", PEAK_MEMORY, ...command], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const [[code], errors, peak] = await Promise.all([
    once(child, "close"),
    text(child.stderr as Readable),
    text(child.stdio[3] as Readable),
  ]);
  if (code !== 0) throw new Error(`${command.join(" ")} failed:\n${errors}`);
  return { seconds: (performance.now() - started) / 1000, memory: Math.round(Number(peak) / 1024) };
}
