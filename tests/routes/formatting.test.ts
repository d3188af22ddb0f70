// workerd carries its own ICU: what we rely on is pinned here, where it is served.
import { describe, expect, it } from "vitest";
import { countWords, formatNames, formatReadingTime, readingMinutes } from "../../src/i18n/format.ts";
import { LOCALES } from "../../src/i18n/locales.ts";
import { DATES, dates } from "../support/dates.ts";

describe("dates", () => {
  it("are the same as in Node, on the newsroom's clock", () => {
    expect(dates()).toEqual(DATES);
  });
});

describe("reading time", () => {
  it("is at least a minute, and rounds up at 200 words a minute", () => {
    expect([0, 1, 200, 201, 400, 401].map(readingMinutes)).toEqual([1, 1, 1, 2, 2, 3]);
  });

  it("has the form of its number in every language", () => {
    const forms = [1, 2, 5, 11, 21, 1.5, 1200];
    expect(forms.map((n) => formatReadingTime(n, "uk"))).toEqual([
      "1 хв читання",
      "2 хв читання",
      "5 хв читання",
      "11 хв читання",
      "21 хв читання",
      "1,5 хв читання",
      "1200 хв читання".replace("1200", "1\u00a0200"),
    ]);
    expect(formatReadingTime(1, "en")).toBe("1 min read");
    expect(formatReadingTime(2, "en")).toBe("2 min read");
  });

  it("counts words, not punctuation, and an apostrophe does not split one", () => {
    expect(countWords("Об’їзд — це «слово», а не два.", "uk")).toBe(6);
    expect(countWords("It’s one, two; three!", "en")).toBe(4);
  });
});

describe("names", () => {
  it("are joined as the language joins them", () => {
    expect(formatNames(["А", "Б", "В"], "uk")).toBe("А, Б і В");
    expect(formatNames(["Ольга", "Іван"], "uk")).toBe("Ольга та Іван");
    expect(formatNames(["А", "Ольга", "Їжак"], "uk")).toBe("А, Ольга та Їжак");
    expect(formatNames(["Іван", "Ольга", "Марія"], "uk")).toBe("Іван, Ольга і Марія");
    expect(formatNames(["A", "B", "C"], "en")).toBe("A, B, and C");
    expect(formatNames(["Редакція"], "uk")).toBe("Редакція");
  });
});

describe("languages", () => {
  it("are called by their own names", () => {
    expect([LOCALES.en.name, LOCALES.uk.name]).toEqual(["English", "Українська"]);
  });
});
