// 2,000 content files that nobody should be able to publish: nothing of them runs, nothing of them or of what stands
// beside them goes live, and each is named with the place of what is wrong in it.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locales } from "../../../src/i18n/locales.ts";
import { checkFolder } from "../../../src/publish/content/load-content.ts";
import { type Diagnostic, severityOf } from "../../../src/publish/diagnostics/diagnostic.ts";
import { ContentError } from "../../../src/publish/diagnostics/messages.ts";
import { SourceText } from "../../../src/publish/diagnostics/source-text.ts";
import { fixText } from "../../../src/publish/editing/fix.ts";
import { parseTranslation } from "../../../src/publish/parse/article-source.ts";
import { count, SEED } from "../../support/counts.ts";
import { expectWords } from "../../support/node/findings.ts";
import { malformedFile } from "../../support/node/malformed.ts";
import { MemoryKv } from "../../support/node/memory-kv.ts";
import { Newsroom } from "../../support/node/newsroom.ts";

const FILES = count(2000, 200);
/** How many of them stand in one folder, among articles that are right. */
const TOGETHER = 50;

const files = fc.sample(malformedFile, { numRuns: FILES, seed: SEED });
const batches = Array.from({ length: FILES / TOGETHER }, (_, i) =>
  files.slice(i * TOGETHER, (i + 1) * TOGETHER),
);

describe(`${FILES} malformed content files`, () => {
  it.each(batches.map((batch, i) => ({ batch, name: `${i * TOGETHER + 1}–${(i + 1) * TOGETHER}` })))(
    "are each told the place of what is wrong, and nothing runs or goes live: $name",
    async ({ batch }) => {
      const before = Object.getOwnPropertyNames(Object.prototype);
      const newsroom = await Newsroom.open("own");
      const kv = new MemoryKv();
      await newsroom.publish(kv, Date.now());
      const live = kv.log.length;
      for (const [i, file] of batch.entries()) {
        // No two have the same slug: that would be wrong by itself.
        const written = typeof file === "string" ? file.replaceAll("a-slug-of-its-own", `slug-${i}`) : file;
        await newsroom.write(`articles/wrong-${i}/en.md`, written);
      }
      await newsroom.article("right", "en");

      const { diagnostics } = await checkFolder(newsroom.folder);
      for (const diagnostic of diagnostics) expectWords(diagnostic);
      for (const [i, file] of batch.entries()) {
        const name = `content/articles/wrong-${i}/en.md`;
        const own = diagnostics.filter(
          (diagnostic) => diagnostic.file === name && severityOf(diagnostic) === "error",
        );
        expect({ file, diagnostics: own.length }).not.toEqual({ file, diagnostics: 0 });
        const lines = (await readFile(join(newsroom.folder, "..", name), "latin1")).split("\n");
        for (const { line, column } of own) {
          expect({ file, line, column, inFile: line <= lines.length }).toMatchObject({ inFile: true });
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
        }
      }
      // All of the folder, or nothing of it.
      await expect(newsroom.publish(kv, Date.now())).rejects.toThrow(ContentError);
      expect(kv.log.length).toBe(live);
      expect(globalThis).not.toHaveProperty("__pwned");
      expect({}).not.toHaveProperty("__pwned");
      expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
      await newsroom.close();
    },
  );
});

describe("whatever is in a file", () => {
  it("is either right, or told with a place in the file", () => {
    const words = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string(),
      fc.constantFrom(
        ...[..."-:[]{}&*!|>%@`'\"#?,\n\t \u00a0\u0000\ufeff\ud800"],
        "---\n",
        "\r\n",
        "- ",
        ": ",
      ),
    );
    const file = fc.tuple(fc.boolean(), fc.array(words, { maxLength: 12 })).map(([framed, parts]) => {
      const text = parts.join("");
      return framed ? `---\nheadline: ${text}\n---\n${text}` : text;
    });
    fc.assert(
      fc.property(file, fc.constantFrom(...locales), (text, locale) => {
        const diagnostics: Diagnostic[] = [];
        const translation = parseTranslation(new SourceText("x.md", text), locale, diagnostics);
        expect(translation !== null || diagnostics.length > 0).toBe(true);
        const lines = text.split("\n");
        for (const { line, column } of diagnostics) {
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
        }
        expect(fixText(`${locale}.md`, fixText(`${locale}.md`, text).raw).changes).toEqual([]);
      }),
      { numRuns: count(1000, 200), seed: SEED },
    );
  });
});
