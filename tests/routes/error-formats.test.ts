// Errors come in the format of the request, with a way on.
import { beforeAll, describe, expect, it } from "vitest";
import { ORIGIN, seed, World } from "../support/world.ts";

const isolate = new World().isolate();
const CYRILLIC = encodeURIComponent("київ-і-їжак");

beforeAll(() => seed());

async function open(path: string) {
  const response = await isolate.get(path);
  const text = await response.text();
  const { status, headers } = response;
  return { status, text, type: headers.get("content-type"), policy: headers.get("content-security-policy") };
}

const FORMATS = {
  json: { type: "application/problem+json; charset=utf-8", begins: "{" },
  page: { type: "text/html; charset=utf-8", begins: "<!doctype html>" },
  card: { type: "text/html; charset=utf-8", begins: "<!doctype html>", policy: "frame-ancestors *" },
  speaking: { type: "text/html; charset=utf-8", begins: "<!doctype html>", policy: "script-src 'sha256-" },
  fragment: { type: "text/html; charset=utf-8", begins: "<article" },
  markdown: { type: "text/markdown; charset=utf-8", begins: "# " },
};

describe("a problem has the form of its URL", () => {
  it.each<[path: string, format: keyof typeof FORMATS]>([
    ["/v1/en/articles/nothing", "json"],
    ["/v1/en/articles/nothing.md", "json"],
    ["/v1/articles/nothing.md", "json"],
    ["/%761/en/articles/nothing", "json"],
    ["/oembed/nothing.md", "json"],
    ["/media/nothing.md", "json"],
    ["/en/articles/nothing", "page"],
    ["/en/nothing.md", "page"],
    ["/articles/nothing.md", "page"],
    ["/embed/en/articles/nothing", "card"],
    ["/embed/en/articles/nothing.md", "card"],
    ["/%65mbed/en/articles/nothing", "card"],
    ["/embed/en/articles/full", "card"],
    ["/embed/en/sections/nothing", "card"],
    ["/embed/en/articles/nothing/hosted", "speaking"],
    ["/Embed/EN/Articles/nothing/Full/", "speaking"],
    ["/fragment/en/articles/nothing", "fragment"],
    ["/fragment/en/articles/nothing.md", "fragment"],
    ["/en/articles/nothing.md", "markdown"],
    ["/EN/Articles/nothing.MD/", "markdown"],
    ["/fr/articles/nothing.md", "markdown"],
  ])("%s: %s", async (path, name) => {
    const { status, text, type, policy } = await open(path);
    const format = FORMATS[name];
    expect([status, type, text.slice(0, format.begins.length)]).toEqual([404, format.type, format.begins]);
    if ("policy" in format) expect(policy).toContain(format.policy);
    expect(policy?.includes("script-src") ?? false).toBe(name === "speaking");
  });
});

const READERS = ["/{}", "/embed/{}", "/embed/{}/hosted", "/embed/{}/full", "/fragment/{}"];

describe("who cannot read it in one language", () => {
  it("is led to the page in the language that it is in, in every format", async () => {
    for (const route of READERS) {
      const { status, text } = await open(route.replace("{}", `en/articles/${CYRILLIC}`));
      expect([route, status]).toEqual([route, 404]);
      const body = text.slice(text.search(/<main|<article/));
      const [, attributes = ""] = /<a ([^>]*)>Українська</.exec(body) ?? [];
      const base = route.startsWith("/fragment") ? ORIGIN : "";
      expect(attributes).toContain(`href="${base}/uk/articles/${CYRILLIC}"`);
      expect(attributes).toContain('lang="uk"');
      // In a frame the host's page stays.
      if (route.startsWith("/embed")) expect(attributes).toContain('target="_blank" rel="noopener"');
      expect(text).toContain("You can read it in another language:");
    }
    expect((await open(`/en/articles/${CYRILLIC}.md`)).text).toContain(
      `- [Українська](${ORIGIN}/uk/articles/${CYRILLIC}.md)`,
    );
  });

  it("is led to all our languages from one that we do not have", async () => {
    for (const route of READERS) {
      const { text } = await open(route.replace("{}", "fr/articles/nothing"));
      const base = route.startsWith("/fragment") ? ORIGIN : "";
      for (const [locale, name] of [
        ["en", "English"],
        ["uk", "Українська"],
      ] as const)
        expect(text.slice(text.search(/<main|<article/))).toMatch(
          new RegExp(`<a href="${base}/${locale}"[^>]*>${name}<`),
        );
    }
    const { text } = await open("/fr/articles/nothing.md");
    expect(text).toContain(`- [English](${ORIGIN}/en)\n- [Українська](${ORIGIN}/uk)\n`);
  });

  it("is told of no other language where there is none", async () => {
    for (const route of READERS) {
      const { text } = await open(route.replace("{}", "en/articles/nothing"));
      expect(text).toContain("There is no such page");
      expect(text).not.toMatch(/language[^<]*:/);
    }
  });
});

describe("who asks for what was withdrawn", () => {
  it("reads the note in every format", async () => {
    for (const route of [...READERS, "/{}.md", "/v1/{}"]) {
      const { status, text } = await open(route.replace("{}", "uk/articles/retracted-uk"));
      expect([route, status]).toEqual([route, 410]);
      expect(text).toContain("Джерело відкликало свої слова.");
    }
  });
});

describe("a page that explains a problem", () => {
  it("is a document in the languages that we have, with the policies of a page", async () => {
    const response = await isolate.get("/problems/article_not_found");
    const text = await response.text();
    expect(text).toContain('<main id="main"');
    expect(text).toContain('lang="uk"');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=()"),
      "x-robots-tag": "noindex",
      "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
    });
  });
});
