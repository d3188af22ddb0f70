// The editor's guide, in both languages, shows what the commands say.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Locale, locales } from "../../../src/i18n/locales.ts";
import { commit, readPointer } from "../../../src/publish/commit/commit.ts";
import { preview } from "../../../src/publish/commit/draft-release.ts";
import { planPublish } from "../../../src/publish/commit/plan.ts";
import { listReleases } from "../../../src/publish/commit/releases.ts";
import { planRollback } from "../../../src/publish/commit/rollback.ts";
import { checkFolder, loadContent } from "../../../src/publish/content/load-content.ts";
import { diagnosticJson } from "../../../src/publish/diagnostics/messages.ts";
import { fixFolder } from "../../../src/publish/editing/fix.ts";
import { newLines, writeNewArticle } from "../../../src/publish/editing/new-article.ts";
import { readStatus } from "../../../src/publish/editing/status.ts";
import { markTranslated } from "../../../src/publish/editing/translated-from.ts";
import { diagnosticLines, fixedLines, summaryLines } from "../../../src/publish/report/diagnostics.ts";
import { liveLines, planLines, previewLines } from "../../../src/publish/report/publish.ts";
import { releaseLines, rollbackLines } from "../../../src/publish/report/releases.ts";
import { statusLines } from "../../../src/publish/report/status.ts";
import { liveAt } from "../../../src/store/pointer.ts";
import { MemoryKv } from "../../support/node/memory-kv.ts";
import { Newsroom, SVG } from "../../support/node/newsroom.ts";

const paint = (_: unknown, text: string) => text;
const at = (time: string) => Date.parse(`2026-11-30T${time}:00+02:00`);

/** Those that the guides are in. */
const LANGUAGES = ["en", "uk"] as const;
/** What each command says, by its words and `--lang`. */
const said = new Map<string, string>();
const record = (command: string, lines: (lang: "en" | "uk") => string[]) => {
  for (const lang of LANGUAGES) said.set(`${command} --lang ${lang}`, nameless(lines(lang).join("\n")));
};

/** Each release and each link has a name of its own. */
const nameless = (text: string) => text.replace(/(?<=\(|preview\/|^)[\w-]{22}(?=\)|\/|$| {2})/gm, "…").trim();

/** A headline in both languages, and a draft of it. */
async function recordNew(): Promise<void> {
  const folder = await Newsroom.open("own");
  const { content } = await checkFolder(folder.folder);
  const headlines = { en: "A Day in Zghorany", uk: "День у Згоранах" };
  const written = await writeNewArticle({ headlines }, folder.folder, content, at("09:00"));
  record('new "A Day in Zghorany" --uk "День у Згоранах"', (lang) => newLines(written, lang, paint));
  await folder.close();
}

/** One translation is outdated, one missing, two do not say what they were made from. */
async function recordStatus(): Promise<void> {
  const folder = await Newsroom.open("none");
  const kv = new MemoryKv();
  const now = Date.parse("2026-11-24T17:56:00+02:00");
  const status = async () => readStatus(await checkFolder(folder.folder), folder.folder, kv, now);
  await folder.article("landmine-treaty-exit", "en");
  await folder.article("landmine-treaty-exit", "uk");
  await folder.article("neighbours-withdrawal", "en");
  await folder.article("ottawa-convention", "en");
  await folder.article("ottawa-convention", "uk");
  await folder.publish(kv, now);
  await markTranslated("landmine-treaty-exit/uk", await status(), folder.folder);
  await folder.article("landmine-treaty-exit", "en", {}, "Another paragraph.");
  await folder.publish(kv, now);
  for (const lang of LANGUAGES) await folder.article("zghorany", lang, { draft: true });
  const found = await status();
  record("status", (lang) => statusLines(found, lang, paint));

  const pointer = await readPointer(kv);
  if (!pointer) throw new Error("nothing is published");
  const { release: live, previous } = liveAt(pointer, now);
  const releases = await listReleases(kv, live, 20);
  record("releases", (lang) => releaseLines(releases, { live, previous, upcoming: [] }, lang));
  await folder.close();
}

/** A draft that is looked at, published, followed by what is scheduled, and taken back. */
async function recordPublish(): Promise<void> {
  const origin = "https://news.example";
  const folder = await Newsroom.open("own");
  const kv = new MemoryKv();
  await folder.publish(kv, at("09:00"));
  const headlines = { en: "A day in Zghorany", uk: "День у Згоранах" };
  const slugs = { en: "a-day-in-zghorany", uk: "den-u-zghoranakh" };
  const write = async (more: object) => {
    for (const lang of LANGUAGES)
      await folder.article("zghorany", lang, { headline: headlines[lang], slug: slugs[lang], ...more });
  };
  const plan = async (now: number, drafts: "in" | "out" = "out") =>
    planPublish(await loadContent(folder.folder), kv, now, drafts);

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
}

beforeAll(async () => {
  await recordNew();
  await recordStatus();
  await recordPublish();
});

describe.each([
  ["docs/editor.md", "en", ["en", "uk"]],
  ["docs/editor.uk.md", "uk", ["uk"]],
] as const)("%s", (file, own, languages) => {
  let newsroom: Newsroom;
  let guide: string;
  /** Commands with what the guide says that they say, in its order. */
  let shown: [command: string, text: string][];
  beforeAll(async () => {
    guide = await readFile(join(import.meta.dirname, "../../..", file), "utf8");
    shown = [
      ...guide.matchAll(
        /^\$ npm run content -- ([^\n]*--lang (?:en|uk)[^\n]*)\n([\s\S]*?)\n?(?=^\$ npm|^```)/gm,
      ),
    ].map(([, command = "", text = ""]) => [command, text.trim()]);
    newsroom = await Newsroom.open("own");
    for (const [, name = "", text = ""] of guide.matchAll(
      /`content\/(articles\/[^`]+\.md)`\n\n```markdown\n([\s\S]*?)```/g,
    ))
      await newsroom.write(name, text);
    await newsroom.write("articles/harbour-reopens/harbour.svg", SVG);
  });
  afterAll(() => newsroom.close());

  async function say(locale: Locale, fix: boolean): Promise<string> {
    const fixed = fix ? await fixFolder(newsroom.folder) : [];
    const { content, diagnostics } = await checkFolder(newsroom.folder);
    if (fix) return fixedLines(fixed, locale, paint).join("\n").trim();
    return [
      ...diagnosticLines(diagnostics, locale, paint),
      ...summaryLines(diagnostics, content.articles.length, locale),
    ].join("\n");
  }

  it("shows what is said about two texts, before and after mending", async () => {
    const checks = shown.filter(([command]) => command.startsWith("check"));
    expect(checks).toHaveLength(languages.length + 2);
    for (const [command, text] of checks) {
      const [, locale] = /--lang (\w+)/.exec(command) ?? [];
      expect(text).toBe(await say(locale as Locale, command.endsWith(" --fix")));
    }
  });

  it("shows a problem as machines get it", async () => {
    const [, example = ""] = /```json\n([\s\S]*?)```/.exec(guide) ?? [];
    const { diagnostics } = await checkFolder(newsroom.folder);
    const found = diagnostics.map((diagnostic) =>
      JSON.parse(JSON.stringify(diagnosticJson(diagnostic, own))),
    );
    expect(found).toEqual(expect.arrayContaining(JSON.parse(example)));
  });

  // A newsroom in two languages: with another one, `new` and `status` have more to say.
  it.runIf(locales.length === LANGUAGES.length)("shows what the other commands say", () => {
    const others = shown.filter(([command]) => !command.startsWith("check"));
    const wanted = [...said].filter(([command]) => languages.some((lang) => command.endsWith(` ${lang}`)));
    expect(new Map(others.map(([command, text]) => [command, nameless(text)]))).toEqual(new Map(wanted));
  });
});
