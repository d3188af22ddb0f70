// Pictures as a device gets them: the variant that suits it, a preview until it has come, and nothing moving meanwhile.

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Article, Image } from "../../src/article/article.ts";
import { openBrowser, type Visit, visit } from "../support/node/browser.ts";
import { type Host, openHost } from "../support/node/host.ts";
import { Newsroom, SVG } from "../support/node/newsroom.ts";
import { type Served, serve } from "../support/node/serve.ts";

let browser: Browser;
let newsroom: Newsroom;
let served: Served;
let host: Host;
let article: Article;

/** Red on the left, blue on the right. */
const photo = async (width: number, height: number): Promise<Buffer> => {
  const half = { width: Math.floor(width / 2), height, channels: 3 as const, background: "#2020d0" };
  const right = { input: await sharp({ create: half }).png().toBuffer(), left: width - half.width, top: 0 };
  return sharp({ create: { ...half, width, background: "#d02020" } })
    .composite([right])
    .jpeg()
    .toBuffer();
};

beforeAll(async () => {
  newsroom = await Newsroom.open("none");
  const body = "Text.\n\n![In the text](text.jpg)\n\nMore text.\n\n![A drawing](drawing.svg)\n\nThe end.";
  await newsroom.article("photo", "en", { image: { src: "lead.jpg", alt: "Lead" } }, body);
  await newsroom.write("articles/photo/lead.jpg", await photo(2400, 1350));
  await newsroom.write("articles/photo/text.jpg", await photo(1700, 1131));
  await newsroom.write("articles/photo/drawing.svg", SVG.replace("<rect", '<rect fill="#2020d0"'));
  [browser, served, host] = await Promise.all([openBrowser(), serve(newsroom), openHost()]);
  article = (await (await fetch(`${served.origin}/v1/en/articles/photo-en`)).json()) as Article;
});
afterAll(async () => {
  await Promise.all([browser?.close(), served?.close(), newsroom?.close(), host?.close()]);
});

/** What the browser has chosen for the page's pictures, in their order: type and width, or the original. */
async function chosen(page: Page): Promise<string[]> {
  const urls = await page.evaluate(async () => {
    scrollTo(0, document.documentElement.scrollHeight);
    const pictures = [...document.querySelectorAll<HTMLImageElement>("picture img")];
    await Promise.all(
      pictures.map((img) => img.complete || new Promise((resolve) => img.addEventListener("load", resolve))),
    );
    return pictures.map((img) => img.currentSrc);
  });
  const images = [article.image, ...article.body.map(({ image }) => image)].filter(
    (image): image is Image => image !== undefined,
  );
  const names = new Map(
    images.flatMap(({ url, variants = [] }): [string, string][] => [
      [url, "original"],
      ...variants.map(({ url, type, width }): [string, string] => [url, `${type.slice(6)} ${width}`]),
    ]),
  );
  return urls.map((url) => names.get(url) ?? url);
}

describe("on a page", () => {
  it.each([
    [360, 1, ["avif 480", "avif 480", "avif 480"]],
    [400, 2, ["avif 960", "avif 960", "avif 960"]],
    [900, 1, ["avif 960", "avif 960", "avif 960"]],
    [1280, 2, ["avif 1600", "avif 1600", "avif 1600"]],
  ])(
    "%i px wide with %i pixels to one, the variants that fit are chosen, and only they are loaded",
    async (width, deviceScaleFactor, expected) => {
      const options = { viewport: { width, height: 800 }, deviceScaleFactor };
      const seen = await visit(browser, `${served.origin}/en/articles/photo-en`, options, 100);
      expect(await chosen(seen.page)).toEqual(expected);
      expect(seen.requests.filter((url) => url.includes("/media/"))).toHaveLength(3);
      expect(await seen.shift()).toBe(0);
      expect(seen.complaints).toEqual([]);
      await seen.close();
    },
  );

  it("the front page has small ones, but for the first", async () => {
    const bytes = await photo(1700, 960);
    for (const id of ["second", "third", "fourth"]) {
      await newsroom.article(id, "en", { image: { src: "small.jpg", alt: id } });
      await newsroom.write(`articles/${id}/small.jpg`, bytes);
    }
    const both = await serve(newsroom);
    const options = { viewport: { width: 1280, height: 1600 } };
    const seen = await visit(browser, `${both.origin}/en`, options);
    await seen.page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
    const widths = await seen.page.evaluate(() =>
      [...document.querySelectorAll<HTMLImageElement>("picture img")].map(
        ({ currentSrc, parentElement }) =>
          [...(parentElement?.querySelectorAll("source") ?? [])]
            .flatMap(({ srcset }) => srcset.split(", "))
            .find((each) => currentSrc.endsWith(each.split(" ")[0] ?? ""))
            ?.split(" ")[1],
      ),
    );
    expect(widths).toEqual(["960w", "480w", "480w", "480w"]);
    await seen.close();
    await both.close();
  });
});

/** A page whose pictures come when they are let. */
async function open(url: string, options: BrowserContextOptions = {}): Promise<Visit & { release(): void }> {
  const seen = await visit(browser, null, options);
  const held: (() => void)[] = [];
  let released = false;
  await seen.page.route("**/media/**", async (route) => {
    if (!released) await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await seen.page.goto(url, { waitUntil: "domcontentloaded" });
  const release = () => {
    released = true;
    for (const go of held) go();
  };
  return { ...seen, release };
}

/** Colours on the left and on the right of a part of the screen. */
async function colours(page: Page, box: { x: number; y: number; width: number; height: number }) {
  const shot = await page.screenshot({ clip: box });
  const { data, info } = await sharp(shot).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const row = Math.floor(info.height / 2) * info.width;
  return [0.15, 0.85].map((part) => {
    const at = (row + Math.floor(info.width * part)) * info.channels;
    const [red = 0, , blue = 0] = data.subarray(at, at + 3);
    return red - blue > 80 ? "red" : blue - red > 80 ? "blue" : `neither (${data.subarray(at, at + 3)})`;
  });
}

describe("until a picture has come, a preview of it stands in its place", () => {
  const frame = (path: string, height: number) =>
    host.page(
      `<iframe src="${served.origin}${path}" title="t" width="640" height="${height}" style="border:0"></iframe>`,
    );

  it.each([
    ["a page", async () => `${served.origin}/en/articles/photo-en`],
    ["a card", async () => frame("/embed/en/articles/photo-en", 420)],
    ["a whole article in a frame", async () => frame("/embed/en/articles/photo-en/full", 900)],
    [
      "a fragment",
      async () => host.page(await (await fetch(`${served.origin}/fragment/en/articles/photo-en`)).text()),
    ],
  ])("in %s", async (_, url) => {
    const { page, release, complaints, shift, close } = await open(await url(), {
      viewport: { width: 800, height: 900 },
    });
    const [framed] = page.frames().filter((each) => each.parentFrame());
    const picture = (framed ?? page).locator("picture img").first();
    const box = await picture.boundingBox();
    if (!box) throw new Error("there is no picture");
    expect(box.width).toBeGreaterThan(500);
    await page.waitForFunction(() => document.fonts.status === "loaded");
    expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(0);
    expect(await colours(page, box)).toEqual(["red", "blue"]);
    release();
    await picture.evaluate((img: HTMLImageElement) => img.decode());
    expect(await picture.boundingBox()).toEqual(box);
    expect(await colours(page, box)).toEqual(["red", "blue"]);
    // Its edges are under the picture's, not beside them.
    const preview = await (framed ?? page).locator(".p > img").first().boundingBox();
    expect(preview).toEqual(box);
    expect(await shift()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
});
