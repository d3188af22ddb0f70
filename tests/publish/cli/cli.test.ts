// The editor's commands as an editor runs them, on a local KV of their own.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { locales } from "../../../src/i18n/locales.ts";
import { openLocalKv } from "../../../src/publish/kv/local.ts";
import { openWranglerKv } from "../../../src/publish/kv/remote.ts";
import { count } from "../../support/counts.ts";
import { CommandLine } from "../../support/node/command-line.ts";
import { Newsroom } from "../../support/node/newsroom.ts";

let newsroom: Newsroom;
let state: string;
let authors: string;
let line: CommandLine;
beforeAll(async () => {
  newsroom = await Newsroom.open("own");
  state = await mkdtemp(join(tmpdir(), "visnyk-state-"));
  authors = await readFile(join(newsroom.folder, "authors.yaml"), "utf8");
  line = new CommandLine(newsroom.folder, state);
});
afterAll(async () => {
  await newsroom.close();
  await rm(state, { recursive: true });
});

const run = (...args: string[]) => line.run(...args);
const runIn = (env: Record<string, string>, ...args: string[]) => line.runIn(env, ...args);

describe("npm run content -- in a process of its own", () => {
  it("publishes to the local KV, where the next command finds it", async () => {
    const first = await line.spawn({}, "publish");
    expect(first).toMatchObject({
      code: 0,
      out: expect.stringMatching(/\+ landmine-treaty-exit\n[\s\S]*is live: \d+ KV writes\./),
    });
    const second = await line.spawn({}, "publish");
    expect(second).toMatchObject({ code: 0, out: expect.stringContaining("is live: nothing has changed.") });
    expect((await line.spawn({ LANG: "uk_UA.UTF-8" }, "releases")).out).toContain("чинний");
  });

  it("fails with the exit code 1, and shows colors where they can be seen", async () => {
    await newsroom.article("broken", "en", { section: "sport" });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what colors are made of.
    const colors = /\u001b\[31m/;
    const [plain, colored, none] = await Promise.all([
      line.spawn({}, "check"),
      line.spawn({ FORCE_COLOR: "1" }, "check"),
      line.spawn({ NO_COLOR: "1" }, "check"),
    ]);
    expect([plain?.code, colored?.code, none?.code]).toEqual([1, 1, 1]);
    expect(plain?.out).not.toMatch(colors);
    expect(colored?.out).toMatch(colors);
    expect(none?.out).not.toMatch(colors);
    await newsroom.remove("articles/broken");
  });

  it("lets one publisher at a time work", async () => {
    await newsroom.article("third", "en");
    const both = await Promise.all([line.spawn({}, "publish"), line.spawn({}, "publish")]);
    const outs = both.map(({ out }) => out).join("\n");
    expect(outs).toContain("is live");
    for (const { code, out } of both) {
      if (code !== 0) expect(out).toContain("another publish is running on this machine");
    }
    await newsroom.remove("articles/third");
  });
});

describe("npm run content --", () => {
  it("releases says what to do before anything is published", async () => {
    expect((await run("releases")).out).toContain("Nothing is published yet");
  });

  it("publish makes the content live; again, it writes nothing and says so", async () => {
    const first = await run("publish");
    expect(first).toMatchObject({
      code: 0,
      out: expect.stringMatching(/\+ landmine-treaty-exit\n[\s\S]*is live: \d+ KV writes\./),
    });
    // Where it is, and what to paste to show it elsewhere.
    const page = "http://localhost:8787/en/articles/ukraine-moves-to-exit-anti-personnel-landmine-ban-treaty";
    expect(first.out).toContain(`\n  ${page}\n`);
    expect(first.out).toContain(`<iframe src="${page.replace("/en/", "/embed/en/")}" title="`);
    expect(first.out).toContain("This is on this computer only: `npm start` shows it");
    expect((await run("publish", "--origin", "https://news.example")).out).not.toContain("npm start");
    const second = await run("publish");
    expect(second).toMatchObject({ code: 0, out: expect.stringContaining("is live: nothing has changed.") });
  });

  it("check and publish name every problem, and nothing goes live", async () => {
    await newsroom.article("broken", "en", { section: "sport" }, "<b>");
    for (const command of ["check", "publish"]) {
      const { code, out } = await run(command, "--lang", "en");
      expect(code).toBe(1);
      expect(out).toMatch(
        /^content\/articles\/broken\/en\.md:5:10 {2}section {2}there is no section sport → write /m,
      );
      expect(out).toMatch(
        /^content\/articles\/broken\/en\.md:10:1 {3}\s+HTML is not read here → write it in Markdown$/m,
      );
      expect(out).toContain("2 errors.");
      expect(out.includes("Nothing was published.")).toBe(command === "publish");
      expect(out).not.toMatch(/at .*\.ts:/);
    }
    expect((await run("releases")).out.trim().split("\n")).toHaveLength(1);
    await newsroom.remove("articles/broken");
    expect((await run("check")).code).toBe(0);
  });

  it("check speaks the language of the environment, or the one that it is told", async () => {
    await newsroom.article("broken", "en", { section: "sport" });
    const ukrainian = /немає рубрики sport → напишіть/;
    expect((await run("check", "--lang", "uk")).out).toMatch(ukrainian);
    expect((await runIn({ LANG: "uk_UA.UTF-8" }, "check")).out).toMatch(ukrainian);
    expect((await runIn({ LANG: "en_US.UTF-8", LC_ALL: "uk_UA.UTF-8" }, "publish")).out).toMatch(ukrainian);
    for (const LANG of ["C.UTF-8", "", "fr_FR.UTF-8"])
      expect((await runIn({ LANG }, "check")).out).toContain("there is no section sport");
    expect(await run("check", "--lang", "fr")).toMatchObject({
      code: 1,
      out: expect.stringContaining("en, uk"),
    });
    await newsroom.remove("articles/broken");
  });

  it("check --json gives machines the same", async () => {
    await newsroom.article("broken", "en", { section: "backround" }, "A - b.");
    const { code, out } = await run("check", "--json", "--lang", "en");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual([
      {
        ...{ file: "content/articles/broken/en.md", line: 5, column: 10, endLine: 5, endColumn: 19 },
        ...{ field: "section", code: "unknown_section", severity: "error" },
        message: "there is no section backround",
        fix: "write background, or add it to sections.yaml",
      },
      {
        ...{ file: "content/articles/broken/en.md", line: 10, column: 2, endLine: 10, endColumn: 5 },
        ...{ code: "hyphen_dash", severity: "warning" },
        message: "- stands where a dash belongs",
        fix: "write — (U+2014)",
      },
    ]);
    await newsroom.remove("articles/broken");
    expect(JSON.parse((await run("check", "--json")).out)).toEqual([]);
  });

  it("check passes what is only a matter of form, unless it is strict; publish mentions it", async () => {
    await newsroom.article("formal", "en", {}, "It's so.");
    expect((await run("check", "--lang", "en")).code).toBe(0);
    expect(await run("check", "--strict", "--lang", "en")).toMatchObject({
      code: 1,
      out: expect.stringMatching(
        /\n\n1 warning\.\n1 of them is mended by: `npm run content -- check --fix`\n(locales\/.*\n)*$/,
      ),
    });
    const { code, out } = await run("publish", "--dry-run", "--lang", "uk");
    expect(code).toBe(0);
    expect(out).toContain("1 попередження. Докладніше: `npm run content -- check`");
    await newsroom.remove("articles/formal");
  });

  it("check --fix mends what is certain, shows it, and leaves the rest of the file as it is", async () => {
    const written =
      "\ufeff---\r\nheadline: 'It''s'\r\ndescription: \"A \\\"b\\\"\"\t # it's\r\nslug: fix-me\r\n---\r\n\r\nDon't  `don't` <b>\r\n";
    await newsroom.write("articles/fixed/en.md", written);
    const others = locales.filter((locale) => !["en", "uk"].includes(locale));
    const more = others.map((locale) => `, ${locale}: News`).join("");
    await newsroom.write(
      "authors.yaml",
      `newsroom: {type: Organization, name: {en: The 'News', uk: Рeдакція${more}}}\n`,
    );
    const { code, out } = await run("check", "--fix", "--lang", "en");
    expect(code).toBe(1);
    expect(out).toMatch(/^content\/articles\/fixed\/en\.md:7:4 +Don't → Don’t$/m);
    expect(out).toContain("7 places are mended.\n\ncontent/articles/fixed/en.md");
    const now = await readFile(join(newsroom.folder, "articles/fixed/en.md"), "utf8");
    expect(now).toBe(written.replace("It''s", "It’s").replace('\\"b\\"', "“b”").replace("Don't ", "Don’t "));
    expect(await readFile(join(newsroom.folder, "authors.yaml"), "utf8")).toBe(
      `newsroom: {type: Organization, name: {en: The “News”, uk: Редакція${more}}}\n`,
    );
    expect((await run("check", "--fix", "--lang", "en")).out).not.toContain("mended");
    await newsroom.remove("articles/fixed");
    await newsroom.write("authors.yaml", authors);
  });

  it("releases lists them, newest first", async () => {
    await newsroom.article("another", "en");
    await run("publish");
    const lines = (await run("releases")).out.trim().split("\n");
    expect(lines).toEqual([
      expect.stringMatching(/^[\w-]{22} {2}2 {2}\w+ \d+, \d{4}, \d\d:\d\d {2}live {6}~ another$/),
      expect.stringMatching(/^[\w-]{22} {2}1 {2}\w+ \d+, \d{4}, \d\d:\d\d {2}previous/),
    ]);
  });

  it("publish --dry-run says what would change and writes nothing", async () => {
    await newsroom.article("planned", "en");
    const { code, out } = await run("publish", "--dry-run");
    expect(code).toBe(0);
    expect(out).toContain("+1 new, ~0 changed, -0 removed.\n  + planned\n");
    expect(out).toMatch(/\d+ KV writes\.\nNothing was written\.\n$/);
    expect((await run("publish", "--dry-run")).out).toBe(out);
    await newsroom.remove("articles/planned");
  });

  it("publish says what a new name of a section rewrites", async () => {
    const sections = await readFile(join(newsroom.folder, "sections.yaml"), "utf8");
    await newsroom.write("sections.yaml", sections.replace("Latest news", "News"));
    expect((await run("publish", "--dry-run")).out).toMatch(
      /section latest-news has another name: \d+ articles? of it (is|are) written anew/,
    );
    await newsroom.write("sections.yaml", sections);
    const site = await readFile(join(newsroom.folder, "site.yaml"), "utf8");
    const name = "the site has another name: the cards of";
    await newsroom.write("site.yaml", site.replace("en: Visnyk", "en: The Herald"));
    expect((await run("publish", "--dry-run")).out).toMatch(RegExp(`${name} \\d+ articles are drawn anew`));
    await newsroom.write("site.yaml", `${site.replace("en: Visnyk", "en: The Herald")}socialCards: false\n`);
    expect((await run("publish", "--dry-run")).out).not.toContain(name);
    await newsroom.write("site.yaml", site);
  });

  it("rollback goes back and says what that changes; the content stays as it is", async () => {
    const dry = await run("rollback", "--dry-run");
    expect(dry.out).toMatch(/^Back to release 1 \([\w-]{22}\)\.\n.*-1 removed\.\n {2}- another\n/);
    expect(dry.out).toContain("Nothing was written.");
    const { code, out } = await run("rollback");
    expect(code).toBe(0);
    expect(out).toMatch(/Release 3 \([\w-]{22}\) is live: [34] KV writes\.\n$/);
    expect((await run("rollback", "nothing")).code).toBe(1);
    expect((await run("publish")).out).toContain("  + another");
  });

  it("new begins an article, and status says how far it is", async () => {
    const { code, out } = await run("new", "The Day", "--uk", "День", "--id", "the-day");
    expect([code, out]).toEqual([0, expect.stringContaining("  content/articles/the-day/uk.md\n")]);
    expect((await run("new", "The Day", "--id", "the-day")).code).toBe(1);
    const table = (await run("status")).out.split("\n");
    expect(table).toContainEqual(
      expect.stringMatching(/^the-day {16}current · draft {2}current\? · draft( {2}current\? · draft)*$/),
    );
    const { articles } = JSON.parse((await run("status", "--json")).out);
    expect(articles.find(({ id }: { id: string }) => id === "the-day").texts.uk).toEqual({
      state: "current",
      draft: true,
      original: "en",
      unknownBasis: true,
    });
    expect((await run("status", "--markdown")).out).toMatch(/^\| Article \| English \| Українська \|/);
    expect((await run("status", "--mark", "the-day/uk")).out).toContain(
      "the current text of the-day/en is not live",
    );
    await newsroom.remove("articles/the-day");
  });

  it("publish tells what is withdrawn from what is deleted", async () => {
    await newsroom.article("deleted", "en");
    await newsroom.article("withdrawn", "en");
    await run("publish");
    await newsroom.remove("articles/deleted");
    const retracted = { date: "2025-06-01T10:00:00+03:00", note: "Why." };
    await newsroom.article("withdrawn", "en", { retracted });
    const { out } = await run("publish");
    expect(out).toContain(
      [
        "+0 new, ~0 changed, -2 removed, 1 of them withdrawn.",
        "  - deleted  deleted: its addresses lead nowhere (404)",
        "  ! withdrawn  withdrawn: its addresses say why (410)",
      ].join("\n"),
    );
    expect((await run("releases")).out.split("\n")[0]).toMatch(/- deleted, - withdrawn$/);
    await newsroom.remove("articles/withdrawn");
  });

  it("gc keeps what the last releases need, and says how much that is", async () => {
    for (const args of [["--dry-run"], []]) {
      const { code, out } = await run("gc", ...args);
      expect(code).toBe(0);
      expect(out).toMatch(/^Kept: 6 releases with all .* \d+ values\.\n0 values (can go|deleted)\.\n$/);
    }
  });

  it("says when something comes, and until when that is not known everywhere", async () => {
    const at = (minutes: number) =>
      new Date(Date.now() + minutes * 60_000).toISOString().replace(/\.\d+Z$/, "Z");
    const time = String.raw`\w+ \d+, \d{4}, \d\d:\d\d`;
    await newsroom.article("later", "en", { publishAt: at(30) });
    const { out } = await run("publish", "--dry-run");
    expect(out).toMatch(RegExp(`^  from ${time} on: later$`, "m"));
    await newsroom.article("later", "en", { publishAt: at(3) });
    expect((await run("publish")).out).toMatch(
      RegExp(`^  from ${time} on: later; that is soon, so not everybody has it before ${time}$`, "m"),
    );
    expect((await run("releases")).out).toMatch(RegExp(`^[\\w-]{22} +\\d+  ${time}  to come +~ later\n`));
    await newsroom.remove("articles/later");
    expect((await run("publish")).out).toMatch(
      RegExp(`^  nothing is scheduled for ${time} any more: that is late, so some .* until ${time}$`, "m"),
    );
  });

  it("says why something is taken from readers, or an address ends", async () => {
    const retracted = { date: "2025-06-01T10:00:00+03:00", note: "Why." };
    for (const id of ["kept", "hidden", "postponed", "moved", "renamed"]) await newsroom.article(id, "en");
    await newsroom.article("short", "en", { aliases: ["short-before"] });
    await newsroom.article("forgotten", "en", { retracted });
    await newsroom.article("kept", "uk");
    await newsroom.article("back", "en", { retracted });
    await run("publish");
    await newsroom.article("kept", "uk", { draft: true });
    await newsroom.article("hidden", "en", { draft: true });
    await newsroom.article("postponed", "en", { publishAt: "2099-12-01T10:00:00+02:00" });
    await newsroom.article("moved", "en", { slug: "moved-on" });
    await newsroom.article("back", "en");
    await newsroom.article("short", "en");
    await newsroom.remove("articles/forgotten");
    await newsroom.remove("articles/renamed");
    await newsroom.article("renamed-now", "en", { slug: "renamed-en" });
    const { out } = await run("publish", "--dry-run");
    for (const line of [
      "  + back  was withdrawn, and can be read again",
      "  ~ kept  no longer in Ukrainian",
      "  ~ moved",
      "  the address …/moved-en of moved will lead nowhere: write moved-en into `aliases`",
      "  the address …/short-before of short will lead nowhere: write short-before into `aliases`",
      "  …/forgotten-en will not say any more why forgotten was withdrawn",
      "  - renamed  not there by this id any more: its addresses lead to another article",
      "  - hidden  hidden: it is marked `draft: true`, and its addresses lead nowhere (404)",
      "  - postponed  taken from readers until Dec 1, 2099, 10:00: its publishAt is to come",
      "Left out, being marked `draft: true`: hidden (en), kept (uk).",
    ])
      expect(out.split("\n")).toContain(line);
    // Its slug is in the draft.
    expect(out).not.toContain("kept-uk");
    await newsroom.article("moved", "en", { slug: "moved-on", aliases: ["moved-en"] });
    expect((await run("publish", "--dry-run")).out).not.toContain("moved-en");
    // Also where nothing changes, and where it is only checked.
    await run("publish");
    for (const command of ["publish", "check"])
      expect((await run(command)).out).toContain(
        "Left out, being marked `draft: true`: hidden (en), kept (uk).",
      );
    for (const id of ["kept", "hidden", "postponed", "moved", "back"])
      await newsroom.remove(`articles/${id}`);
    await run("publish");
  });

  it("rollback says when it goes to what is live already, or to what is not there", async () => {
    await newsroom.article("later", "en", { publishAt: "2099-12-01T10:00:00+02:00" });
    const [, live = ""] = /Release (\d+) /.exec((await run("publish")).out) ?? [];
    expect((await run("rollback", live, "--dry-run")).out).toMatch(
      /^Release \d+ is live already: this only drops what is scheduled\.\n {2}nothing is scheduled for Dec 1, 2099/,
    );
    expect((await run("rollback", "999")).out).toContain("there is no release 999");
    await newsroom.remove("articles/later");
    await run("publish");
  });

  it("takes a country for its language, and says what else it takes", async () => {
    expect((await run("releases", "--lang", "ua")).out).toContain("чинний");
    expect((await run("publish", "--help")).out).toContain("--persist-to <folder>");
    expect(await run("preview", "--origin", "news.example")).toMatchObject({
      code: 1,
      out: expect.stringContaining("like https://news.example"),
    });
    expect((await run("new", "Перша", "--uk", "Друга", "--lang", "uk")).out).toContain("перший заголовок");
  });

  it("speaks Ukrainian to whoever asks for it", async () => {
    await newsroom.article("shown", "en");
    await newsroom.article("written", "en", { draft: true });
    const link = (await run("preview", "--lang", "en")).out.match(/http\S+/)?.[0] ?? "";
    const said: [args: string[], code: number, words: string][] = [
      [["publish", "--dry-run"], 0, "Нові: +1, змінені: ~0, вилучені: -0."],
      [["preview"], 0, "Щоб опублікувати саме це:"],
      [["promote", link], 0, "Приберіть `draft: true` у цих статтях"],
      [["promote", link], 1, "відколи створено це посилання, хтось публікував: створіть нове"],
      [["promote", "nothing"], 1, "це посилання хибне або вже не діє"],
      [["releases"], 0, "чинний"],
      [["rollback", "nothing"], 1, "серед збережених немає випуску, що починається з nothing"],
      [["rollback"], 0, "Повертаємося до випуску"],
      [["gc"], 0, "разом"],
    ];
    for (const [args, code, words] of said) {
      const ran = await run(...args, "--lang", "uk");
      expect([args, ran]).toEqual([args, { code, out: expect.stringContaining(words) }]);
      // Beside names, addresses and what is to be typed, no word of another language.
      const [prose = ""] = ran.out
        .replace(
          /^ {2}[a-z]+$|[~+!-] [\w-]+|written \(en\)|(?<![\w-])[\w-]{22}(?![\w-])|`[^`]*`|\S*[/:]\S*|npm run .*|nothing|KV/gm,
          "",
        )
        .split("<iframe");
      expect([args, prose.match(/[A-Za-z]+/g) ?? []]).toEqual([args, []]);
    }
    await newsroom.remove("articles/shown");
    await newsroom.remove("articles/written");
  });
});

describe("a KV reached through wrangler", () => {
  // A dozen processes of wrangler, each of which takes as long as a hundred other tests.
  it.runIf(count(1, 0))(
    "gives back what was written, lists it with its metadata, and deletes it",
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "visnyk-state-"));
      const kv = openWranglerKv(["--local", "--persist-to", folder]);
      const text = new TextEncoder().encode("«Вісник»");
      const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
      await kv.put([
        { key: "object/x", value: text },
        { key: "media/x", value: bytes, metadata: { type: "image/png" } },
      ]);
      expect(await kv.get(["object/x", "object/none"])).toEqual(new Map([["object/x", text]]));
      expect(await kv.list("media/")).toEqual(new Map([["media/x", { type: "image/png" }]]));
      await kv.delete(["object/x"]);
      const local = await openLocalKv(folder);
      expect([...(await local.list("")).keys()]).toEqual(["media/x"]);
      expect(await local.get(["object/x"])).toEqual(new Map());
      await local.delete(["media/x"]);
      expect(await local.list("")).toEqual(new Map());
      await local.close();
      await rm(folder, { recursive: true });
    },
  );

  it("writes again what a bulk write left out, and fails when it never arrives", async () => {
    const stored = new Set<string>();
    const bulkPuts: number[] = [];
    /** wrangler's KV, which takes at most `takes` values of a bulk write. */
    const wranglerThat = (takes: number) => async (args: readonly string[]) => {
      const content = JSON.parse(await readFile(args[3] ?? "", "utf8"));
      if (args[2] === "put") {
        bulkPuts.push(content.length);
        for (const { key } of content.slice(0, takes)) stored.add(key);
        return Buffer.from("Success!");
      }
      return Buffer.from(
        JSON.stringify(Object.fromEntries(content.map((key: string) => [key, stored.has(key) ? "x" : null]))),
      );
    };
    const writes = ["a", "b", "c"].map((key) => ({ key, value: new Uint8Array([120]) }));
    await openWranglerKv(["--remote"], wranglerThat(2)).put(writes);
    expect([...stored]).toEqual(["a", "b", "c"]);
    expect(bulkPuts).toEqual([3, 1]);
    stored.clear();
    await expect(openWranglerKv(["--remote"], wranglerThat(0)).put(writes)).rejects.toThrow(
      /3 values did not arrive in KV/,
    );
  });
});
