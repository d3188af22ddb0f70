// As a new user would: with nothing but /docs, a list and an article show up, and every sample does what it says.
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { locales } from "../../src/i18n/locales.ts";
import { ROOT } from "../../src/publish/files/root.ts";
import { Newsroom } from "../support/node/newsroom.ts";
import { type Served, serve } from "../support/node/serve.ts";

const run = promisify(execFile);

let newsroom: Newsroom;
let served: Served;
let folder: string;
beforeAll(async () => {
  newsroom = await Newsroom.open("own");
  served = await serve(newsroom);
  folder = await mkdtemp(join(tmpdir(), "visnyk-newcomer-"));
});
afterAll(async () => {
  await Promise.all([served?.close(), newsroom?.close(), rm(folder, { recursive: true, force: true })]);
});

const ENTITIES: Record<string, string> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};
const decode = (html: string): string =>
  html.replace(/&(?:lt|gt|quot|#39|amp);/g, (each) => ENTITIES[each] ?? each);

/** @returns the texts of what stands in code blocks of a page, in its order, those after `from` only. */
async function codeOf(locale: string, from: string): Promise<string[]> {
  const page = await (await fetch(`${served.origin}/docs/${locale}`)).text();
  const at = page.indexOf(from);
  expect(at).toBeGreaterThan(0);
  return [...page.slice(at).matchAll(/<pre><code>([\s\S]*?)<\/code><\/pre>/g)].map(([, code = ""]) =>
    decode(code),
  );
}

/** @returns what the program prints. */
async function execute(program: string, ending: string): Promise<string> {
  const file = join(folder, `program.${ending}`);
  await writeFile(file, program);
  const { stdout } = await run(ending === "ts" ? process.execPath : "sh", [file]);
  return stdout;
}

describe("the program in /docs", () => {
  it.each([
    ["en", "Ukraine Moves to Exit", "Newsroom", "Kostenko"],
    ["uk", "Україна готується вийти", "Редакція", "Костенко"],
  ])(
    "in %s shows a list and an article, as it is printed there",
    async (locale, headline, byline, inText) => {
      const [program = ""] = await codeOf(locale, 'id="news"');
      expect(program.split("\n").length).toBeLessThanOrEqual(30);
      const output = await execute(program, "ts");
      const [list = "", article = ""] = output.split("\n\n", 2);
      expect(list.split("\n")).toHaveLength(3);
      expect(list).toContain(headline);
      expect(article).toContain(byline);
      expect(output.slice(list.length)).toContain(inText);
    },
  );
});

describe("the snippets in /docs", () => {
  it.each(locales)(
    "in %s can be pasted into any page: every address in them is whole, and answers",
    async (locale) => {
      const [card = "", full = ""] = await codeOf(locale, 'id="embeds"');
      const urls = [...(card + full).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url = ""]) => url);
      expect(urls).toHaveLength(5);
      for (const url of urls) {
        expect(url.startsWith(`${served.origin}/`)).toBe(true);
        expect([url, (await fetch(url)).status]).toEqual([url, 200]);
      }
    },
  );
});

describe("the samples in /docs", () => {
  const CALLS: [name: string, ts: RegExp, curl: RegExp][] = [
    ["list", /Ukraine Moves to Exit.* · June 29, 2025/, /^\{"items":\[/],
    ["article", /^Ukraine Moves to Exit[\s\S]+\n\n/, /^\{"type":"NewsArticle"/],
    ["language", /^uk\n\/v1\/uk\/articles\?limit=1\n$/, /Content-Language: uk/i],
    ["again", /^304\n$/, /^HTTP\/1\.1 304/],
    ["sync", /^(.+\n){3}$/, /^\{"upserts":\[/],
    ["errors", /^404 article_not_found · There is no such article/, /"code":"article_not_found"/],
  ];

  it.each(CALLS)("of %s do what they say", async (name, ts, curl) => {
    const [shell = "", typescript = ""] = await codeOf("en", `<section id="call-${name}">`);
    expect(await execute(typescript, "ts")).toMatch(ts);
    expect(await execute(shell, "sh")).toMatch(curl);
  });

  it("are in four languages each, and lead to this server", async () => {
    const files = await readdir(join(ROOT, "docs/samples"));
    for (const [name] of CALLS)
      for (const ending of ["sh", "ts", "swift", "kt"]) expect(files).toContain(`${name}.${ending}`);
    for (const locale of locales) {
      const samples = (await codeOf(locale, 'id="calls"')).join("\n");
      expect(samples).not.toMatch(/ORIGIN|LOCALE|SLUG|visnyk\.invalid/);
      expect(samples).toContain(`${served.origin}/v1/${locale}/articles`);
    }
  });
});
