import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBrowser, visit } from "../support/node/browser.ts";
import { Newsroom } from "../support/node/newsroom.ts";
import { type Served, serve } from "../support/node/serve.ts";

let browser: Browser;
let served: Served;
let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open("own");
  [browser, served] = await Promise.all([openBrowser(), serve(newsroom)]);
});
afterAll(async () => {
  await Promise.all([browser?.close(), served?.close(), newsroom?.close()]);
});

it("opens", async () => {
  const seen = await visit(browser, `${served.origin}/`);
  expect(seen.page.url()).toBe(`${served.origin}/en`);
  expect(await seen.shift()).toBe(0);
  expect(seen.complaints).toEqual([]);
  await seen.close();
});
