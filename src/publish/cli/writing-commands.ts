// Commands for writing: new, dev, status.
import { join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { type Locale, locales, type PerLocale } from "../../i18n/locales.ts";
import { checkFolder } from "../content/load-content.ts";
import { dev } from "../dev/dev.ts";
import { parsePort } from "../dev/server.ts";
import { CommandError } from "../diagnostics/command-error.ts";
import { reportWords } from "../diagnostics/messages.ts";
import { newLines, writeNewArticle } from "../editing/new-article.ts";
import { readStatus } from "../editing/status.ts";
import { fieldOf, markTranslated } from "../editing/translated-from.ts";
import { ROOT } from "../files/root.ts";
import { localeOfLetters } from "../languages/languages.ts";
import { statusLines, statusMarkdown } from "../report/status.ts";
import type { CommandContext } from "./context.ts";

/** Where `dev` keeps its KV, so that drafts never come into the one that `publish` writes to. */
const DEV_STATE = join(ROOT, ".wrangler/dev");

interface NewOptions extends Record<string, string> {
  section?: string;
  author?: string;
  id?: string;
}

interface StatusOptions {
  json?: boolean;
  markdown?: boolean;
  mark?: string;
}

/** One for each locale, like `--uk`. @param taken options that `new` has already: Indonesian is `--in-id`. */
function headlineOptions(taken: readonly Option[]): Map<Locale, Option> {
  const languages = new Intl.DisplayNames("en", { type: "language" });
  return new Map(
    locales.map((locale) => {
      const flag = taken.some(({ long }) => long === `--${locale}`) ? `in-${locale}` : locale;
      return [locale, new Option(`--${flag} <headline>`, `in ${languages.of(locale)}`)];
    }),
  );
}

export function addWritingCommands(program: Command, context: CommandContext): void {
  const begin = program
    .command("new")
    .description("begin an article: a draft in every language, with front matter and an example of a text")
    .argument("[headline]", "in English; in the language of its letters, if they are Cyrillic")
    .option("--section <id>", "from sections.yaml; without it, the first one")
    .option("--author <id>", "from authors.yaml; without it, the first one")
    .option("--id <id>", "the name of its folder; without it, made of the headline");
  const ofLocale = headlineOptions(begin.options);
  for (const option of ofLocale.values()) begin.addOption(option);
  begin.action(async (first: string | undefined, given: NewOptions) => {
    const { content: name, lang } = context.options;
    const folder = resolve(name);
    const { content } = await checkFolder(folder);
    const headlines: PerLocale<string> = {};
    for (const [locale, option] of ofLocale) {
      const headline = given[option.attributeName()];
      if (headline !== undefined) headlines[locale] = headline;
    }
    if (first !== undefined) {
      const locale = localeOfLetters(first);
      if (headlines[locale] !== undefined)
        throw new CommandError("new.twoHeadlines", { option: ofLocale.get(locale)?.long ?? "" });
      headlines[locale] = first;
    }
    const written = await writeNewArticle({ ...given, headlines }, folder, content, Date.now());
    context.print(newLines(written, lang, context.terminal.paint));
  });

  program
    .command("dev")
    .description(
      "serve the content while it is written: a reload shows what was saved, or what is wrong with it",
    )
    .option("--port <number>", "where to serve", "8787")
    .action(async ({ port: text }: { port: string }) => {
      const { content, persistTo, lang } = context.options;
      const port = parsePort(text);
      if (!port) throw new CommandError("dev.badPort");
      const ownKv = context.isDefault("persistTo");
      await dev({
        folder: resolve(content),
        persistTo: ownKv ? DEV_STATE : resolve(persistTo),
        port,
        lang,
        print: (lines) => context.print(lines),
        paint: context.terminal.paint,
      });
    });

  program
    .command("status")
    .description("list what is translated, what is missing and what is outdated, and since when")
    .addOption(new Option("--json", "as an object").conflicts("markdown"))
    .option("--markdown", "as a table of Markdown")
    .addOption(
      new Option(
        "--mark <text>",
        "write into a translation, like my-article/uk, that it has caught up with its original",
      ).conflicts(["json", "markdown"]),
    )
    .action(({ json, markdown, mark }: StatusOptions) =>
      context.withKv(async (kv) => {
        const { content, lang } = context.options;
        const folder = resolve(content);
        const status = await readStatus(await checkFolder(folder), folder, kv, Date.now());
        if (mark !== undefined) {
          const { file, basis } = await markTranslated(mark, status, folder);
          return context.print([reportWords(lang, "status.marked", { file, field: fieldOf(basis) })]);
        }
        if (json) return context.print([JSON.stringify(status, null, 2)]);
        context.print(
          markdown ? statusMarkdown(status, lang) : statusLines(status, lang, context.terminal.paint),
        );
      }),
    );
}
