// Embeds in other people's pages: a second server, whose origin is foreign to ours.
import type { Browser, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyNth } from "../support/counts.ts";
import { openBrowser, type Visit, visit } from "../support/node/browser.ts";
import { type Host, openHost } from "../support/node/host.ts";
import { Newsroom } from "../support/node/newsroom.ts";
import { type Served, serve } from "../support/node/serve.ts";
import { EN, ENGLISH_ONLY, UK } from "../support/own-slugs.ts";

const CARDS = [
  `en/articles/${EN}`,
  `uk/articles/${UK}`,
  `uk/articles/${ENGLISH_ONLY}`,
  "en/articles/the-ottawa-convention-what-it-requires-and-who-stays-outside",
  "en/articles/retracted-en",
  "uk/articles/no-such-article",
  "en/articles/only-uk-uk",
  "fr/articles/no-such-language",
];
const SANDBOX = 'sandbox="allow-popups allow-popups-to-escape-sandbox"';
const SPEAKING = 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"';

let browser: Browser;
let newsroom: Newsroom;
let served: Served;
let host: Host;
const visits: Visit[] = [];

beforeAll(async () => {
  newsroom = await Newsroom.open("own");
  await newsroom.article("retracted", "en", {
    retracted: { date: "2025-06-01T10:00:00+03:00", note: "The source withdrew its claim." },
  });
  await newsroom.article("retracted-at-length", "uk", {
    section: "background",
    retracted: { date: "2025-06-01T10:00:00+03:00", note: "Редакція пояснює дуже докладно. ".repeat(31) },
  });
  await newsroom.article("only-uk", "uk", { section: "background" });
  await newsroom.names(
    "site.yaml",
    "name: {en: The Herald, uk: Вісник громади}\ndescription: {en: News, uk: Новини}\n",
  );
  await newsroom.article("long", "uk", {
    section: "background",
    author: ["newsroom", "second", "third"],
    headline: "Найдовший заголовок із найдовших слів: протиповітрянооборонний ".repeat(4).slice(0, 200),
    description: "Опис, у якому є все, що тільки можна сказати про матеріал наперед. "
      .repeat(9)
      .slice(0, 400),
  });
  await newsroom.names(
    "authors.yaml",
    ["newsroom: { type: Organization, name: { en: Newsroom, uk: Редакція } }"]
      .concat(
        ["second", "third"].map(
          (id) =>
            `${id}: { type: Person, name: { en: ${"Konstantyn ".repeat(4)}, uk: ${"Костянтин ".repeat(4)} } }`,
        ),
      )
      .join("\n"),
  );
  [browser, served, host] = await Promise.all([openBrowser(), serve(newsroom), openHost()]);
});
afterAll(async () => {
  await Promise.all([browser?.close(), served?.close(), newsroom?.close(), host?.close()]);
});

async function open(url: string, options = {}): Promise<Visit> {
  const seen = await visit(browser, url, options);
  visits.push(seen);
  return seen;
}
const close = () => Promise.all(visits.splice(0).map((seen) => seen.close()));

const frame = (path: string, width: number | string, height: number, more = SANDBOX) =>
  `<iframe src="${served.origin}/embed/${path}" title="t" width="${width}" height="${height}" style="border:0;vertical-align:top" ${more}></iframe>`;

const framesOf = (page: Page): Frame[] => page.frames().filter((each) => each.parentFrame());

/** What does not fit the frame, or is cut inside it. */
const misfits = (each: Frame): Promise<string[]> =>
  each.evaluate(() => {
    const found: string[] = [];
    const { scrollHeight, scrollWidth } = document.documentElement;
    if (scrollHeight > innerHeight || scrollWidth > innerWidth)
      found.push(`document ${scrollWidth}x${scrollHeight}`);
    const cut: Element[] = [];
    for (const element of document.querySelectorAll("body *")) {
      if (cut.some((each) => each.contains(element))) continue;
      const box = element.getBoundingClientRect();
      const name = `${element.tagName} ${element.className}`;
      if (box.height === 0 || element.tagName === "BR") continue;
      if (box.bottom > innerHeight || box.right > innerWidth || box.top < 0 || box.left < 0)
        found.push(`out: ${name}`);
      if (
        element.scrollHeight > element.clientHeight + 1 &&
        getComputedStyle(element).overflowY === "hidden"
      ) {
        cut.push(element);
        found.push(`cut: ${name}`);
      }
    }
    return found;
  });

/** Sum of the layout shifts in a frame that may run scripts; in another one nobody is told of them. */
const shifts = (each: Frame): Promise<number> =>
  each.evaluate(
    () =>
      new Promise<number>((resolve) => {
        // Two frames later every shift of the last layout is known.
        requestAnimationFrame(() =>
          requestAnimationFrame(() =>
            resolve((globalThis as unknown as { __shifts: number[] }).__shifts.reduce((a, b) => a + b, 0)),
          ),
        );
      }),
  );

describe("a card in a foreign page", () => {
  it.each(everyNth(CARDS, 2))("fits every frame from 280 to 640 and from 200 up: %s", async (path) => {
    const sizes = [280, 333, 400, 640].flatMap((width) =>
      [200, 300, 420].map((height) => [width, height] as const),
    );
    const seen = await open(host.page(sizes.map(([width, height]) => frame(path, width, height)).join("")), {
      viewport: { width: 1300, height: 900 },
    });
    const frames = framesOf(seen.page);
    expect(frames.length).toBe(sizes.length);
    for (const [i, each] of frames.entries()) {
      const what = { path, size: sizes[i] };
      expect({ ...what, misfits: await misfits(each) }).toEqual({ ...what, misfits: [] });
    }
    expect(await seen.shift()).toBe(0);
    await close();
  });

  it("stands still while its picture is late", async () => {
    const { image } = (await (await fetch(`${served.origin}/v1/en/articles/${EN}`)).json()) as {
      image: { url: string };
    };
    // What is measured is measured at all: here the picture pushes the text down.
    const pushed = host.page(`<img src="${image.url}" alt="" style="width:100%"><p>Text</p>`);
    const page = [280, 640]
      .map((width) => frame(`en/articles/${EN}`, width, 420, SPEAKING))
      .concat(frame(`en/articles/${EN}/full`, 640, 420, SPEAKING))
      .concat(`<iframe src="${pushed}" title="t" width="400" height="400" ${SPEAKING}></iframe>`);
    const seen = await visit(browser, host.page(page.join("")), {}, 300);
    visits.push(seen);
    const found = await Promise.all(framesOf(seen.page).map(shifts));
    expect(found.slice(0, -1)).toEqual([0, 0, 0]);
    expect(found.at(-1)).toBeGreaterThan(0);
    await close();
  });

  it("is shown by a host that isolates itself", async () => {
    const isolated = {
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    };
    const frames = [
      frame(`en/articles/${EN}`, 640, 420),
      frame(`en/articles/${EN}/full`, 640, 420, SPEAKING),
      frame("en/sections/background", 640, 420),
    ];
    const seen = await open(host.page(frames.join(""), isolated));
    expect(await seen.page.evaluate(() => crossOriginIsolated)).toBe(true);
    for (const each of framesOf(seen.page)) {
      expect(await each.locator("h1").isVisible()).toBe(true);
      expect(
        await each.evaluate(() => [...document.images].every(({ naturalWidth }) => naturalWidth > 0)),
      ).toBe(true);
    }
    expect(seen.complaints).toEqual([]);
    await close();
  });

  it("names the site in what it says instead, whatever there is nothing of", async () => {
    for (const [path, name] of [
      ["uk/articles/no-such-article", "Вісник громади"],
      ["uk/articles/no-such-article/hosted", "Вісник громади"],
      [`uk/articles/${UK}?theme=pink`, "Вісник громади"],
      ["uk/nothing", "Вісник громади"],
      ["fr/articles/no-such-language/full", "The Herald"],
    ]) {
      const text = await (await fetch(`${served.origin}/embed/${path}`)).text();
      expect([path, text.includes(`<b>${name}</b>`)]).toEqual([path, true]);
    }
  });

  it.each(["long-uk", "retracted-at-length-uk"])(
    "holds the longest texts that can be published, cut only where they say so: %s",
    async (slug) => {
      const sizes = [280, 400, 640].flatMap((width) =>
        [200, 300, 420].map((height) => [width, height] as const),
      );
      const page = sizes.map(([width, height]) => frame(`uk/articles/${slug}`, width, height)).join("");
      const seen = await open(host.page(page), { viewport: { width: 1300, height: 900 } });
      for (const [i, each] of framesOf(seen.page).entries()) {
        const out = (await misfits(each)).filter((found) => !/^cut: (H1|P)/.test(found));
        expect({ size: sizes[i], out }).toEqual({ size: sizes[i], out: [] });
      }
      await close();
    },
  );

  it("drops picture and description under 420 px, and nothing else", async () => {
    const path = `en/articles/${EN}`;
    const seen = await open(host.page([420, 419, 200].map((height) => frame(path, 640, height)).join("")));
    const visible = await Promise.all(
      framesOf(seen.page).map((each) =>
        Promise.all(["picture img", ".d", "h1", ".k", ".m"].map((part) => each.locator(part).isVisible())),
      ),
    );
    expect(visible).toEqual([
      [true, true, true, true, true],
      [false, false, true, true, true],
      [false, false, true, true, true],
    ]);
    await close();
  });

  it("is one document and one picture, without cookies or a third party", async () => {
    const url = host.page(frame(`uk/articles/${UK}`, "100%", 420));
    const seen = await open(url);
    const asked = seen.requests.filter((request) => !request.startsWith("data:") && request !== url);
    expect(asked.length).toBe(2);
    expect(asked.every((request) => request.startsWith(`${served.origin}/`))).toBe(true);
    expect(await seen.page.context().cookies()).toEqual([]);
    expect(seen.complaints).toEqual([]);
    await close();
  });

  it("opens the article beside the host's page, which it cannot reach", async () => {
    const seen = await open(host.page(frame(`uk/articles/${UK}`, 640, 420)));
    const [popup] = await Promise.all([
      seen.page.waitForEvent("popup"),
      framesOf(seen.page)[0]
        ?.locator(".t")
        .click({ position: { x: 10, y: 10 } }),
    ]);
    await popup.waitForLoadState();
    expect(popup.url()).toBe(`${served.origin}/uk/articles/${UK}`);
    expect(await popup.evaluate(() => window.opener)).toBeNull();
    await close();
  });

  it("follows the host's colour scheme unless it is told one", async () => {
    const path = `en/articles/${EN}`;
    const colours = async (scheme: "light" | "dark") => {
      const page = `<style>:root{color-scheme:${scheme}}</style>${frame(path, 640, 420)}${frame(`${path}?theme=light`, 640, 420)}${frame(`${path}?theme=dark`, 640, 420)}`;
      const seen = await open(host.page(page), { colorScheme: null });
      const found = await Promise.all(
        framesOf(seen.page).map((each) =>
          each.evaluate(() => getComputedStyle(document.querySelector("main") as Element).backgroundColor),
        ),
      );
      await close();
      return found;
    };
    const [light, dark] = ["rgb(255, 255, 255)", "rgb(19, 22, 26)"];
    expect(await colours("light")).toEqual([light, light, dark]);
    expect(await colours("dark")).toEqual([dark, light, dark]);
  });

  it("says inside that it is a fallback, each language marked as what it is", async () => {
    const seen = await open(`${served.origin}/embed/uk/articles/${ENGLISH_ONLY}`);
    const { page } = seen;
    expect(await page.locator("html").getAttribute("lang")).toBe("uk");
    expect(await page.locator("h1").evaluate((h1) => h1.closest("[lang]")?.getAttribute("lang"))).toBe("en");
    expect(await page.locator(".n").textContent()).toMatch(
      /^Цей\sматеріал\sще\sне\sперекладено\sукраїнською$/,
    );
    expect(await page.locator(".n").evaluate((n) => n.closest("[lang]")?.getAttribute("lang"))).toBe("uk");
    await close();
  });
});

describe("a host that allows little", () => {
  it("shows the card where there is no JavaScript at all", async () => {
    const seen = await open(host.page(frame(`uk/articles/${UK}`, 400, 420)), { javaScriptEnabled: false });
    const card = seen.page.frameLocator("iframe");
    expect(await card.locator("h1").isVisible()).toBe(true);
    expect(await card.locator("picture img").isVisible()).toBe(true);
    await close();
  });

  it("shows card and whole article under a strict policy, which none of ours breaks", async () => {
    const policy = `default-src 'none'; img-src data:; frame-src ${served.origin}; script-src ${served.origin}`;
    const body = `${frame(`uk/articles/${UK}`, 400, 420)}${frame(`uk/articles/${UK}/full`, 600, 400, SPEAKING)}<script async src="${served.origin}/embed/1.js"></script>`;
    const seen = await open(host.page(body.replaceAll(/ style="[^"]*"/g, "")), {});
    const strict = await open(
      host.page(body.replaceAll(/ style="[^"]*"/g, ""), { "content-security-policy": policy }),
    );
    for (const { page } of [seen, strict]) {
      await page.waitForFunction(() => (document.querySelectorAll("iframe")[1]?.offsetHeight ?? 0) > 900);
      await page.frameLocator("iframe >> nth=0").locator("h1").waitFor();
    }
    expect(strict.complaints.filter((text) => !text.includes("style"))).toEqual([]);
    await close();
  });
});

describe("the whole article in a foreign page", () => {
  const full = (path: string) => frame(`${path}/full`, "100%", 300, SPEAKING);
  const loader = () => `<script async src="${served.origin}/embed/1.js"></script>`;
  const heights = (page: Page) =>
    page.evaluate(() => [...document.querySelectorAll("iframe")].map((each) => each.offsetHeight));
  const needed = (page: Page) =>
    Promise.all(
      framesOf(page).map((each) =>
        each.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height)),
      ),
    );
  const grown = (page: Page, count: number) =>
    page.waitForFunction(
      (expected) =>
        document.querySelectorAll("iframe").length === expected &&
        [...document.querySelectorAll("iframe")].every((each) => each.offsetHeight > 600),
      count,
    );

  it("is as high as its text, twice on one page and once added later, the loader being there twice", async () => {
    const seen = await open(
      host.page(full(`uk/articles/${UK}`) + loader() + full(`en/articles/${EN}`) + loader()),
    );
    const { page } = seen;
    await grown(page, 2);
    await page.evaluate(
      (html) => document.body.insertAdjacentHTML("beforeend", html),
      full(`uk/articles/${ENGLISH_ONLY}`),
    );
    await grown(page, 3);
    expect(await heights(page)).toEqual(await needed(page));
    // All in view: browsers do not lay out foreign frames that nobody sees.
    await page.setViewportSize({ width: 400, height: 9000 });
    await expect
      .poll(async () => [await heights(page), await needed(page)].map(String))
      .toSatisfy(([are, should]) => are === should && Number(are.split(",")[0]) > 1500);
    for (const each of framesOf(page)) {
      expect(await each.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true);
    }
    expect(seen.complaints).toEqual([]);
    await close();
  });

  it("listens to the window of each frame only, and within limits", async () => {
    const other = `<iframe id="other" width="300" height="150" style="border:0" srcdoc="<script>parent.postMessage({visnyk:777},'*')</script>"></iframe>`;
    const seen = await open(host.page(full(`uk/articles/${UK}`) + loader() + other));
    const { page } = seen;
    await page.waitForFunction(() => (document.querySelector("iframe")?.offsetHeight ?? 0) > 600);
    const [before] = await heights(page);
    await page.evaluate(() => postMessage({ visnyk: 5000 }, "*"));
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
    expect(await heights(page)).toEqual([before, 150]);
    const [own] = framesOf(page);
    const say = async (message: unknown) => {
      await own?.evaluate((data) => parent.postMessage(data, "*"), message);
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
      return (await heights(page))[0];
    };
    const unchanged = await say({ visnyk: "wide" });
    expect(await say(null)).toBe(unchanged);
    expect(await say({ visnyk: -5 })).toBe(unchanged);
    expect(await say({ visnyk: 1e9 })).toBe(20_000);
    expect(await say({ visnyk: 10 })).toBe(200);
    await close();
  });

  it("shows a tombstone that speaks when the article is withdrawn", async () => {
    const seen = await open(host.page(full("en/articles/retracted-en") + loader()));
    expect(await seen.page.frameLocator("iframe").locator("h1").textContent()).toBe(
      "This article was withdrawn",
    );
    expect(await misfits(framesOf(seen.page)[0] as Frame)).toEqual([]);
    await close();
  });
});
