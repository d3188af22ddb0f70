// The tree stays readable. Which way imports go is held by `npm run check` (scripts/import-rules.ts).
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = join(import.meta.dirname, "../src");
const FOLDER_MAX = 25;
const LINES_MAX = 260;

const files = (readdirSync(SRC, { recursive: true }) as string[]).filter((file) =>
  /(?<!\.d)\.ts$/.test(file),
);

describe("source files", () => {
  it("are named in kebab-case, say what they own, and stay readable", () => {
    for (const file of files) {
      expect(file).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*\.ts$/);
      const text = readFileSync(join(SRC, file), "utf8");
      expect([file, text.startsWith("// ")]).toEqual([file, true]);
      expect([file, text.split("\n").length <= LINES_MAX]).toEqual([file, true]);
    }
  });

  it("ask for no language by name: that is for the tables of locales and of languages", () => {
    const tables = /^(i18n\/locales\.ts|publish\/languages\/.*)$/;
    const named = files
      .filter((file) => !tables.test(file))
      .filter((file) => /[!=]== "(en|uk)"|"(en|uk)" [!=]==/.test(readFileSync(join(SRC, file), "utf8")));
    expect(named).toEqual([]);
  });

  it("are few enough in a folder to be read at a glance", () => {
    const full = [...Map.groupBy(files, dirname)].filter(([, own]) => own.length > FOLDER_MAX);
    expect(full.map(([folder]) => folder)).toEqual([]);
  });
});
