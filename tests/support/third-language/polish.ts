// A copy of the project with Polish as the third language, by the steps of docs/locales.md and nothing else.
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../../src/publish/files/root.ts";

const FIXTURES = join(ROOT, "tests/fixtures/third-language");
/** What is made, and what is linked. */
const LEFT_OUT = ["node_modules", ".git", ".wrangler", ".cache", "dist"];

const ROW = `
  pl: {
    name: "Polski",
    fallback: ["en"],
    aliases: ["pl-pl"],
    tag: "pl-PL",
    date: "{day} {month} {year}",
    dateTime: "{date} o {time}",
    strings: pl,
  },`;

/** Its names, below the Ukrainian ones of the same files. */
const NAMES: Record<string, string> = {
  Редакція: "Redakcja",
  "Останні новини": "Najnowsze wiadomości",
  Контекст: "Kontekst",
  Вісник: "Wisnyk",
  "Новини про Україну": "Wiadomości o Ukrainie i ich kontekst.",
};

export interface Finished {
  code: number;
  out: string;
  err: string;
}

export class PolishCopy {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  static async make(): Promise<PolishCopy> {
    const copy = new PolishCopy(await mkdtemp(join(tmpdir(), "visnyk-polish-")));
    for (const name of await readdir(ROOT)) {
      if (LEFT_OUT.includes(name)) continue;
      await cp(join(ROOT, name), join(copy.root, name), {
        recursive: true,
        filter: (source) => !source.includes("node_modules"),
      });
    }
    for (const folder of ["node_modules", "tests/contract/client/node_modules"])
      await symlink(join(ROOT, folder), join(copy.root, folder));
    return copy;
  }

  /** The steps of docs/locales.md, in order. */
  async addLocale(): Promise<void> {
    await this.write("locales/pl.json", await this.#strings());
    await this.#change("src/i18n/locales.ts", [
      [/^import uk .*$/m, '$&\nimport pl from "../../locales/pl.json" with { type: "json" };'],
      [/(?<=\n {2}uk: \{[\s\S]*?\n {2}\},)/, ROW],
    ]);
    for (const file of ["sections", "authors", "site"]) {
      const text = await this.read(`content/${file}.yaml`);
      const names = text.replace(/^( *)uk: (.*)$/gm, (line, indent: string, uk: string) => {
        const [, polish] = Object.entries(NAMES).find(([begin]) => uk.startsWith(begin)) ?? [];
        if (!polish) throw new Error(`tests/support/third-language/polish.ts has no Polish for ${uk}`);
        return `${line}\n${indent}pl: ${polish}`;
      });
      await this.write(`content/${file}.yaml`, names);
    }
  }

  read(path: string): Promise<string> {
    return readFile(join(this.root, path), "utf8");
  }

  async write(path: string, text: string): Promise<void> {
    await writeFile(join(this.root, path), text);
  }

  fixture(name: string): Promise<string> {
    return readFile(join(FIXTURES, name), "utf8");
  }

  async remove(path: string): Promise<void> {
    await rm(join(this.root, path), { recursive: true });
  }

  /** Runs a program of the copy, or of a package, on our Node. */
  node(...args: string[]): Promise<Finished> {
    // The runner of these tests says by its environment that it runs tests, and with which counts.
    const { VITEST, VITEST_POOL_ID, VITEST_WORKER_ID, VISNYK_TEST_LONG, NODE_OPTIONS, ...env } = process.env;
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        args,
        { cwd: this.root, env: { ...env, LC_ALL: "C" }, maxBuffer: 64 * 1024 * 1024 },
        (error, out, err) => resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
      );
    });
  }

  close(): Promise<void> {
    return rm(this.root, { recursive: true, force: true });
  }

  /** The English strings, some of them in Polish, with the forms that Polish counts by. */
  async #strings(): Promise<string> {
    const polish = new Map<string, string>(Object.entries(JSON.parse(await this.fixture("strings.json"))));
    const { pluralCategories } = new Intl.PluralRules("pl").resolvedOptions();
    const translated = (strings: object, above = ""): object =>
      Object.fromEntries(
        Object.entries(strings).flatMap(([name, text]): [string, unknown][] => {
          if (typeof text === "object") return [[name, translated(text, `${above}${name}.`)]];
          const base = name.replace(/_(one|other)$/, "");
          const names = base === name ? [name] : pluralCategories.map((category) => `${base}_${category}`);
          return names.map((each) => [each, polish.get(above + each) ?? text]);
        }),
      );
    return JSON.stringify(translated(JSON.parse(await this.read("locales/en.json"))), null, 2);
  }

  async #change(path: string, changes: [from: RegExp, to: string][]): Promise<void> {
    let text = await this.read(path);
    for (const [from, to] of changes) {
      if (!from.test(text)) throw new Error(`${path} has no ${from}`);
      text = text.replace(from, to);
    }
    await this.write(path, text);
  }
}
