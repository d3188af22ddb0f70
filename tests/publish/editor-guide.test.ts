// The editor's guide shows what the commands say.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Locale } from "../../src/i18n/locales.ts";
import { commit } from "../../src/publish/commit.ts";
import { checkFolder, loadContent } from "../../src/publish/content.ts";
import { fixFolder } from "../../src/publish/fix.ts";
import { preview } from "../../src/publish/preview.ts";
import { problemJson } from "../../src/publish/problem-words.ts";
import { planPublish } from "../../src/publish/publish.ts";
import { liveLines, planLines, previewLines } from "../../src/publish/report.ts";
import { mendedLines, problemLines, summaryLines } from "../../src/publish/report-problems.ts";
import { rollbackLines } from "../../src/publish/report-releases.ts";
import { planRollback } from "../../src/publish/rollback.ts";
import { MemoryKv } from "../support/node/memory-kv.ts";
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

/** Each release and each link has a name of its own. */
const nameless = (text: string) => text.replace(/(?<=\(|preview\/)[\w-]{22}/g, "…").trim();

it("shows how an article is looked at, published, scheduled and taken back, in both languages", async () => {
  const at = (time: string) => Date.parse(`2026-11-30T${time}:00+02:00`);
  const origin = "https://news.example";
  const folder = await Newsroom.open("own");
  const kv = new MemoryKv();
  await folder.publish(kv, at("09:00"));
  const headlines = { en: "A day in Zghorany", uk: "День у Згоранах" };
  const slugs = { en: "a-day-in-zghorany", uk: "den-u-zghoranakh" };
  const write = async (more: object) => {
    for (const lang of ["en", "uk"] as const)
      await folder.article("zghorany", lang, { headline: headlines[lang], slug: slugs[lang], ...more });
  };
  const plan = async (now: number, drafts: "in" | "out" = "out") =>
    planPublish(await loadContent(folder.folder), kv, now, drafts);
  const said = new Map<string, string>();
  /** @param lines of what the command prints. */
  const record = (command: string, lines: (lang: Locale) => string[]) => {
    for (const lang of ["en", "uk"] as const) said.set(`${command} --lang ${lang}`, lines(lang).join("\n"));
  };

  await write({ draft: true });
  const draft = await plan(at("12:00"), "in");
  const { token, until } = await preview(draft, kv, at("12:00"));
  record("preview", (lang) => [
    ...planLines(draft, lang),
    ...previewLines(draft, token, until, origin, lang),
  ]);

  await write({});
  const live = await plan(at("13:00"));
  const writes = await commit(live, kv);
  record("publish", (lang) => [...planLines(live, lang), ...liveLines(live, writes, origin, lang)]);

  await folder.article("tomorrow", "en", { publishAt: "2026-12-01T07:00:00+02:00" });
  await folder.article("noon", "en", { publishAt: "2026-11-30T13:10:00+02:00" });
  const later = await plan(at("13:05"));
  record("publish --dry-run", (lang) => planLines(later, lang));
  await commit(later, kv);

  const back = await planRollback(kv, "1", at("14:00"));
  record("rollback 1 --dry-run", (lang) => rollbackLines(back, lang));
  await folder.close();

  const shown = [
    ...guide.matchAll(
      /\$ npm run content -- ((?:preview|publish|rollback)[^\n]* --lang (?:en|uk))\n([\s\S]*?)\n?(?=\$ npm|```)/g,
    ),
  ].map(([, command = "", text = ""]): [string, string] => [command, nameless(text)]);
  expect(new Map(shown)).toEqual(new Map([...said].map(([command, text]) => [command, nameless(text)])));
});
