// Pages as readers get them: two languages, two widths, two colour schemes.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTurn } from "../support/counts.ts";
import { openBrowser, violations, visit } from "../support/node/browser.ts";
import { siteOrigin } from "../support/node/site.ts";

const EN = "/en/articles/ukraine-moves-to-exit-anti-personnel-landmine-ban-treaty";
const UK = "/uk/articles/ukraina-hotuietsia-vyity-z-ottavskoi-konventsii";
const FALLBACK = "/uk/articles/lithuania-finland-and-poland-approve-exit-from-landmine-treaty";

const PAGES: [kind: string, path: string][] = [
  ["article, English", EN],
  ["article, Ukrainian", UK],
  ["fallback", FALLBACK],
  ["front page, English", "/en"],
  ["front page, Ukrainian", "/uk"],
  ["section, English", "/en/sections/background"],
  ["section, Ukrainian", "/uk/sections/latest-news"],
  ["author", "/uk/authors/newsroom"],
];
const SCREENS = [
  ["phone", { width: 360, height: 740 }],
  ["desktop", { width: 1280, height: 900 }],
] as const;
const SCHEMES = ["light", "dark"] as const;

let browser: Browser;

const origin = siteOrigin();
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const cases = PAGES.flatMap(([kind, path], turn) => {
  const as = (screen: 0 | 1, scheme: 0 | 1) => ({
    kind,
    path,
    screen: SCREENS[screen][0],
    viewport: SCREENS[screen][1],
    colorScheme: SCHEMES[scheme],
  });
  return inTurn([as(0, 0), as(0, 1), as(1, 0), as(1, 1)], turn);
});

describe.each(cases)("$kind on a $screen, $colorScheme", ({ path, viewport, colorScheme }) => {
  it("stands still, fits, is accessible and asks nobody else", async () => {
    const seen = await visit(browser, origin + path, { viewport, colorScheme }, 200);
    const { page } = seen;
    expect(await violations(seen.page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
    // To the end and back, so that pictures which wait to be seen have come.
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
    expect(
      await page.evaluate(() => [...document.images].every(({ naturalWidth }) => naturalWidth > 0)),
    ).toBe(true);
    expect(await seen.shift()).toBe(0);
    expect(seen.complaints).toEqual([]);
    for (const url of seen.requests) expect(url.startsWith(`${origin}/`)).toBe(true);
    expect(await page.context().cookies()).toEqual([]);
    await seen.close();
  });
});

describe("an article's text", () => {
  it.each(SCREENS)("is at least 18 px high and at most 68 characters wide on a %s", async (_, viewport) => {
    for (const path of [EN, UK]) {
      const seen = await visit(browser, origin + path, { viewport });
      const lines = await seen.page.evaluate(() =>
        [...document.querySelectorAll(".text > p")].flatMap((paragraph) => {
          const text = paragraph.firstChild as Text;
          const range = document.createRange();
          const counts = new Map<number, number>();
          for (let i = 0; i < text.length; i++) {
            range.setStart(text, i);
            range.setEnd(text, i + 1);
            const top = range.getClientRects()[0]?.top ?? 0;
            counts.set(top, (counts.get(top) ?? 0) + 1);
          }
          return [...counts.values()];
        }),
      );
      expect(Math.max(...lines)).toBeLessThanOrEqual(69); // The space at which the line breaks counts as well.
      const size = await seen.page.evaluate(
        () => getComputedStyle(document.querySelector(".text > p") as Element).fontSize,
      );
      expect(Number.parseFloat(size)).toBeGreaterThanOrEqual(18);
      expect(Number.parseFloat(size)).toBeLessThanOrEqual(20);
      await seen.close();
    }
  });

  it("shows what its source has, in the reader's language", async () => {
    const seen = await visit(browser, origin + UK);
    const text = (await seen.page.locator("main").innerText()).replaceAll("\u00a0", " ");
    for (const part of [
      "Останні новини",
      "2 хв читання",
      "29 червня 2025",
      "Текст: Редакція",
      "Зображення: Вісник",
      "Джерело: англомовна Вікіпедія",
      "«Ворог не дотримується правил.",
      "Усі новини",
      "Поширити або вбудувати",
    ])
      expect(text).toContain(part);
    expect(await seen.page.locator("h1").count()).toBe(1);
    await seen.close();
  });

  it("is printed without what only a screen has use for", async () => {
    const seen = await visit(browser, origin + UK);
    await seen.page.emulateMedia({ media: "print" });
    for (const left of [".skip", ".switch", ".sections", ".share", ".related"])
      expect(await seen.page.locator(left).isVisible()).toBe(false);
    for (const there of ["h1", ".text figure img", ".text > p >> nth=0", ".brand"])
      expect(await seen.page.locator(there).first().isVisible()).toBe(true);
    await seen.close();
  });
});

describe("the keyboard", () => {
  it("leads through skip link, switch and share box", async () => {
    const seen = await visit(browser, origin + EN);
    const { page } = seen;
    const focused = () =>
      page.evaluate(() => {
        const { activeElement: element } = document;
        return element?.tagName === "MAIN" ? "main" : (element?.textContent ?? "");
      });
    const press = async (key: string) => {
      await page.keyboard.press(key);
      return focused();
    };
    expect(await press("Tab")).toBe("Skip to the text");
    expect(await page.locator(".skip").boundingBox()).toMatchObject({ y: expect.closeTo(9.5, 0) });
    expect(await press("Tab")).toBe("Visnyk");
    expect(await press("Tab")).toBe("English");
    expect(await press("Tab")).toBe("Українська");
    await page.keyboard.press("Enter");
    await page.waitForURL(origin + UK);

    expect(await press("Tab")).toBe("Перейти до\u00a0тексту");
    expect(await press("Enter")).toBe("main");
    expect(await press("Tab")).toBe("Останні новини");
    while ((await press("Tab")) !== "Поширити або\u00a0вбудувати") {
      expect(await page.evaluate(() => document.activeElement?.closest("footer"))).toBeNull();
    }
    expect(await page.locator("textarea").first().isVisible()).toBe(false);
    await page.keyboard.press("Enter");
    expect(await page.locator("textarea").first().isVisible()).toBe(true);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => (document.activeElement as HTMLTextAreaElement).value)).toBe(
      origin + UK,
    );
    await page.keyboard.type("x");
    expect(await page.evaluate(() => (document.activeElement as HTMLTextAreaElement).value)).toBe(
      origin + UK,
    );
    expect(await violations(seen.page)).toEqual([]);
    expect(seen.complaints).toEqual([]);
    await seen.close();
  });
});

describe("what is not there", () => {
  it.each([
    ["/uk/nothing", "uk", 404],
    [`/en/articles/${encodeURIComponent("only-uk-uk")}`, "en", 404],
    ["/fr", "en", 404],
  ])("%s is explained accessibly in %s, with a way on", async (path, language, status) => {
    const seen = await visit(browser, null);
    const response = await seen.page.goto(origin + path);
    expect(response?.status()).toBe(status);
    expect(await seen.page.getAttribute("html", "lang")).toBe(language);
    expect(await violations(seen.page)).toEqual([]);
    await seen.page.click(`main a[href^="/${status === 404 ? language : "en"}"], main a >> nth=0`);
    await seen.page.waitForLoadState();
    expect(await seen.page.locator("h1").count()).toBe(1);
    await seen.close();
  });
});

describe("the front page", () => {
  it("is the reader's own at /", async () => {
    for (const [locale, path] of [
      ["uk-UA", "/uk"],
      ["de-DE", "/en"],
    ] as const) {
      const seen = await visit(browser, `${origin}/`, { locale });
      expect(seen.page.url()).toBe(origin + path);
      await seen.close();
    }
  });
});
