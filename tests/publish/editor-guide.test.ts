// The editor's guide shows what the check says.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Locale } from "../../src/i18n/locales.ts";
import { checkFolder } from "../../src/publish/content.ts";
import { fixFolder } from "../../src/publish/fix.ts";
import { problemJson } from "../../src/publish/problem-words.ts";
import { mendedLines, problemLines, summaryLines } from "../../src/publish/report-problems.ts";
import { Newsroom, SVG } from "../support/node/newsroom.ts";

let newsroom: Newsroom;
let guide: string;
beforeAll(async () => {
  guide = await readFile(join(import.meta.dirname, "../../docs/editor.md"), "utf8");
  newsroom = await Newsroom.open("own");
  for (const [, name = "", text = ""] of guide.matchAll(
    /`content\/(articles\/[^`]+\.md)`\n\n```markdown\n([\s\S]*?)```/g,
  ))
    await newsroom.write(name, text);
  await newsroom.write("articles/harbour-reopens/harbour.svg", SVG);
});
afterAll(() => newsroom.close());

async function say(locale: Locale, fix: boolean): Promise<string> {
  const paint = (_: unknown, text: string) => text;
  const mended = fix ? await fixFolder(newsroom.folder) : [];
  const { content, problems } = await checkFolder(newsroom.folder);
  if (fix) return mendedLines(mended, locale, paint).join("\n").trim();
  return [
    ...problemLines(problems, locale, paint),
    ...summaryLines(problems, content.articles.length, locale),
  ].join("\n");
}

it("shows what is said about two texts, in both languages, before and after mending", async () => {
  const shown = [
    ...guide.matchAll(/```console\n\$ npm run content -- check --lang (en|uk)( --fix)?\n([\s\S]*?)```/g),
  ];
  expect(shown).toHaveLength(4);
  for (const [, locale = "", fix, text = ""] of shown) {
    expect(text.trim()).toBe(await say(locale as Locale, fix !== undefined));
  }
});

it("shows a problem as machines get it", async () => {
  const [, shown = ""] = /```json\n([\s\S]*?)```/.exec(guide) ?? [];
  const { problems } = await checkFolder(newsroom.folder);
  const found = problems.map((problem) => JSON.parse(JSON.stringify(problemJson(problem, "en"))));
  expect(found).toEqual(expect.arrayContaining(JSON.parse(shown)));
});
