import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROBLEMS } from "../../src/http/problems.ts";
import { LOCALES, locales } from "../../src/i18n/locales.ts";
import { translate } from "../../src/i18n/messages.ts";

const FOLDER = join(import.meta.dirname, "../../locales");
const PLURAL = /_(zero|one|two|few|many|other)$/;

type Messages = Map<string, string>;

function flatten(value: object, prefix = ""): [string, string][] {
  return Object.entries(value).flatMap(([key, entry]): [string, string][] =>
    typeof entry === "string" ? [[prefix + key, entry]] : flatten(entry, `${prefix}${key}.`),
  );
}
const messages = new Map(
  locales.map((locale): [string, Messages] => [
    locale,
    new Map(flatten(JSON.parse(readFileSync(join(FOLDER, `${locale}.json`), "utf8")))),
  ]),
);
const baseKeys = (of: Messages) => new Set([...of.keys()].map((key) => key.replace(PLURAL, "")));
const variables = (text: string) =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name))].sort();

describe("interface strings", () => {
  it("have a file for each locale, and no other", () => {
    const files = locales.map((locale) => `${locale}.json`).sort();
    expect(readdirSync(FOLDER).sort()).toEqual(["docs", ...files]);
    expect(readdirSync(join(FOLDER, "docs")).sort()).toEqual(files);
  });

  it.each(locales)("are complete in %s, with the plural categories of its own language", (locale) => {
    const own = messages.get(locale) as Messages;
    const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    for (const key of baseKeys(messages.get("en") as Messages)) {
      const plural = [...(messages.get("en") as Messages).keys()].some(
        (each) => each !== key && each.replace(PLURAL, "") === key,
      );
      const needed = plural ? categories.map((category) => `${key}_${category}`) : [key];
      for (const each of needed)
        expect([each, own.get(each)?.trim()]).toEqual([each, expect.stringMatching(/./)]);
    }
    expect(baseKeys(own)).toEqual(baseKeys(messages.get("en") as Messages));
  });

  it("have the same variables in every language", () => {
    for (const [key, text] of messages.get("en") as Messages) {
      for (const locale of locales) {
        const other = (messages.get(locale) as Messages).get(key);
        if (other !== undefined) expect([key, variables(other)]).toEqual([key, variables(text)]);
      }
    }
  });

  it.each(locales)("explain every problem in %s", (locale) => {
    for (const code of Object.keys(PROBLEMS)) {
      for (const part of ["title", "detail"]) {
        const key = `problem.${code}.${part}`;
        expect(translate(locale, key, { parameter: "p", expected: "e" })).not.toBe(key);
      }
    }
  });

  it("use no letters of the other script in Ukrainian words", () => {
    for (const [key, text] of messages.get("uk") as Messages) {
      expect([
        key,
        text.replace(/\{\{.*?\}\}/g, "").match(/\p{sc=Latn}[\p{sc=Cyrl}]|\p{sc=Cyrl}\p{sc=Latn}|[ыэъё]/iu),
      ]).toEqual([key, null]);
    }
  });

  it("keep a dash by the word before it and quotation marks by their words in Ukrainian", () => {
    for (const [key, text] of messages.get("uk") as Messages)
      expect([key, text.match(/[^\u00a0]—|« | »|["“”]/)]).toEqual([key, null]);
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
