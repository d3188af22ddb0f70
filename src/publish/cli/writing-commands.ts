// The commands for whoever writes: new, dev, status.
import { join, resolve } from "node:path";
import { type Command, Option } from "commander";
import type { Locale } from "../../i18n/locales.ts";
import { checkFolder } from "../content/load-content.ts";
import { dev } from "../dev/dev.ts";
import { parsePort } from "../dev/server.ts";
import { CommandError } from "../diagnostics/command-error.ts";
import { reportWords } from "../diagnostics/messages.ts";
import { paintFor } from "../diagnostics/paint.ts";
import { newLines, writeNewArticle } from "../editing/new-article.ts";
import { readStatus } from "../editing/status.ts";
import { fieldOf, markTranslated } from "../editing/translated-from.ts";
import { ROOT } from "../files/root.ts";
import type { PublishKv } from "../kv/kv.ts";
import { statusLines, statusMarkdown } from "../report/status.ts";

/** What all commands share. */
export interface CommandContext {
  options(): { content: string; persistTo: string; lang: Locale };
  withKv(work: (kv: PublishKv) => Promise<void>): Promise<void>;
  print(lines: readonly string[]): void;
}

/** Where `dev` keeps its KV, so that drafts never come into the one that `publish` writes to. */
const DEV_STATE = join(ROOT, ".wrangler/dev");

interface NewOptions {
  uk?: string;
  section?: string;
  author?: string;
  id?: string;
}

interface StatusOptions {
  json?: boolean;
  markdown?: boolean;
  mark?: string;
}

export function addWritingCommands(program: Command, { options, withKv, print }: CommandContext): void {
  program
    .command("new")
    .description("begin an article: a draft in every language, with front matter and an example of a text")
    .argument("[headline]", "in English; in Ukrainian, if it is in Cyrillic letters")
    .option("--uk <headline>", "in Ukrainian")
    .option("--section <id>", "from sections.yaml; without it, the first one")
    .option("--author <id>", "from authors.yaml; without it, the first one")
    .option("--id <id>", "the name of its folder; without it, made of the headline")
    .action(async (headline: string | undefined, { uk, ...wanted }: NewOptions) => {
      const { content: name, lang } = options();
      const folder = resolve(name);
      const { content } = await checkFolder(folder);
      if (uk !== undefined && /\p{sc=Cyrl}/u.test(headline ?? "")) throw new CommandError("new.twoUkrainian");
      const isUkrainian = uk === undefined && headline !== undefined && /\p{sc=Cyrl}/u.test(headline);
      const headlines = isUkrainian
        ? { uk: headline }
        : { ...(headline !== undefined && { en: headline }), ...(uk !== undefined && { uk }) };
      const written = await writeNewArticle({ ...wanted, headlines }, folder, content, Date.now());
      print(newLines(written, lang, paintFor(process.stdout)));
    });

  program
    .command("dev")
    .description(
      "serve the content while it is written: a reload shows what was saved, or what is wrong with it",
    )
    .option("--port <number>", "where to serve", "8787")
    .action(async ({ port: text }: { port: string }) => {
      const { content, persistTo, lang } = options();
      const port = parsePort(text);
      if (!port) throw new CommandError("dev.badPort");
      const ownKv = program.getOptionValueSource("persistTo") === "default";
      await dev({
        folder: resolve(content),
        persistTo: ownKv ? DEV_STATE : resolve(persistTo),
        port,
        lang,
        print,
        paint: paintFor(process.stdout),
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
      withKv(async (kv) => {
        const { content, lang } = options();
        const folder = resolve(content);
        const status = await readStatus(await checkFolder(folder), folder, kv, Date.now());
        if (mark !== undefined) {
          const { file, basis } = await markTranslated(mark, status, folder);
          return print([reportWords(lang, "status.marked", { file, field: fieldOf(basis) })]);
        }
        if (json) return print([JSON.stringify(status, null, 2)]);
        print(markdown ? statusMarkdown(status, lang) : statusLines(status, lang, paintFor(process.stdout)));
      }),
    );
}
