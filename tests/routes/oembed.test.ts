import { beforeAll, describe, expect, it } from "vitest";
import { EN, ENGLISH_ONLY, UK } from "../support/own-slugs.ts";
import { ORIGIN, seed, World } from "../support/world.ts";

const world = new World();
const isolate = world.isolate();
const ask = (url: string, more = "") => isolate.get(`/oembed?url=${encodeURIComponent(url)}${more}`);
const page = (locale: string, slug: string) => `${ORIGIN}/${locale}/articles/${slug}`;

beforeAll(() => seed());

describe("GET /oembed", () => {
  it("answers for a page with the card for hosts", async () => {
    const response = await ask(page("uk", UK));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(response.headers.get("content-language")).toBe("uk");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(await response.json()).toMatchObject({
      version: "1.0",
      type: "rich",
      title: "Україна готується вийти з Оттавської конвенції про заборону протипіхотних мін",
      author_name: "Редакція",
      author_url: `${ORIGIN}/uk/authors/newsroom`,
      provider_name: "Вісник",
      provider_url: `${ORIGIN}/uk`,
      cache_age: 3600,
      width: 640,
      height: 420,
      html: expect.stringContaining(`<iframe src="${ORIGIN}/embed/uk/articles/${UK}/hosted" width="640"`),
    });
  });

  it("gives the same as XML", async () => {
    const response = await ask(page("en", EN), "&format=xml");
    expect(response.headers.get("content-type")).toBe("text/xml; charset=utf-8");
    expect(await response.text()).toMatch(
      /^<\?xml version="1\.0" encoding="utf-8" standalone="yes"\?>\n<oembed><version>1\.0<\/version><type>rich<\/type>.*<html>&lt;blockquote&gt;.*<\/oembed>$/s,
    );
  });

  it("is what the article itself points to", async () => {
    const { links } = await (await isolate.get(`/v1/en/articles/${EN}`)).json<{
      links: { oembed: string };
    }>();
    const response = await isolate.get(links.oembed.slice(ORIGIN.length));
    expect(await response.json()).toMatchObject({ type: "rich" });
  });

  it.each([
    ["a former slug", page("en", "renamed-before"), "renamed-en"],
    ["another locale's slug", page("en", UK), EN],
    ["capitals and a trailing slash", `${ORIGIN}/EN/Articles/${EN.toUpperCase()}/`, EN],
    ["the country for the language", page("ua", UK), UK],
    ["a query and a fragment", `${page("en", EN)}?utm_source=x#y`, EN],
    ["a default port and dots", `https://VISNYK.example:443/./en/articles/${EN}`, EN],
    ["no locale", `${ORIGIN}/articles/${UK}`, EN],
    ["Cyrillic, decomposed", page("uk", "київ-і-їжак".normalize("NFD")), encodeURIComponent("київ-і-їжак")],
  ])("resolves a URL as its page would: %s", async (_, url, slug) => {
    const response = await ask(url);
    expect(response.status).toBe(200);
    const { html } = await response.json<{ html: string }>();
    expect(html).toContain(`/articles/${slug}/hosted"`);
  });

  it("answers in the fallback language where there is no translation", async () => {
    const response = await ask(page("uk", ENGLISH_ONLY));
    expect(response.headers.get("content-language")).toBe("en");
    expect(await response.json()).toMatchObject({
      title: expect.stringContaining("Lithuania"),
      provider_name: "Вісник",
      html: expect.stringContaining(`/embed/uk/articles/${ENGLISH_ONLY}/hosted`),
    });
  });

  it("takes a host's limits, the last of those that it repeats, and ignores what it does not know", async () => {
    const url = encodeURIComponent(page("en", EN));
    const plain = await isolate.get(`/oembed?url=${url}&maxwidth=500&maxheight=300`);
    const wordpress = await isolate.get(
      `/oembed?url=${url}&format=json&maxwidth=900&maxwidth=500&maxheight=300&url=${url}&dnt=1&format=json`,
    );
    expect(wordpress.status).toBe(200);
    expect(wordpress.headers.get("etag")).toBe(plain.headers.get("etag"));
    expect(await wordpress.json()).toMatchObject({ type: "rich", width: 500, height: 300 });
    await plain.arrayBuffer();
  });

  it.each([
    ["&maxwidth=&maxheight=&format=", 640, 420],
    ["&maxwidth=500.7&maxheight=%20300%20", 500, 300],
    ["&maxwidth=99999999999999999999&format=JSON", 640, 420],
  ])("reads what hosts write carelessly: %s", async (careless, width, height) => {
    const response = await ask(page("en", EN), careless);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ width, height });
  });

  it.each([
    [400, "invalid_parameter", "/oembed"],
    [400, "invalid_parameter", "/oembed?url="],
    [400, "invalid_parameter", "/oembed?url=not%20a%20url"],
    [400, "invalid_parameter", `/oembed?url=${encodeURIComponent(`/en/articles/${EN}`)}`],
    [400, "invalid_parameter", `/oembed?url=${encodeURIComponent(page("en", EN))}&maxwidth=0`],
    [400, "invalid_parameter", `/oembed?url=${encodeURIComponent(page("en", EN))}&maxheight=wide`],
    [400, "invalid_parameter", `/oembed?url=${encodeURIComponent(page("en", EN))}&maxheight=-5`],
    [400, "invalid_parameter", `/oembed?url=${encodeURIComponent(page("en", EN))}&maxheight=0.5`],
    [501, "format_not_supported", `/oembed?url=${encodeURIComponent(page("en", EN))}&format=yaml`],
    [410, "article_retracted", `/oembed?url=${encodeURIComponent(page("en", "retracted-en"))}`],
  ])("is %i %s for %s", async (status, code, path) => {
    const response = await isolate.get(path);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(await response.json()).toMatchObject({ status, code });
  });

  it.each([
    "https://foreign.example/en/articles/renamed-en",
    "https://visnyk.example.foreign.example/en/articles/renamed-en",
    "https://visnyk.example@foreign.example/en/articles/renamed-en",
    "http://visnyk.example/en/articles/renamed-en",
    "https://visnyk.example:8443/en/articles/renamed-en",
    "javascript:alert(1)//visnyk.example/en/articles/renamed-en",
    "blob:https://visnyk.example/en/articles/renamed-en",
    "data:text/html,https://visnyk.example/en/articles/renamed-en",
    "https://visnyk.example/en/articles/no-such-article",
    "https://visnyk.example/en/articles/%E0%A4%A",
    "https://visnyk.example/en/articles/a%2Fb",
    "https://visnyk.example/de/articles/renamed-en",
    "https://visnyk.example/",
    "https://visnyk.example/embed/en/articles/renamed-en",
  ])("is 404 for what is no page of ours: %s", async (url) => {
    const response = await ask(url);
    expect([url, response.status]).toEqual([url, 404]);
    const body = await response.text();
    expect(body).not.toContain("alert");
    expect(JSON.parse(body).code).toBe("article_not_found");
  });

  it("reads the slug and, in the renderer, release and article; the second time nothing", async () => {
    const fresh = new World();
    const other = fresh.isolate();
    await (await other.get("/healthz")).arrayBuffer();
    fresh.takeReads();
    const path = `/oembed?url=${encodeURIComponent(page("en", EN))}`;
    const first = await other.get(path);
    await first.arrayBuffer();
    expect(fresh.takeReads().length).toBeLessThanOrEqual(3);
    const etag = first.headers.get("etag") ?? "";
    const again = await other.get(path, { headers: { "if-none-match": etag } });
    expect(again.status).toBe(304);
    expect(fresh.takeReads()).toEqual([]);
  });
});

describe("GET /embed/1.js", () => {
  it("is a script that any page may load and keep for a year", async () => {
    const response = await isolate.get("/embed/1.js");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(await response.text()).toContain("addEventListener");
  });

  it("has no other numbers", async () => {
    const response = await isolate.get("/embed/2.js");
    expect(response.status).toBe(404);
    await response.arrayBuffer();
  });
});
