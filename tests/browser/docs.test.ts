// /docs as developers get it: two languages, two widths, two colour schemes, with and without scripts.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { locales } from "../../src/i18n/locales.ts";
import { inTurn } from "../support/counts.ts";
import { openBrowser, type Visit, violations, visit } from "../support/node/browser.ts";
import { siteOrigin } from "../support/node/site.ts";

let browser: Browser;
const origin = siteOrigin();
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const open = (path: string, options: Parameters<typeof visit>[2] = {}) =>
  visit(browser, origin + path, options);

/** Everything that is folded away is looked at as well. */
const unfold = ({ page }: Visit) =>
  page.evaluate(() => {
    for (const each of document.querySelectorAll("details")) each.open = true;
  });

/** Texts that a button to copy lies over. */
const covered = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const over: string[] = [];
    for (const button of document.querySelectorAll(".code button")) {
      const box = button.getBoundingClientRect();
      const code = button.closest(".code") as Element;
      const before = code.previousElementSibling ?? code.parentElement?.previousElementSibling;
      if (box.height === 0 || !before) continue;
      const text = document.createRange();
      text.selectNodeContents(before);
      for (const line of text.getClientRects()) {
        if (line.bottom > box.top && line.top < box.bottom && line.right > box.left)
          over.push(before.textContent ?? "");
      }
    }
    return over;
  });

const cases = ["/docs/en", "/docs/uk", "/problems/article_not_found"].flatMap((path, turn) => {
  const as = (width: number, colorScheme: "light" | "dark") => ({ path, width, colorScheme });
  return inTurn([as(360, "light"), as(360, "dark"), as(1280, "light"), as(1280, "dark")], turn);
});

describe.each(cases)("$path at $width px, $colorScheme", ({ path, width, colorScheme }) => {
  it("fits, is accessible, complains of nothing and asks nobody else", async () => {
    const seen = await open(path, { viewport: { width, height: 800 }, colorScheme });
    const { page, complaints, requests } = seen;
    await unfold(seen);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await covered(page)).toEqual([]);
    expect(complaints).toEqual([]);
    for (const url of requests) expect(url.startsWith(`${origin}/`)).toBe(true);
    await seen.close();
  });
});

describe.each(locales)("/docs/%s", (locale) => {
  const path = `/docs/${locale}`;

  it("has no link that leads nowhere", async () => {
    const { page, close } = await open(path);
    const { inside, ids, outside } = await page.evaluate(() => {
      const links = [...document.querySelectorAll("a")].map((link) => link.getAttribute("href") ?? "");
      return {
        inside: links.filter((href) => href.startsWith("#")).map((href) => href.slice(1)),
        ids: [...document.querySelectorAll("[id]")].map(({ id }) => id),
        outside: [...new Set(links.filter((href) => !href.startsWith("#")))],
      };
    });
    expect(inside.filter((id) => !ids.includes(id))).toEqual([]);
    expect(ids).toEqual([...new Set(ids)]);
    for (const href of outside) {
      const { status } = await fetch(new URL(href, origin));
      expect([href, status]).toEqual([href, 200]);
    }
    await close();
  });

  it("shows the article's card, live", async () => {
    const { page, close } = await open(path);
    await page.locator("iframe.card").scrollIntoViewIfNeeded();
    await page.frameLocator("iframe.card").locator("h1 a").waitFor();
    await close();
  });

  it("needs no script: samples in every language, answers to read and to open, a picture with words", async () => {
    const { page, close } = await open(path, { javaScriptEnabled: false });
    expect(await page.locator("button").count()).toBe(0);
    const list = page.locator("#call-list");
    for (const [id, seen, hidden] of [
      ["in-sh", "curl -s", "import Foundation"],
      ["in-swift", "URLSession", "curl -s"],
      ["in-kt", "JSONObject", "URLSession"],
      ["in-ts", "await fetch", "JSONObject"],
    ] as const) {
      await page.locator(`#${id}`).check();
      const text = await list.innerText();
      expect(text).toContain(seen);
      expect(text).not.toContain(hidden);
    }
    await list.locator("summary").click();
    expect(await list.locator("details").innerText()).toContain('"items": [');
    await list.locator(".live a").click();
    await page.waitForURL(`**/v1/${locale}/articles?*`);
    await close();
  });

  it("copies samples and shows this server's live answer where scripts run", async () => {
    const { page, complaints, close } = await open(path, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const list = page.locator("#call-list");
    await list.locator(".sample.sh button").click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(`curl -s '${origin}/v1/${locale}/articles?limit=3'`);
    await list.locator("summary").click();
    await list.locator(".live button").click();
    await list.locator("code", { hasText: "content-language" }).waitFor();
    const answer = await list.locator("[data-live] code").innerText();
    expect(answer).toMatch(/^200\ncontent-type: application\/json/);
    expect(answer).toContain(`content-language: ${locale}`);
    expect(answer).toContain('"items": [');
    expect(complaints).toEqual([]);
    await close();
  });

  it("opens what a link leads to, though it is folded away", async () => {
    const { page, close } = await open(`${path}#problem-article_retracted`);
    expect(await page.locator("#problem-article_retracted").isVisible()).toBe(true);
    expect(await page.locator("#problem-not_found").isVisible()).toBe(false);
    await close();
  });
});

it("/docs leads to the reader's language", async () => {
  for (const [locale, path] of [
    ["uk-UA", "/docs/uk"],
    ["de-DE", "/docs/en"],
  ] as const) {
    const { page, close } = await open("/docs", { locale });
    expect(new URL(page.url()).pathname).toBe(path);
    await close();
  }
});
