// The commands for who looks before readers do: preview and promote.
import type { Command } from "commander";
import type { Locale } from "../../i18n/locales.ts";
import type { Commit } from "../commit/commit.ts";
import { planPromote, preview } from "../commit/draft-release.ts";
import { type Plan, planPublish } from "../commit/plan.ts";
import { draftsOf } from "../compile/drafts.ts";
import type { LoadedContent } from "../content/read-content.ts";
import type { Progress, PublishKv } from "../kv/kv.ts";
import { draftLines, planLines, previewLines } from "../report/publish.ts";

/** What all commands that publish share. */
export interface PublishContext {
  options(): { lang: Locale };
  withContent(work: (content: LoadedContent, kv: PublishKv) => Promise<void>): Promise<void>;
  withProgress<T>(total: number, work: (onProgress: Progress) => Promise<T>): Promise<T>;
  /** @returns KV writes made. */
  write(plan: Commit, kv: PublishKv): Promise<number>;
  /** Where readers reach the API. */
  origin(): string;
  print(lines: readonly string[]): void;
  /** What went live. @param writes KV writes made. */
  printLive(plan: Plan, writes: number): void;
}

export function addPreviewCommands(
  program: Command,
  { options, withContent, withProgress, write, origin, print, printLive }: PublishContext,
): void {
  program
    .command("preview")
    .description("show what publish would make live, drafts included, to whoever has the link that it prints")
    .action(() =>
      withContent(async (content, kv) => {
        const { lang } = options();
        const now = Date.now();
        const plan = await planPublish(content, kv, now, "in");
        content.cache.save();
        print(planLines(plan, lang));
        const { token, until } = await withProgress(plan.forNow + 1, (onProgress) =>
          preview(plan, kv, now, onProgress),
        );
        print(previewLines(plan, token, until, origin(), lang));
      }),
    );

  program
    .command("promote")
    .description(
      "make live what a preview shows; refused if something else has gone live, or the content has changed",
    )
    .argument("<link>", "of the preview")
    .action((link: string) =>
      withContent(async (content, kv) => {
        const { lang } = options();
        const plan = await planPromote(link, content, kv, Date.now());
        content.cache.save();
        printLive(plan, await write(plan, kv));
        print(draftLines(draftsOf(content), lang));
      }),
    );
}
