// Commands for drafts: preview and promote.
import type { Command } from "commander";
import { planPromote, preview } from "../commit/draft-release.ts";
import { planPublish } from "../commit/plan.ts";
import { draftsOf } from "../compile/drafts.ts";
import { draftLines, planLines, previewLines } from "../report/publish.ts";
import type { CommandContext } from "./context.ts";

export function addPreviewCommands(program: Command, context: CommandContext): void {
  program
    .command("preview")
    .description("show what publish would make live, drafts included, to whoever has the link that it prints")
    .action(() =>
      context.withContent(async (content, kv) => {
        const { lang } = context.options;
        const now = Date.now();
        const plan = await planPublish(content, kv, now, "in");
        content.cache.save();
        context.print(planLines(plan, lang));
        const { token, until } = await context.withProgress(plan.forNow + 1, (onProgress) =>
          preview(plan, kv, now, onProgress),
        );
        context.print(previewLines(plan, token, until, context.origin(), lang));
      }),
    );

  program
    .command("promote")
    .description(
      "make live what a preview shows; refused if something else has gone live, or the content has changed",
    )
    .argument("<link>", "of the preview")
    .action((link: string) =>
      context.withContent(async (content, kv) => {
        const { lang } = context.options;
        const plan = await planPromote(link, content, kv, Date.now());
        content.cache.save();
        context.printLive(plan, await context.write(plan, kv));
        context.print(draftLines(draftsOf(content), lang));
      }),
    );
}
