// A third language by the steps of docs/locales.md alone: it is checked, published, served, and no other code is touched.
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paintCard } from "../../src/publish/media/paint-card.ts";
import { count, everyNth } from "../support/counts.ts";
import type { LocaleAnswers } from "../support/third-language/locale-answers.ts";
import { type Finished, PolishCopy } from "../support/third-language/polish.ts";

/** Milliseconds: it starts a dozen programs, one after the other. */
const PATIENCE = 300_000;
const SLUG = "lodz-gdansk-i-swinoujscie-przyjma-1500-uczniow";
const CLI = "src/publish/cli/main.ts";
const PATHS = {
  api: `/v1/pl/articles/${SLUG}`,
  variant: `/v1/pl-PL/articles/${SLUG}`,
  list: "/v1/pl/articles",
  negotiated: "/v1/articles",
  root: "/",
  front: "/pl",
  section: "/pl/sections/latest-news",
  missing: "/v1/pl/articles/nothing",
  feed: "/pl/feed.json",
  atom: "/pl/feed.atom",
  other: "/uk",
  page: `/pl/articles/${SLUG}`,
};

let copy: PolishCopy;
const ran: Record<"schemas" | "lock" | "check" | "begun", Finished> = {} as typeof ran;
let answers: LocaleAnswers;
const answer = (name: keyof typeof PATHS) => {
  const found = answers.served[PATHS[name]];
  if (!found) throw new Error(`${PATHS[name]} was not asked for`);
  return found;
};
const json = (name: keyof typeof PATHS) => JSON.parse(answer(name).text);

beforeAll(async () => {
  copy = await PolishCopy.make();
  await copy.addLocale();
  ran.schemas = await copy.node("scripts/schemas.ts");
  ran.lock = await copy.node("scripts/contract.ts", "--lock");
  ran.begun = await copy.node(CLI, "new", "--pl", "Zażółć gęślą jaźń", "--id", "polish");
  ran.check = await copy.node(CLI, "check", "--strict", "--lang", "pl");
}, PATIENCE);
afterAll(() => copy.close());

describe("Polish, as the third language", () => {
  it(
    "asks for no more than docs/locales.md says: types, strings, names and schemas are right",
    async () => {
      for (const { code, err } of [ran.schemas, ran.lock]) expect([code, err]).toEqual([0, ""]);
      expect(await copy.read("docs/openapi.lock.json")).toContain("path locale takes pl");
      const compiled = await Promise.all(
        everyNth(["tsconfig.json", "tsconfig.node.json"], 2, 1).map((project) =>
          copy.node("node_modules/typescript/bin/tsc", "-p", project),
        ),
      );
      for (const { code, out } of compiled) expect([code, out]).toEqual([0, ""]);
    },
    PATIENCE,
  );

  it("is begun by its own option, beside the other languages", async () => {
    expect([ran.begun.code, ran.begun.err]).toEqual([0, ""]);
    expect(await copy.read("content/articles/polish/pl.md")).toMatch(
      /^---\nheadline: Zażółć gęślą jaźń\n[\s\S]*\nslug: zazolc-gesla-jazn\n[\s\S]*draft: true\n/,
    );
    for (const locale of ["en", "uk"])
      expect(await copy.read(`content/articles/polish/${locale}.md`)).toContain("slug: polish\n");
  });

  it("is checked: strings for readers are whole, and what comes in English is counted", () => {
    expect(ran.check.err).toBe("");
    expect(ran.check.out).toMatch(
      /^locales\/check\.pl\.json: \d{3} strings are missing, and come in English\.$/m,
    );
    expect(ran.check.out).toMatch(
      /^locales\/docs\/pl\.json: \d{3} strings are missing, and come in English\.$/m,
    );
    expect(ran.check.code).toBe(0);
  });
});

describe("Polish, published", () => {
  beforeAll(async () => {
    for (const locale of ["en", "uk"]) await copy.remove(`content/articles/polish/${locale}.md`);
    await copy.write("content/articles/polish/pl.md", await copy.fixture("article.md"));
    const language = "pl-PL,pl;q=0.9,uk;q=0.5";
    const program = "tests/support/third-language/locale-answers.ts";
    const { out, err, code } = await copy.node(program, "pl", language, ...Object.values(PATHS));
    expect([code, err]).toEqual([0, ""]);
    answers = JSON.parse(out);
  }, PATIENCE);

  it("is served by the API, with fallbacks where nothing is translated", () => {
    expect(answer("api").headers).toMatchObject({ "content-language": "pl" });
    expect(json("api")).toMatchObject({
      inLanguage: "pl",
      isFallback: false,
      headline: "Łódź, Gdańsk i Świnoujście przyjmą 1500 uczniów",
      section: { name: "Najnowsze wiadomości" },
      display: { readingTime: "1 min czytania", datePublished: "29 czerwca 2025", byline: "Redakcja" },
    });
    expect(answer("variant")).toMatchObject({ status: 308, headers: { location: PATHS.api } });
    const languages = json("list").items.map((item: Record<string, unknown>) => [
      item.inLanguage,
      item.isFallback,
    ]);
    expect(languages).toContainEqual(["pl", false]);
    expect(languages).toContainEqual(["en", true]);
    expect(json("missing")).toMatchObject({ status: 404, title: "Nie ma takiego artykułu" });
  });

  it("is negotiated", () => {
    expect(answers.negotiated).toBe("pl");
    expect(answer("negotiated")).toMatchObject({
      status: 200,
      headers: { "content-language": "pl", "content-location": "/v1/pl/articles" },
    });
    expect(answer("root")).toMatchObject({ status: 302, headers: { location: "/pl" } });
  });

  it("has pages, and is in the switch of the others", () => {
    expect(answer("front").text).toContain('<html lang="pl">');
    expect(answer("front").text).toContain("<title>Wisnyk</title>");
    expect(answer("section").text).toMatch(/<h1>Najnowsze wiadomości<\/h1>[\s\S]*\d artykuły/);
    expect(answer("page").text).toContain('<meta property="og:locale" content="pl_PL">');
    expect(answer("page").text).toContain("Jadwiga Żółć");
    expect(answer("other").text).toContain('hreflang="pl" lang="pl">Polski</a>');
  });

  it("counts by its own rules", () => {
    expect(answers.articles).toEqual(["1 artykuł", "2 artykuły", "5 artykułów", "22 artykuły"]);
  });

  it("has feeds", () => {
    const { title, language, items } = json("feed");
    expect([title, language]).toEqual(["Wisnyk", "pl"]);
    expect(items.map((item: { title: string }) => item.title)).toContain(json("api").headline);
    expect(answer("atom").text).toContain('xml:lang="pl"');
  });

  it("has /docs in English, and says so", () => {
    expect(answers.docs).toContain('<html lang="pl">');
    expect(answers.docs).toContain('<div class="docs" lang="en">');
  });

  it("has a social card with all of its letters", async () => {
    const card = Buffer.from(answers.card, "base64");
    expect(await sharp(card).metadata()).toMatchObject({ format: "png", width: 1200, height: 630 });
    // What a font does not have is not drawn at all: each mark of a letter leaves its ink.
    const ink = async (headline: string) => {
      const painted = await paintCard({ headline, section: "", site: "" });
      const { data } = await sharp(painted).greyscale().raw().toBuffer({ resolveWithObject: true });
      return data.filter((value) => value < 128).length;
    };
    expect(await ink("ąćęłńóśźż")).toBeGreaterThan((await ink("acelnoszz")) * 1.03);
  });
});

it.runIf(count(1, 0))(
  "leaves the project's own tests as they are",
  async () => {
    const vitest = join("node_modules", "vitest", "vitest.mjs");
    // All but this one, which would make a copy of its own, and those that look at the same in Chromium.
    const folders = ["publish", "render", "store", "http", "docs", "contract", "world", "bench"];
    const files = [
      ...folders.map((name) => `tests/${name}/`),
      "negotiate.test",
      "dates.test",
      "tests/routes/",
    ];
    const { code, out, err } = await copy.node(
      vitest,
      "run",
      "--project",
      "node",
      "--project",
      "workerd",
      ...files,
    );
    expect([code, out.match(/×.*/g), err]).toEqual([0, null, ""]);
  },
  20 * 60_000,
);
