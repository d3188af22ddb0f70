// The editor's commands: npm run content -- check | status | publish | preview | promote | releases | rollback | gc.
import { join, resolve } from "node:path";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { locales, parseLocale } from "../../i18n/locales.ts";
import { planPublish } from "../commit/plan.ts";
import { draftsOf } from "../compile/drafts.ts";
import { CACHE, checkFolder } from "../content/load-content.ts";
import { errorWords } from "../diagnostics/command-error.ts";
import { hasErrors } from "../diagnostics/diagnostic.ts";
import { diagnosticJson, environmentLocale, reportWords } from "../diagnostics/messages.ts";
import { fixFolder } from "../editing/fix.ts";
import { checkStrings } from "../editing/interface-strings.ts";
import { ROOT } from "../files/root.ts";
import { diagnosticLines, fixedLines, summaryLines, untranslatedLines } from "../report/diagnostics.ts";
import { leftOutLines, planLines } from "../report/publish.ts";
import { CommandContext } from "./context.ts";
import { addPreviewCommands } from "./draft-commands.ts";
import { addReleaseCommands } from "./release-commands.ts";
import { refuseSwallowedOf } from "./swallowed-options.ts";
import type { Terminal } from "./terminal.ts";
import { addWritingCommands } from "./writing-commands.ts";

interface DryRun {
  dryRun?: boolean;
}

interface Check {
  json?: boolean;
  fix?: boolean;
  strict?: boolean;
}

/** Runs one command. @param args after `npm run content --`. @returns its exit code. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const program = createProgram(terminal);
  const context = new CommandContext(program, terminal);
  addCheck(program, context);
  addWritingCommands(program, context);
  addPublish(program, context);
  addPreviewCommands(program, context);
  addReleaseCommands(program, context);
  try {
    refuseSwallowedOf(program, args, terminal.env);
    await program.parseAsync(args, { from: "user" });
    return context.exitCode;
  } catch (error) {
    // Its words are printed.
    if (error instanceof CommanderError) return error.exitCode;
    terminal.printError([errorWords(error, context.options.lang)]);
    if (terminal.env.DEBUG) terminal.printError([String((error as Error)?.stack ?? error)]);
    return 1;
  }
}

function createProgram(terminal: Terminal): Command {
  return new Command("npm run content --")
    .configureHelp({ showGlobalOptions: true })
    .description("Check and publish the articles in content/")
    .option("--content <folder>", "where the articles are", join(ROOT, "content"))
    .option("--persist-to <folder>", "where the local KV is kept", join(ROOT, ".wrangler/state"))
    .option("--cache <folder>", "where what is made of pictures is kept", CACHE)
    .option("--remote", "work on Cloudflare's KV instead of the local one")
    .option(
      "--origin <url>",
      "where readers reach the API, for the addresses that are printed (default: VISNYK_ORIGIN, or where npm start serves)",
      parseOrigin,
    )
    .addOption(
      new Option("--lang <language>", `the language of what is said: ${locales.join(" or ")}`)
        .argParser((tag) => {
          const locale = parseLocale(tag.toLowerCase());
          if (!locale) throw new InvalidArgumentError(`Allowed choices are ${locales.join(", ")}.`);
          return locale;
        })
        .default(environmentLocale(terminal.env), "that of LC_ALL or LANG, or en"),
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print([text.trimEnd()]),
      writeErr: (text) => terminal.printError([text.trimEnd()]),
    });
}

function parseOrigin(text: string): string {
  if (/^https?:/.test(text) && URL.canParse(text)) return new URL(text).origin;
  throw new InvalidArgumentError("Write it whole, like https://news.example.");
}

function addCheck(program: Command, context: CommandContext): void {
  program
    .command("check")
    .description("report every problem in the content; publish nothing")
    .option("--json", "as an array of objects")
    .option("--fix", "mend what is certain, and show what was changed")
    .option("--strict", "fail on warnings, too")
    .action(async ({ json, fix, strict }: Check) => {
      const { content: name, lang } = context.options;
      const { paint, paintError } = context.terminal;
      const folder = resolve(name);
      const fixed = fix ? await fixFolder(folder) : [];
      const { content, diagnostics } = await checkFolder(folder, context.cacheOptions());
      content.cache.save();
      const untranslated = untranslatedLines(await checkStrings(ROOT, diagnostics), lang);
      if (hasErrors(diagnostics) || (strict && diagnostics.length > 0)) context.fail();
      if (json) {
        context.terminal.printError(fixedLines(fixed, lang, paintError));
        const objects = diagnostics.map((diagnostic) => diagnosticJson(diagnostic, lang));
        return context.print([JSON.stringify(objects, null, 2)]);
      }
      context.print([
        ...fixedLines(fixed, lang, paint),
        ...diagnosticLines(diagnostics, lang, paint),
        ...summaryLines(diagnostics, content.articles.length, lang),
        ...leftOutLines(draftsOf(content), lang),
        ...untranslated,
      ]);
    });
}

function addPublish(program: Command, context: CommandContext): void {
  program
    .command("publish")
    .description("make the content live; nothing changes for readers unless all of it is right")
    .option("--dry-run", "say what would be published, and stop")
    .action(({ dryRun }: DryRun) =>
      context.withContent(async (content, kv) => {
        const plan = await planPublish(content, kv, Date.now());
        content.cache.save();
        const { lang } = context.options;
        context.print(planLines(plan, lang));
        if (!dryRun) context.printLive(plan, await context.write(plan, kv));
        else if (plan.pointer) context.print([reportWords(lang, "publish.nothingWritten")]);
        else context.print([reportWords(lang, "publish.nothingChanged")]);
      }),
    );
}
