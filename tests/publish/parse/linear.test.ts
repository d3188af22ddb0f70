// The time of checking is in proportion to the length of a text, whatever is in it: doubled for one that is twice as
// long. The ratio is measured, not the time, and the best of several runs counts.

import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../src/publish/diagnostics/diagnostic.ts";
import { SourceText } from "../../../src/publish/diagnostics/source-text.ts";
import { fixText } from "../../../src/publish/editing/fix.ts";
import { parseTranslation } from "../../../src/publish/parse/article-source.ts";
import { parseSite } from "../../../src/publish/parse/site.ts";
import { inlineMarkdown, textMarkdown } from "../../../src/render/inline-markdown.ts";
import { count, everyNth } from "../../support/counts.ts";
import { badNames, badShapes, badTexts } from "../../support/node/bad-shapes.ts";

/** In UTF-16 units; every file that is written so is under 200 KB. */
const SIZES = count(1, 0) ? [25_000, 50_000, 100_000, 200_000] : [12_500, 25_000];
/** Of the time for twice the length: what is quadratic has 4. */
const RATIO_MAX = 2.6;
/** Milliseconds: what is shorter is all noise. Four times that is what the next size must not pass by far. */
const NOISE = 20;
const RUNS = 12;
const PARAGRAPH = 12_500;

/** Of this thread, in milliseconds: what else the machine does is not counted. */
const timeOf = (work: () => void): number => {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
};
/** Of the least times of both; measured again, in turns, until it is as it should be or RUNS are over. */
function ratioOf(work: (size: number) => () => void, [small, large]: [number, number]): number {
  const [short, long] = [work(small), work(large)];
  let [least, most] = [Infinity, Infinity];
  let ratio = Infinity;
  for (let run = 0; run < RUNS && ratio > RATIO_MAX; run++) {
    least = Math.min(least, timeOf(short));
    most = Math.min(most, timeOf(long));
    ratio = most / Math.max(least, NOISE);
  }
  return ratio;
}
/** @returns each doubling of which the time is more than doubled. */
const slow = (work: (size: number) => () => void): string[] =>
  SIZES.slice(1).flatMap((large, i) => {
    const ratio = ratioOf(work, [SIZES[i] as number, large]);
    return ratio > RATIO_MAX ? [`${SIZES[i]} → ${large}: ${ratio.toFixed(1)} times as long`] : [];
  });

const check = (text: string) => () => {
  const diagnostics: Diagnostic[] = [];
  parseTranslation(new SourceText("content/articles/a/uk.md", text), "uk", diagnostics);
};

describe("checking takes time in proportion to", () => {
  it.each(everyNth(badShapes(PARAGRAPH), 9))("$name", ({ make }) => {
    expect(slow((size) => check(make(size)))).toEqual([]);
  });

  it.each(everyNth(badNames, 2))("the names of authors: $name", ({ make }) => {
    const work = (size: number) => {
      const authors = new SourceText("content/authors.yaml", make(size));
      return () => void parseSite({ site: null, sections: null, authors }, []);
    };
    expect(slow(work)).toEqual([]);
  });
});

describe("mending takes time in proportion to", () => {
  it("the number of slips", () => {
    const work = (size: number) => {
      const [shape] = badShapes(PARAGRAPH).filter(({ name }) => name === "apostrophes, in blocks");
      const text = shape?.make(size) ?? "";
      return () => void fixText("uk.md", text);
    };
    expect(slow(work)).toEqual([]);
  });
});

describe("writing Markdown takes time in proportion to", () => {
  it.each(everyNth(badTexts, 3))("$name", ({ make }) => {
    const work = (size: number) => {
      const text = make(size);
      return () => {
        textMarkdown(text);
        inlineMarkdown(text);
        inlineMarkdown(text, true);
      };
    };
    expect(slow(work)).toEqual([]);
  });
});
