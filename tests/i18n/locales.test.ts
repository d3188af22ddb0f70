import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { PROBLEMS } from "../../src/http/problems.ts";
import { LOCALES, locales } from "../../src/i18n/locales.ts";
import { translate } from "../../src/i18n/messages.ts";
import type { Diagnostic } from "../../src/publish/diagnostics/diagnostic.ts";
import { checkStrings } from "../../src/publish/editing/interface-strings.ts";
import { finding } from "../support/node/findings.ts";

const ROOT = join(import.meta.dirname, "../..");

async function check(root: string): Promise<string[]> {
  const diagnostics: Diagnostic[] = [];
  await checkStrings(root, diagnostics);
  return diagnostics.map(finding);
}

/** Strings that come in English, by file. @param locale whose; others may have come later. */
async function untranslated(root: string, locale: string): Promise<[file: string, missing: number][]> {
  const found = await checkStrings(root, []);
  return found.filter((each) => each.locale === locale).map(({ file, missing }) => [file, missing]);
}

describe("interface strings", () => {
  it("of the project are complete, used and well written", async () => {
    expect(await check(ROOT)).toEqual([]);
    expect(await untranslated(ROOT, "uk")).toEqual([]);
  });

  it.each(locales)("explain every problem in %s", (locale) => {
    for (const code of Object.keys(PROBLEMS)) {
      for (const part of ["title", "detail"]) {
        const key = `problem.${code}.${part}`;
        expect(translate(locale, key, { parameter: "p", expected: "e" })).not.toBe(key);
      }
    }
  });

  it("fall back to locales that exist, never in a circle", () => {
    for (const locale of locales) {
      for (const fallback of LOCALES[locale].fallback) {
        expect(locales).toContain(fallback);
        expect(fallback).not.toBe(locale);
      }
    }
  });
});

describe("interface strings that are not right", () => {
  let root: string;
  afterEach(() => rm(root, { recursive: true }));

  const copy = async () => {
    root = await mkdtemp(join(tmpdir(), "visnyk-strings-"));
    for (const folder of ["src", "locales"])
      await cp(join(ROOT, folder), join(root, folder), { recursive: true });
  };
  /** Takes what `from` matches out of a file, and puts `to` in its place. */
  const change = async (file: string, from: string | RegExp, to: string) => {
    const text = await readFile(join(root, file), "utf8");
    expect(text).toMatch(from);
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text.replace(from, to));
  };
  /** The strings of a file by dotted key. */
  const leaves = async (file: string) => {
    const flat = (value: object, above = ""): [string, string][] =>
      Object.entries(value).flatMap(([key, each]): [string, string][] =>
        typeof each === "string" ? [[above + key, each]] : flat(each, `${above}${key}.`),
      );
    return Object.fromEntries(flat(JSON.parse(await readFile(file, "utf8"))));
  };
  const line = async (file: string, part: string) =>
    (await readFile(join(root, file), "utf8")).split("\n").findIndex((each) => each.includes(part)) + 1;

  it("are missing, or one plural form of theirs is", async () => {
    await copy();
    await change("locales/uk.json", /\s*"skip": .*/, "");
    await change("locales/uk.json", /\s*"articles_few": .*/, "");
    const page = await line("locales/uk.json", '"page": {');
    expect(await check(root)).toEqual([
      `locales/uk.json:${page}:11 page.skip string_missing`,
      `locales/uk.json:${page}:11 page.articles_few string_missing`,
    ]);
  });

  it("of editors and of the docs may be missing, one by one or whole files: they are counted", async () => {
    await copy();
    await change("locales/check.uk.json", /\s*"warning": "[^"]*",/, "");
    await change("locales/check.uk.json", /\s*"errors_few": .*/, "");
    await rm(join(root, "locales/docs/uk.json"));
    const all = Object.keys(await leaves(join(root, "locales/docs/en.json"))).length;
    expect(await check(root)).toEqual([]);
    expect(await untranslated(root, "uk")).toEqual([
      ["locales/check.uk.json", 2],
      ["locales/docs/uk.json", all],
    ]);
  });

  it("are too many, or of a form that the language does not have", async () => {
    await copy();
    await change("locales/uk.json", '"skip":', '"skipped": "Так",\n    "skip":');
    await change(
      "locales/en.json",
      '"articles_other":',
      '"articles_few": "{{count, number}} articles",\n    "articles_other":',
    );
    expect((await check(root)).map((found) => found.replace(/:\d+:\d+/, ""))).toEqual([
      "locales/en.json page.articles_few string_unknown",
      "locales/uk.json page.skipped string_unknown",
    ]);
  });

  it("are empty, or have other variables", async () => {
    await copy();
    await change("locales/uk.json", /"link": ".*?"/, '"link": " "');
    await change("locales/uk.json", "{{parameter}}: {{expected}}.", "{{expected}}.");
    await change("locales/uk.json", /"seeAll": ".*?"/, '"seeAll": "{{site}}"');
    expect((await check(root)).map((found) => found.replace(/:\d+:\d+/, ""))).toEqual([
      "locales/uk.json problem.invalid_parameter.detail string_variables",
      "locales/uk.json page.seeAll string_variables",
      "locales/uk.json page.link string_empty",
    ]);
  });

  it("are used nowhere, or not there", async () => {
    await copy();
    for (const locale of locales)
      await change(`locales/${locale}.json`, '"skip":', '"jump": "…",\n    "skip":');
    await change("src/render/embeds/card.ts", '"reader.untranslated.title"', '"reader.untranslated.heading"');
    const at = await line("src/render/embeds/card.ts", "untranslated.heading");
    const [unused, undefined_] = await check(root);
    expect(unused).toMatch(/^locales\/en\.json:\d+:13 page\.jump string_unused$/);
    expect(undefined_).toMatch(new RegExp(`^src/render/embeds/card\\.ts:${at}:\\d+ string_undefined$`));
  });

  it("are in no language of ours, or badly written", async () => {
    await copy();
    await writeFile(join(root, "locales/fr.json"), "{}");
    await change("locales/uk.json", /"title": "Такої статті немає"/, '"title": "Такoї \\"статті\\" - немає"');
    expect((await check(root)).map((found) => found.split(" ").slice(1).join(" "))).toEqual([
      "string_file",
      "problem.article_not_found.title lookalike_letter",
      "problem.article_not_found.title hyphen_dash",
      "problem.article_not_found.title quote_mark",
      "problem.article_not_found.title quote_mark",
    ]);
  });
});
