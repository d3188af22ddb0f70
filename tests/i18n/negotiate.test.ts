import { describe, expect, it } from "vitest";
import { locales } from "../../src/i18n/locales.ts";
import { negotiateLocale } from "../../src/i18n/negotiate.ts";

describe("Accept-Language", () => {
  it.each([
    [null, "en"],
    ["", "en"],
    ["uk", "uk"],
    ["uk-UA,uk;q=0.9,en;q=0.5", "uk"],
    ["UK-ua", "uk"],
    ["uk-Cyrl-UA", "uk"],
    ["uk-x-private", "uk"],
    ["uk-GB", "uk"],
    ["ru", "en"],
    ["ru,uk;q=0.1", "uk"],
    ["de, fr;q=0.9", "en"],
    ["*", "en"],
    ["en;q=0", "uk"],
    ["en;q=0, *", "uk"],
    [locales.map((locale) => `${locale};q=0`).join(", "), "en"],
    ["en;q=0.5, uk;q=0.5", "en"],
    ["uk;q=0.5, en;q=0.5", "uk"],
    ["en;q=0.4, uk", "uk"],
    [";;;,,, q=1, =, uk", "uk"],
    ["x", "en"],
    ["uk-UA, en", "uk"],
    ["uk-UA;q=0.9,en;q=0.9", "uk"],
    ["en-GB,uk", "en"],
    ["en-US;q=0", "en"],
    ["en-GB;q=0, *", "en"],
    ["uk-UA, uk;q=0", "en"],
    ["de, *;q=0.5, uk;q=0.4", "en"],
    ["en;q=abc, uk;q=0.2", "uk"],
    ["en;q=abc", "en"],
    ["uk;q=2, en;q=0.1", "en"],
    ["uk ; q=0.8 , en;q=0.3", "uk"],
  ])("%s gives %s", (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });

  it("is read as far as 20 items and 1 kB", () => {
    const items = (n: number) => `${Array.from({ length: n }, () => "de").join(",")},uk`;
    expect(negotiateLocale(items(19))).toBe("uk");
    expect(negotiateLocale(items(20))).toBe("en");
    // The item at the limit is not read as a shorter one.
    expect(negotiateLocale(`${"x".repeat(1021)},uk-verylong`)).toBe("en");
  });
});
