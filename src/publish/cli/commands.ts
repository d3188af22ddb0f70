// The editor's commands: npm run content -- check | status | publish | preview | promote | releases | rollback | gc.
import { join, resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { type Locale, locales, parseLocale } from "../../i18n/locales.ts";
import { type Commit, commit } from "../commit/commit.ts";
import { withLock } from "../commit/lock.ts";
import { type Plan, planPublish } from "../commit/plan.ts";
import { readAhead } from "../commit/prefetch.ts";
import { draftsOf } from "../compile/drafts.ts";
import { CACHE, type CacheOptions, checkFolder, drawSocialCards } from "../content/load-content.ts";
import type { LoadedContent } from "../content/read-content.ts";
import { errorWords } from "../diagnostics/command-error.ts";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { diagnosticJson, environmentLocale, reportWords } from "../diagnostics/messages.ts";
import { fixFolder } from "../editing/fix.ts";
import { checkStrings } from "../editing/interface-strings.ts";
import type { Progress, PublishKv } from "../kv/kv.ts";
import { openLocalKv } from "../kv/local.ts";
import { openWranglerKv } from "../kv/remote.ts";
import { MediaCache } from "../media/media-cache.ts";
import { addPreviewCommands } from "./draft-commands.ts";
import { addReleaseCommands } from "./release-commands.ts";
import { addWritingCommands } from "./writing-commands.ts";
import "./v8-flags.ts";
import { servedAt } from "../dev/server.ts";
import { paintFor } from "../diagnostics/paint.ts";
import { ROOT } from "../files/root.ts";
import { countLine, diagnosticLines, fixedLines, summaryLines } from "../report/diagnostics.ts";
import { countMade, openProgress } from "../report/progress.ts";
import { leftOutLines, liveLines, planLines } from "../report/publish.ts";

interface Options {
  content: string;
  persistTo: string;
  cache: string;
  remote?: boolean;
  origin?: string;
  lang: Locale;
}

interface DryRun {
  dryRun?: boolean;
}

interface Check {
  json?: boolean;
  fix?: boolean;
  strict?: boolean;
}

const DEFAULT_ORIGIN = "http://localhost:8787";
const program = new Command("npm run content --")
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
      .default(environmentLocale(process.env), "that of LC_ALL or LANG, or en"),
  );

function parseOrigin(text: string): string {
  if (/^https?:/.test(text) && URL.canParse(text)) return new URL(text).origin;
  throw new InvalidArgumentError("Write it whole, like https://news.example.");
}

const options = (): Options => program.opts<Options>();

const print = (lines: readonly string[]) => {
  for (const line of lines) console.log(line);
};

program
  .command("check")
  .description("report every problem in the content; publish nothing")
  .option("--json", "as an array of objects")
  .option("--fix", "mend what is certain, and show what was changed")
  .option("--strict", "fail on warnings, too")
  .action(async ({ json, fix, strict }: Check) => {
    const { content: folder, lang } = options();
    const fixed = fix ? await fixFolder(resolve(folder)) : [];
    const { content, diagnostics } = await checkFolder(resolve(folder), cacheOptions());
    content.cache.save();
    await checkStrings(ROOT, diagnostics);
    if (hasErrors(diagnostics) || (strict && diagnostics.length > 0)) process.exitCode = 1;
    if (json) {
      for (const line of fixedLines(fixed, lang, paintFor(process.stderr))) console.error(line);
      const objects = diagnostics.map((diagnostic) => diagnosticJson(diagnostic, lang));
      return console.log(JSON.stringify(objects, null, 2));
    }
    const paint = paintFor(process.stdout);
    print([
      ...fixedLines(fixed, lang, paint),
      ...diagnosticLines(diagnostics, lang, paint),
      ...summaryLines(diagnostics, content.articles.length, lang),
      ...leftOutLines(draftsOf(content), lang),
    ]);
  });

addWritingCommands(program, { options, withKv, print });

program
  .command("publish")
  .description("make the content live; nothing changes for readers unless all of it is right")
  .option("--dry-run", "say what would be published, and stop")
  .action(({ dryRun }: DryRun) =>
    withContent(async (content, kv) => {
      const plan = await planPublish(content, kv, Date.now());
      content.cache.save();
      const { lang } = options();
      print(planLines(plan, lang));
      if (!dryRun) printLive(plan, await write(plan, kv));
      else if (plan.pointer) print([reportWords(lang, "publish.nothingWritten")]);
      else print([reportWords(lang, "publish.nothingChanged")]);
    }),
  );

addPreviewCommands(program, {
  options,
  withContent,
  withProgress,
  write,
  origin,
  print,
  printLive,
});

addReleaseCommands(program, { options, withKv, withLockedKv, write, print });

/**
 * Work on the content, if it is fit to publish; otherwise says why it is not. It is read inside the lock: who waited for
 * another publish does not put back what that one has read.
 */
function withContent(work: (content: LoadedContent, kv: PublishKv) => Promise<void>): Promise<void> {
  return withLockedKv(async (opened) => {
    // wrangler takes seconds for each question, which are for nothing if the content is not fit.
    const kv = options().remote ? opened : readAhead(opened, Date.now());
    const { content, diagnostics } = await checkFolder(resolve(options().content), cacheOptions());
    if (hasErrors(diagnostics)) {
      content.cache.save();
      return refuse(diagnostics);
    }
    print(warnedLines(diagnostics));
    await drawSocialCards(content);
    await work(content, kv);
  });
}

const warnedLines = (diagnostics: readonly Diagnostic[]): string[] => {
  const { lang } = options();
  return diagnostics.length === 0
    ? []
    : [`${countLine(diagnostics, lang)} ${reportWords(lang, "report.warned")}`];
};

function refuse(diagnostics: readonly Diagnostic[]): void {
  const { lang } = options();
  const lines = diagnosticLines(diagnostics, lang, paintFor(process.stderr));
  const end = `${countLine(diagnostics, lang)} ${reportWords(lang, "report.refused")}`;
  console.error([...lines, end].join("\n"));
  process.exitCode = 1;
}

/** What was read lies beside the local KV, also when the articles go elsewhere. */
const cacheOptions = (): CacheOptions => ({
  cacheFolder: join(resolve(options().persistTo), "content"),
  media: new MediaCache(resolve(options().cache), countMade(options().lang)),
});

/** Where readers reach the API; `null` if nobody does as yet: it is in the KV of this machine, which is not served. */
function reachedAt(): string | null {
  const { origin: given = process.env.VISNYK_ORIGIN, remote, persistTo } = options();
  return given ?? (remote ? DEFAULT_ORIGIN : servedAt(resolve(persistTo)));
}

function origin(): string {
  return reachedAt() ?? DEFAULT_ORIGIN;
}

function printLive(plan: Plan, writes: number): void {
  const { lang } = options();
  print(liveLines(plan, writes, origin(), lang));
  if (reachedAt() === null) print([reportWords(lang, "publish.here")]);
}

function write(plan: Commit, kv: PublishKv): Promise<number> {
  return withProgress(plan.objects.length + 1, (onProgress) => commit(plan, kv, onProgress));
}

/** @param total how many values will be written. */
async function withProgress<T>(total: number, work: (onProgress: Progress) => Promise<T>): Promise<T> {
  const { onProgress, close } = openProgress(total, options().lang);
  try {
    return await work(onProgress);
  } finally {
    close();
  }
}

/** One lock for each KV: two publishers of different ones do not meet. */
function withLockedKv(work: (kv: PublishKv) => Promise<void>): Promise<void> {
  const { remote, persistTo } = options();
  return withLock(remote ? join(ROOT, ".wrangler") : resolve(persistTo), () => withKv(work));
}

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
  console.error(errorWords(error, options().lang));
  if (process.env.DEBUG) console.error(error);
  process.exitCode = 1;
}
