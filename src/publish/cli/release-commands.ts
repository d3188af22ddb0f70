// Commands for releases: releases, rollback, gc.
import type { Command } from "commander";
import { liveAt } from "../../store/pointer.ts";
import { readPointer, upcoming } from "../commit/commit.ts";
import { gc, planGc } from "../commit/gc.ts";
import { listReleases } from "../commit/releases.ts";
import { planRollback } from "../commit/rollback.ts";
import { reportWords } from "../diagnostics/messages.ts";
import { countWrites } from "../report/publish.ts";
import { releaseLines, rollbackLines, sweepLines } from "../report/releases.ts";
import type { CommandContext } from "./context.ts";

interface DryRun {
  dryRun?: boolean;
}

const RELEASES_SHOWN = 20;

export function addReleaseCommands(program: Command, context: CommandContext): void {
  program
    .command("releases")
    .description("list the releases, newest first")
    .action(() =>
      context.withKv(async (kv) => {
        const { lang } = context.options;
        const pointer = await readPointer(kv);
        if (!pointer) return context.print([reportWords(lang, "publish.nothingYet")]);
        const { release: live, previous } = liveAt(pointer, Date.now());
        const pending = upcoming(pointer, Date.now());
        const newest = pending.at(-1)?.release ?? live;
        const releases = await listReleases(kv, newest, RELEASES_SHOWN);
        context.print(releaseLines(releases, { live, previous, upcoming: pending }, lang));
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
      context.withLockedKv(async (kv) => {
        const plan = await planRollback(kv, release ?? null, Date.now());
        const { lang } = context.options;
        context.print(rollbackLines(plan, lang));
        if (dryRun || !plan.pointer) return context.print([reportWords(lang, "publish.nothingWritten")]);
        const { sequence, release: name } = plan;
        const writes = countWrites(await context.write(plan, kv), lang);
        context.print([reportWords(lang, "publish.live", { sequence, release: name, writes })]);
      }),
    );

  program
    .command("gc")
    .description(
      "delete from KV what no release that is kept needs: the newest five, and all of the last 24 hours",
    )
    .option("--dry-run", "say how much could go, and stop")
    .action(({ dryRun }: DryRun) =>
      context.withLockedKv(async (kv) => {
        const now = Date.now();
        context.print(
          sweepLines(await (dryRun ? planGc(kv, now) : gc(kv, now)), !dryRun, context.options.lang),
        );
      }),
    );
}
