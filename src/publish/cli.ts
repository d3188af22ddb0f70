// The editor's commands: npm run content -- check | publish | releases.
import { join, resolve } from "node:path";
import { Command } from "commander";
import type { Release } from "../store/format.ts";
import { liveAt } from "../store/pointer.ts";
import { loadContent } from "./content.ts";
import type { PublishKv } from "./kv.ts";
import { openLocalKv } from "./kv-local.ts";
import { openWranglerKv } from "./kv-wrangler.ts";
import { objectReader, parseObject } from "./load.ts";
import { withLock } from "./lock.ts";
import { ContentError } from "./problem.ts";
import { publish, readPointer } from "./publish.ts";
import { ROOT } from "./wrangler.ts";

interface Options {
  content: string;
  persistTo: string;
  remote?: boolean;
}

const RELEASES_SHOWN = 20;

const program = new Command("npm run content --")
  .description("Check and publish the articles in content/")
  .option("--content <folder>", "where the articles are", join(ROOT, "content"))
  .option("--persist-to <folder>", "where the local KV is kept", join(ROOT, ".wrangler/state"))
  .option("--remote", "work on Cloudflare's KV instead of the local one");

program
  .command("check")
  .description("report every problem in the content; publish nothing")
  .action(async () => {
    const { articles } = await loadContent(resolve(options().content));
    console.log(`${articles.length} articles, no problems.`);
  });

program
  .command("publish")
  .description("make the content live; nothing changes for readers unless all of it is right")
  .action(async () => {
    const { remote, persistTo } = options();
    // One lock for each KV: two publishers of different ones do not meet. The content is read inside it, so that who
    // waited for another publish does not put back what that one has read.
    const { writes, release, sequence, changes, scheduled } = await withLock(
      remote ? join(ROOT, ".wrangler") : resolve(persistTo),
      async () => {
        const content = await loadContent(resolve(options().content));
        return withKv((kv) => publish(content, kv, Date.now()));
      },
    );
    for (const [sign, ids] of [
      ["+", changes.added],
      ["~", changes.changed],
      ["-", changes.removed],
    ] as const) {
      for (const id of ids) console.log(`  ${sign} ${id}`);
    }
    for (const { from } of scheduled) console.log(`  scheduled for ${new Date(from).toISOString()}`);
    console.log(
      `Release ${sequence} (${release}) is live: ${writes} writes${writes === 0 ? ", nothing has changed" : ""}.`,
    );
  });

program
  .command("releases")
  .description("list the releases, newest first")
  .action(() =>
    withKv(async (kv) => {
      const pointer = await readPointer(kv);
      if (!pointer) return console.log("Nothing is published yet: npm run content -- publish");
      const { release: live, previous } = liveAt(pointer, Date.now());
      for (const { from, release } of pointer.timeline.filter((entry) => entry.from > Date.now()).reverse()) {
        console.log(`${release}  goes live at ${new Date(from).toISOString()}`);
      }
      const read = objectReader(kv);
      let hash: string | null = live;
      for (let shown = 0; hash && shown < RELEASES_SHOWN; shown++) {
        const release: Release = parseObject(await read(hash));
        const mark = hash === live ? "  live" : hash === previous ? "  previous" : "";
        console.log(`${hash}  ${String(release.sequence).padStart(5)}${mark}`);
        hash = release.parent;
      }
    }),
  );

const options = (): Options => program.opts<Options>();

async function withKv<T>(work: (kv: PublishKv) => Promise<T>): Promise<T> {
  const { remote, persistTo } = options();
  if (remote) return work(openWranglerKv());
  const kv = await openLocalKv(resolve(persistTo));
  try {
    return await work(kv);
  } finally {
    await kv.close();
  }
}

try {
  await program.parseAsync();
} catch (error) {
  const words = error instanceof Error ? error.message : String(error);
  console.error(
    error instanceof ContentError
      ? `${words}\n\n${error.problems.length} problems. Nothing was published.`
      : words,
  );
  if (process.env.DEBUG) console.error(error);
  process.exitCode = 1;
}
