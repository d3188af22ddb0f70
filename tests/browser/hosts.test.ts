// Hosts of embeds: WordPress, oEmbed consumers, pages that include the fragment.
import { extract, setProviderList } from "@extractus/oembed-extractor";
import type { Browser } from "playwright-core";
import { unfurl } from "unfurl.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyNth } from "../support/counts.ts";
import { openBrowser, type Visit, violations, visit } from "../support/node/browser.ts";
import { type Host, openHost } from "../support/node/host.ts";
import { siteOrigin } from "../support/node/site.ts";
import { filterOembedResult, WP_EMBED } from "../support/node/wordpress.ts";
import { EN, ENGLISH_ONLY, UK } from "../support/own-slugs.ts";

let browser: Browser;
let host: Host;
const visits: Visit[] = [];

const origin = siteOrigin();
beforeAll(async () => {
  [browser, host] = await Promise.all([openBrowser(), openHost()]);
});
afterAll(async () => {
  await Promise.all([browser?.close(), host?.close()]);
});

async function open(url: string, options = {}): Promise<Visit> {
  const seen = await visit(browser, url, options);
  visits.push(seen);
  return seen;
}
const close = () => Promise.all(visits.splice(0).map((seen) => seen.close()));

interface Oembed {
  html: string;
  width: number;
  height: number;
}
const oembed = async (path: string, more = ""): Promise<Oembed> =>
  (await (await fetch(`${origin}/oembed?url=${encodeURIComponent(origin + path)}${more}`)).json()) as Oembed;

describe("WordPress, which does not know us", () => {
  const post = (html: string) => host.page(`${html}<script>${WP_EMBED}</script>`);
  const state = ({ page }: Visit) =>
    page.evaluate(() => {
      const frame = document.querySelector("iframe") as HTMLIFrameElement;
      const quote = document.querySelector("blockquote") as HTMLElement;
      const { visibility } = getComputedStyle(frame);
      return { sandbox: `${frame.sandbox}`, visibility, quote: quote.style.display, height: frame.height };
    });

  it("gets html of which its filter leaves block quote and frame", async () => {
    const { html } = await oembed(`/uk/articles/${UK}`);
    expect(filterOembedResult(html, "s3cret")).toBe(
      '<blockquote class="wp-embedded-content" data-secret="s3cret">' +
        `<a href="${origin}/uk/articles/${UK}">Україна готується вийти з Оттавської конвенції про заборону протипіхотних мін</a></blockquote>` +
        '<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" style="position: absolute; visibility: hidden;" ' +
        `src="${origin}/embed/uk/articles/${UK}/hosted#?secret=s3cret" data-secret="s3cret" width="640" height="420" ` +
        'title="Україна готується вийти з Оттавської конвенції про заборону протипіхотних мін" frameborder="0"></iframe>',
    );
  });

  it.each([
    ["", 420],
    ["&maxwidth=500&maxheight=300", 300],
  ])(
    "shows the frame once its secret comes back, at the height that it asked for: %s",
    async (room, height) => {
      const { html } = await oembed(`/uk/articles/${UK}`, room);
      const seen = await open(post(filterOembedResult(html, "s3cret") ?? ""));
      await seen.page.waitForFunction(
        () => getComputedStyle(document.querySelector("iframe") as Element).visibility === "visible",
      );
      expect(await state(seen)).toEqual({
        sandbox: "allow-scripts",
        visibility: "visible",
        quote: "none",
        height: String(height),
      });
      expect(await seen.page.frameLocator("iframe").locator("h1").isVisible()).toBe(true);
      expect(seen.complaints).toEqual([]);
      await close();
    },
  );

  it("shows it also where its script comes after the frame has spoken", async () => {
    const { html } = await oembed(`/uk/articles/${UK}`);
    const seen = await open(host.page(filterOembedResult(html, "s3cret") ?? ""));
    expect((await state(seen)).visibility).toBe("hidden");
    await seen.page.evaluate((script) => {
      new Function(`${script};onLoad()`)();
    }, WP_EMBED);
    await seen.page.waitForFunction(
      () => getComputedStyle(document.querySelector("iframe") as Element).visibility === "visible",
    );
    await close();
  });

  it("keeps the frame hidden for whoever does not know the secret", async () => {
    const { html } = await oembed(`/uk/articles/${UK}`);
    const seen = await open(post((filterOembedResult(html, "s3cret") ?? "").replace("#?secret=s3cret", "")));
    await seen.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    expect((await state(seen)).visibility).toBe("hidden");
    await close();
  });

  it("follows the card's link to its own host", async () => {
    const { html } = await oembed(`/uk/articles/${UK}`);
    const seen = await open(post(filterOembedResult(html, "s3cret") ?? ""));
    await seen.page.waitForFunction(
      () => getComputedStyle(document.querySelector("iframe") as Element).visibility === "visible",
    );
    await seen.page.locator("iframe").click();
    await expect
      .poll(() => seen.page.evaluate(() => (globalThis as unknown as { __followed: string[] }).__followed))
      .toEqual([`${origin}/uk/articles/${UK}`]);
    await close();
  });

  it("shows the tombstone in posts that embedded an article before it was withdrawn", async () => {
    const { html } = await oembed(`/en/articles/${EN}`);
    const stale = html.replaceAll(EN, "retracted-en");
    const seen = await open(post(filterOembedResult(stale, "s3cret") ?? ""));
    await seen.page.waitForFunction(
      () => getComputedStyle(document.querySelector("iframe") as Element).visibility === "visible",
    );
    expect(await seen.page.frameLocator("iframe").locator("h1").textContent()).toBe(
      "This article was withdrawn",
    );
    await close();
  });
});

describe("the oEmbed chain from a page's URL", () => {
  it("works in unfurl.js", async () => {
    const { oEmbed } = await unfurl(`${origin}/uk/articles/${UK}`);
    expect(oEmbed).toMatchObject({
      type: "rich",
      html: expect.stringContaining(`/embed/uk/articles/${UK}/hosted`),
    });
  });

  it("works in oembed-extractor by discovery, the host's limits honoured", async () => {
    expect(await extract(`${origin}/en/articles/${EN}`, { maxwidth: 500, maxheight: 300 })).toMatchObject({
      method: "auto-discovery",
      type: "rich",
      width: 500,
      height: 300,
    });
  });

  it("works in oembed-extractor with us on its list of providers", async () => {
    const { host: name } = new URL(origin);
    const schemes = [`${origin}/*/articles/*`];
    setProviderList([
      {
        provider_name: "Visnyk",
        provider_url: origin,
        endpoints: [{ schemes, url: `${origin}/oembed` }],
      },
    ]);
    // It asks every provider by https, which nothing on loopback speaks: that one change is undone here.
    const plain: typeof fetch = (url, init) =>
      fetch(String(url).replace(`https://${name}/`, `http://${name}/`), init);
    expect(await extract(`${origin}/en/articles/${EN}?utm_source=x`, { maxwidth: 500 }, plain)).toMatchObject(
      { method: "provider-api", type: "rich", width: 500, height: 420 },
    );
  });
});

describe("a fragment", () => {
  it("may be included twice: its style stays inside, and nothing has an id", async () => {
    const body = `<style>p{color:rgb(1,2,3)}</style><p id="own" class="n">Own.</p><div></div><div></div>
<script>fetch("${origin}/fragment/uk/articles/${UK}").then((r)=>r.text()).then((t)=>{for(const d of document.querySelectorAll("div"))d.innerHTML=t;document.body.id="done"})</script>`;
    const seen = await open(host.page(body));
    const { page } = seen;
    await page.waitForSelector("#done");
    expect(await page.locator("article.visnyk").count()).toBe(2);
    expect(await page.locator("article [id]").count()).toBe(0);
    const border = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((each) => getComputedStyle(each).borderInlineStartWidth);
    expect([await border("blockquote"), await border("#own")]).toEqual(["3px", "0px"]);
    expect(
      await page
        .locator("article img")
        .first()
        .evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth > 0)),
    ).toBe(true);
    expect(seen.complaints).toEqual([]);
    await close();
  });

  it("says in a few words when the article is withdrawn", async () => {
    const response = await fetch(`${origin}/fragment/en/articles/retracted-en`);
    expect(response.status).toBe(410);
    expect(await response.text()).toMatch(
      /<h2>This article was withdrawn<\/h2>.*The source withdrew its claim\./s,
    );
  });
});

describe("a list of the latest", () => {
  it.each([280, 400, 640])("shows whole headlines at %i px, as many as there is room for", async (width) => {
    const page = [200, 300, 420]
      .map(
        (height) =>
          `<iframe src="${origin}/embed/uk/sections/background" title="t" width="${width}" height="${height}" style="border:0" sandbox="allow-popups"></iframe>`,
      )
      .join("");
    const seen = await open(host.page(page));
    for (const each of seen.page.frames().filter((frame) => frame.parentFrame())) {
      const cut = await each.evaluate(
        () =>
          [...document.querySelectorAll("li a, time, h1")].filter((element) => {
            const { height, bottom } = element.getBoundingClientRect();
            return height > 0 && (bottom > innerHeight || element.scrollHeight > element.clientHeight + 1);
          }).length,
      );
      expect(cut).toBe(0);
      expect(await each.locator("li").first().isVisible()).toBe(true);
    }
    await close();
  });
});

describe("axe-core", () => {
  it.each(
    [
      `uk/articles/${UK}`,
      `en/articles/${EN}/hosted`,
      `uk/articles/${ENGLISH_ONLY}`,
      `uk/articles/${ENGLISH_ONLY}/full`,
      `en/articles/${EN}/full`,
      "uk/sections/background",
      "en/articles/retracted-en",
      "uk/articles/no-such-article",
    ].flatMap((path, turn) => everyNth(["light", "dark"], 4, turn).map((theme) => [path, theme])),
  )("finds nothing in %s, %s", async (path, theme) => {
    const seen = await open(`${origin}/embed/${path}?theme=${theme}`, {
      viewport: { width: 640, height: 420 },
    });
    expect(await violations(seen.page)).toEqual([]);
    await close();
  });
});
