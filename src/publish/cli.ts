// The editor's commands: npm run content -- check | publish | releases | rollback | gc.
import { join, resolve } from "node:path";
import { Command } from "commander";
import { liveAt } from "../store/pointer.ts";
import { type Commit, commit, readPointer, upcoming } from "./commit.ts";
import { CACHE, loadContent } from "./content.ts";
import { gc, planGc } from "./gc.ts";
import type { PublishKv } from "./kv.ts";
import { openLocalKv } from "./kv-local.ts";
import { openWranglerKv } from "./kv-wrangler.ts";
import { objectReader } from "./load.ts";
import { withLock } from "./lock.ts";
import { MediaCache } from "./media-cache.ts";
import { ContentError } from "./problem.ts";
import { planPublish } from "./publish.ts";
import type { Content } from "./read.ts";
import { releaseChain } from "./releases.ts";
import "./memory.ts";
import { countMade, liveLines, openProgress, planLines, rollbackLines, sweepLines } from "./report.ts";
import { planRollback } from "./rollback.ts";
import { ROOT } from "./wrangler.ts";

interface Options {
  content: string;
  persistTo: string;
  cache: string;
  remote?: boolean;
  origin: string;
}

interface DryRun {
  dryRun?: boolean;
}

const RELEASES_SHOWN = 20;
const NOTHING_WRITTEN = "Nothing was written.";

const program = new Command("npm run content --")
  .description("Check and publish the articles in content/")
  .option("--content <folder>", "where the articles are", join(ROOT, "content"))
  .option("--persist-to <folder>", "where the local KV is kept", join(ROOT, ".wrangler/state"))
  .option("--cache <folder>", "where what is made of pictures is kept", CACHE)
  .option("--remote", "work on Cloudflare's KV instead of the local one")
  .option(
    "--origin <url>",
    "where readers reach the API, for the addresses that are printed",
    process.env.VISNYK_ORIGIN ?? "http://localhost:8787",
  );

const print = (lines: readonly string[]) => {
  for (const line of lines) console.log(line);
};

program
  .command("check")
  .description("report every problem in the content; publish nothing")
  .action(async () => {
    const { articles, cache } = await openContent();
    cache.save();
    console.log(`${articles.length} articles, no problems.`);
  });

program
  .command("publish")
  .description("make the content live; nothing changes for readers unless all of it is right")
  .option("--dry-run", "say what would be published, and stop")
  .action(({ dryRun }: DryRun) =>
    withLockedKv(async (kv) => {
      // Read inside the lock: who waited for another publish does not put back what that one has read.
      const content = await openContent();
      const plan = await planPublish(content, kv, Date.now());
      content.cache.save();
      print(planLines(plan));
      if (dryRun)
        return console.log(plan.pointer ? NOTHING_WRITTEN : `${NOTHING_WRITTEN} Nothing has changed.`);
      print(liveLines(plan, await write(plan, kv), options().origin));
    }),
  );

program
  .command("releases")
  .description("list the releases, newest first")
  .action(() =>
    withKv(async (kv) => {
      const pointer = await readPointer(kv);
      if (!pointer) return console.log("Nothing is published yet: npm run content -- publish");
      const { release: live, previous } = liveAt(pointer, Date.now());
      for (const { from, release } of upcoming(pointer, Date.now()).reverse()) {
        console.log(`${release}  goes live at ${new Date(from).toISOString()}`);
      }
      let shown = 0;
      for await (const { hash, release } of releaseChain(objectReader(kv), live)) {
        const mark = hash === live ? "  live" : hash === previous ? "  previous" : "";
        console.log(`${hash}  ${String(release.sequence).padStart(5)}${mark}`);
        if (++shown === RELEASES_SHOWN) break;
      }
    }),
  );

program
  .command("rollback")
  .description("make the content of an earlier release live again")
  .argument(
    "[release]",
    "its name or number, from the list of releases; without it, the one before the live one",
  )
  .option("--dry-run", "say what would change, and stop")
  .action((release: string | undefined, { dryRun }: DryRun) =>
    withLockedKv(async (kv) => {
      const plan = await planRollback(kv, release ?? null, Date.now());
      print(rollbackLines(plan));
      if (dryRun || !plan.pointer) return console.log(NOTHING_WRITTEN);
      const writes = await write(plan, kv);
      console.log(`Release ${plan.sequence} (${plan.release}) is live: ${writes} writes.`);
    }),
  );

program
  .command("gc")
  .description(
    "delete from KV what no release that is kept needs: the newest five, and all of the last 24 hours",
  )
  .option("--dry-run", "say how much could go, and stop")
  .action(({ dryRun }: DryRun) =>
    withLockedKv(async (kv) => {
      const now = Date.now();
      print(sweepLines(await (dryRun ? planGc(kv, now) : gc(kv, now)), !dryRun));
    }),
  );

const options = (): Options => program.opts<Options>();

/** What was read lies beside the local KV, also when the articles go elsewhere. */
const openContent = (): Promise<Content> =>
  loadContent(resolve(options().content), {
    keep: join(resolve(options().persistTo), "content"),
    media: new MediaCache(resolve(options().cache), countMade()),
  });

async function write(plan: Commit, kv: PublishKv): Promise<number> {
  const { onProgress, close } = openProgress(plan.objects.length + 1);
  try {
    return await commit(plan, kv, onProgress);
  } finally {
    close();
  }
}

/** One lock for each KV: two publishers of different ones do not meet. */
const withLockedKv = (work: (kv: PublishKv) => Promise<void>): Promise<void> => {
  const { remote, persistTo } = options();
  return withLock(remote ? join(ROOT, ".wrangler") : resolve(persistTo), () => withKv(work));
};

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

// Whoever reads us through `head` has seen enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

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
