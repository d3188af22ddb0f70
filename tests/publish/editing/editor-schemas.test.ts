// The schemas for editors agree with the schema that checks the content.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ID_PATTERN } from "../../../src/article/identifiers.ts";
import { checkFolder } from "../../../src/publish/content/load-content.ts";
import { editorFiles } from "../../../src/publish/editing/editor-schemas.ts";
import { FrontMatterSchema } from "../../../src/publish/parse/front-matter/schema.ts";
import { diagnosticLines } from "../../../src/publish/report/diagnostics.ts";
import { WRONG } from "../../support/node/malformed.ts";
import { Newsroom } from "../../support/node/newsroom.ts";

const ROOT = join(import.meta.dirname, "../../..");
const read = (path: string) => readFile(join(ROOT, path), "utf8");
const files = editorFiles();

const ajv = new Ajv({ strict: true, formats: { uri: true } });
const validators = new Map(
  ["front-matter", "sections", "authors", "site"].map((name) => [
    name,
    ajv.compile(JSON.parse(files.get(`docs/schemas/${name}.schema.json`) ?? "")),
  ]),
);
const accepts = (name: string, value: unknown): boolean => validators.get(name)?.(value) === true;

const frontMatterOf = (text: string): Record<string, unknown> => parse(text.split("---\n")[1] ?? "");

interface Described {
  description?: string;
  properties?: Record<string, Described>;
  items?: Described;
  anyOf?: Described[];
}

describe("the JSON Schemas for editors", () => {
  it("are current, and so are the snippets", async () => {
    for (const [path, text] of files) expect([path, await read(path)]).toEqual([path, text]);
  });

  it("accept the newsroom's own content", async () => {
    for (const name of ["sections", "authors", "site"])
      expect([name, accepts(name, parse(await read(`content/${name}.yaml`)))]).toEqual([name, true]);
    for (const text of [
      "landmine-treaty-exit/en.md",
      "landmine-treaty-exit/uk.md",
      "ottawa-convention/uk.md",
    ])
      expect([text, accepts("front-matter", frontMatterOf(await read(`content/articles/${text}`)))]).toEqual([
        text,
        true,
      ]);
  });

  it("refuse what the check refuses, but for what takes more than a schema", async () => {
    const good = frontMatterOf(await read("content/articles/landmine-treaty-exit/en.md"));
    const passed = Object.entries(WRONG).flatMap(([field, values]) =>
      values.flatMap((written) => {
        const value = { ...good, ...parse(`${field}: ${written}`) };
        const isRight = FrontMatterSchema.safeParse(value).success;
        // What is no id is no section and no author either: that is told by those that there are.
        const isToldLater =
          ["section", "author"].includes(field) &&
          [value[field as "section"]].flat().some((each) => !ID_PATTERN.test(String(each)));
        if (isRight && !isToldLater)
          expect([field, written, accepts("front-matter", value)]).toEqual([field, written, true]);
        return !isRight && accepts("front-matter", value) ? [`${field}: ${written.slice(0, 30)}`] : [];
      }),
    );
    expect(passed).toEqual([
      // Control characters, half a character, days that there are not.
      ...["headline", "description"].flatMap((field) => [`${field}: "\\u0000"`, `${field}: "\\ud800"`]),
      ...["datePublished", "publishAt"].flatMap((field) =>
        ["2025-02-30T10:00:00Z", "2025-01-01T25:00:00Z", "0000-01-01T00:00:00Z"].map(
          (date) => `${field}: ${date}`,
        ),
      ),
    ]);
  });

  it("say of every field what it is for", () => {
    const nameless: string[] = [];
    const visit = (path: string, { description, properties = {}, items, anyOf = [] }: Described) => {
      if (!description) nameless.push(path);
      for (const [name, field] of Object.entries(properties)) visit(`${path}.${name}`, field);
      for (const each of anyOf) visit(path, each);
      if (items?.properties)
        for (const [name, field] of Object.entries(items.properties)) visit(`${path}.${name}`, field);
    };
    const schema: Described = JSON.parse(files.get("docs/schemas/front-matter.schema.json") ?? "");
    for (const [name, field] of Object.entries(schema.properties ?? {})) visit(name, field);
    expect(nameless).toEqual([]);
  });
});

describe("the snippets", () => {
  it("give front matter that is right once it is filled in", () => {
    const { article } = JSON.parse(files.get(".vscode/article.code-snippets") ?? "");
    const date: Record<string, string> = {
      YEAR: "2025",
      MONTH: "06",
      DATE: "29",
      HOUR: "12",
      MINUTE: "00",
      TIMEZONE_OFFSET: "+03:00",
    };
    const text = (article.body as string[])
      .join("\n")
      .replace(/\$\{CURRENT_(\w+)\}/g, (_, part) => date[part] ?? "")
      .replace(/\$\d/g, "latest-news");
    expect(accepts("front-matter", frontMatterOf(text))).toBe(true);
  });

  it("give every field of front matter", () => {
    const snippets: Record<string, { prefix: string; body: string[] }> = JSON.parse(
      files.get(".vscode/article.code-snippets") ?? "",
    );
    for (const field of Object.keys(FrontMatterSchema.shape)) {
      const filled = (snippets[field]?.body ?? [])
        .join("\n")
        .replace(/\$\{\d\|(\w+),.*?\|\}/g, "$1")
        .replace(/\$\{CURRENT_\w+\}/g, "1")
        .replace(/\$\d/g, "x");
      expect(Object.keys(parse(filled))).toEqual([field]);
    }
  });
});

describe("the editor's task", () => {
  it.each(["en", "uk"] as const)("understands what the check says in %s", async (locale) => {
    const { tasks } = JSON.parse(await read(".vscode/tasks.json"));
    const [errors, warnings] = tasks[0].problemMatcher.map(
      ({ pattern }: { pattern: { regexp: string } }) => new RegExp(pattern.regexp),
    );
    const newsroom = await Newsroom.open("none");
    await newsroom.article("a", "en", { section: "sport" }, "It's <b>.");
    const { diagnostics } = await checkFolder(newsroom.folder);
    await newsroom.close();
    const lines = diagnosticLines(diagnostics, locale, (_, text) => text);
    const told = (pattern: RegExp) =>
      lines.flatMap((line) => (pattern.exec(line) ? [pattern.exec(line)?.slice(1, 4)] : []));
    expect(told(errors)).toEqual([
      ["content/articles/a/en.md", "5", "10"],
      ["content/articles/a/en.md", "10", "6"],
    ]);
    expect(told(warnings)).toEqual([["content/articles/a/en.md", "10", "3"]]);
  });
});
