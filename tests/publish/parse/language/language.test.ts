// The language gate over newsroom text: 200 slips, each found where it is and mended where that is certain, and as many
// paragraphs full of what only looks like one.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Locale, locales } from "../../../../src/i18n/locales.ts";
import { type Diagnostic, severityOf } from "../../../../src/publish/diagnostics/diagnostic.ts";
import { SourceText } from "../../../../src/publish/diagnostics/source-text.ts";
import { fixText } from "../../../../src/publish/editing/fix.ts";
import { parseTranslation } from "../../../../src/publish/parse/article-source.ts";
import { count, SEED } from "../../../support/counts.ts";
import { expectWords, finding } from "../../../support/node/findings.ts";
import { cleanText, headOf, slips, tried } from "../../../support/node/slips.ts";

function check(text: string, locale: Locale): { diagnostics: Diagnostic[]; blocks: number } {
  const diagnostics: Diagnostic[] = [];
  const translation = parseTranslation(new SourceText(`${locale}.md`, text), locale, diagnostics);
  for (const diagnostic of diagnostics) expectWords(diagnostic);
  return { diagnostics, blocks: translation?.body.blocks.length ?? 0 };
}

describe("the language gate", () => {
  it("is tried on 200 slips and 200 paragraphs", () => {
    expect(slips.length).toBeGreaterThanOrEqual(200);
    const paragraphs = tried.map((locale) => check(headOf(locale) + cleanText(locale), locale).blocks);
    expect(paragraphs.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(200);
  });

  it.each(tried)("raises no false alarm in %s", (locale) => {
    const text = headOf(locale) + cleanText(locale);
    expect(check(text, locale).diagnostics.map(finding)).toEqual([]);
    expect(fixText(`${locale}.md`, text)).toEqual({ raw: text, changes: [] });
  });

  it.each(slips)("finds $code in: $written", ({ locale, code, written, mended, places }) => {
    const head = headOf(locale);
    const source = new SourceText("x", head + written);
    const { diagnostics } = check(head + written, locale);
    expect(new Set(diagnostics.map((diagnostic) => diagnostic.code))).toEqual(new Set([code]));
    // What one rule says about several letters of a word is one problem.
    const found = diagnostics.map(({ line, column, endLine, endColumn }) => [
      line,
      column,
      endLine,
      endColumn,
    ]);
    expect(found).toEqual(
      places.map(({ start, end }) => {
        const [from, to] = [start, end].map((offset) => rawPlace(source.raw, head.length + offset));
        return [from?.line, from?.column, to?.line, to?.column];
      }),
    );
    // It is mended where that is certain; nothing else is touched, and there is nothing left to mend.
    const { raw } = fixText(`${locale}.md`, head + written);
    expect(raw).toBe(head + mended);
    expect(fixText(`${locale}.md`, raw).changes).toEqual([]);
  });
});

describe("check --fix", () => {
  const pieces = fc.constantFrom(
    ...[
      "слово",
      "Укpаїна",
      "об'єкт",
      "Kyiv",
      "don't",
      "Facebookу",
      "i",
      "ХХ",
      "рынок",
      "1 500 000",
      "й".normalize("NFD"),
    ],
    ...[" ", " ", " ", "\u00a0", "\n", "\n\n", "\n> ", "\n- ", "  \n", "\\\n"],
    ...[
      "-",
      "--",
      "—",
      "–",
      " - ",
      " — ",
      "...",
      ",",
      ".",
      "(",
      ")",
      "*",
      "**",
      "\\*",
      "&quot;",
      "&nbsp;",
      "&amp;",
    ],
    ...['"', '"', "'", "«", "»", "„", "“", "”", "‘", "’", "`"],
    ...[
      '`x - "y"`',
      '[так](https://e.org/?q="a"-b)',
      "<https://e.org/'a'-b>",
      "[мы - ы]{lang=ru}",
      '![a"b"](x.svg "c - d")',
    ],
  );
  const text = fc.array(pieces, { maxLength: 16 }).map((parts) => parts.join(""));
  /** A text in each of YAML's styles. */
  const value = fc
    .tuple(text, fc.constantFrom("plain", "single", "double", "folded"))
    .map(([words, style]) => {
      const line = words.replace(/\s+/g, " ").trim() || "x";
      if (style === "single") return `'${line.replaceAll("'", "''")}'`;
      if (style === "double") return JSON.stringify(line);
      return style === "plain" ? line : `>-\n  ${line}\n  ${line}`;
    });
  /** What is no prose: code, addresses, languages, the shape of the text, other fields. */
  const kept = (raw: string, locale: Locale) => {
    const translation = parseTranslation(new SourceText("x.md", raw), locale, []);
    const { slug, section } = translation?.frontMatter ?? {};
    const blocks = translation?.body.blocks.map((block) => {
      if ("picture" in block) return block.picture.src;
      const html = [block.html ?? "", ...(block.items ?? []).map((item) => item.html)].join("\n");
      return [block.type, ...(html.match(/<code>.*?<\/code>|href="[^"]*"|lang="[^"]*"/g) ?? [])];
    });
    return { slug, section, blocks };
  };

  it("is done the first time, keeps what is no prose, and makes nothing worse", () => {
    let fixed = 0;
    fc.assert(
      fc.property(fc.constantFrom(...locales), value, text, fc.boolean(), (locale, headline, body, crlf) => {
        const written = `---\nheadline: ${headline}\ndescription: Так\nslug: tak\nsection: "a-b"\n---\n\n${body}\n`;
        const raw = crlf ? written.replaceAll("\n", "\r\n") : written;
        const file = `${locale}.md`;
        const before = check(raw, locale).diagnostics;
        const once = fixText(file, raw);
        fixed += once.changes.length;
        expect(fixText(file, once.raw)).toEqual({ raw: once.raw, changes: [] });
        expect(kept(once.raw, locale)).toEqual(kept(raw, locale));
        const counts = (diagnostics: Diagnostic[]) =>
          diagnostics.filter((each) => severityOf(each) === "error").length;
        const after = check(once.raw, locale);
        expect(counts(after.diagnostics)).toBeLessThanOrEqual(counts(before));
        expect(after.diagnostics.filter(({ edits }) => edits)).toEqual([]);
        expect(once.raw.split("\n").length).toBe(raw.split("\n").length);
      }),
      { numRuns: count(500, 80), seed: SEED },
    );
    expect(fixed).toBeGreaterThan(count(300, 45));
  });
});

function rawPlace(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
