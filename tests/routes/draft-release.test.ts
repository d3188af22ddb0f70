// Previews: visible to editors, and to nobody else.
import { beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { hashOf, previewKey } from "../../src/store/keys.ts";
import { NOW } from "../support/history.ts";
import { type Isolate, seed, World, write } from "../support/world.ts";

const { token, writes } = inject("preview");
const ROOT = `/preview/${token}`;
const DAY = 24 * 3_600_000;

let world: World;
let isolate: Isolate;
beforeAll(async () => {
  await seed("scheduled");
  await Promise.all(writes.map(write));
});
beforeEach(() => {
  world = new World();
  isolate = world.isolate();
});

async function open(path: string, init?: RequestInit) {
  const response = await isolate.get(path, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe("a preview", () => {
  it("shows drafts in every format, and to nobody who has no link", async () => {
    for (const [path, words] of [
      ["/en/articles/drafted-en", "drafted (en)"],
      ["/uk/articles/half-drafted-uk", "half-drafted (uk)"],
      ["/v1/en/articles/drafted-en", '"headline":"drafted (en)"'],
      ["/v1/en/articles?limit=100", '"id":"drafted"'],
      ["/en", ">drafted (en)<"],
      ["/embed/en/articles/drafted-en", "drafted (en)"],
      ["/en/articles/drafted-en.md", "# drafted (en)"],
    ] as const) {
      const { status, headers, text } = await open(ROOT + path);
      expect([path, status, text.includes(words)]).toEqual([path, 200, true]);
      expect(headers.get("cache-control")).toBe("private, no-store");
      expect(headers.get("x-robots-tag")).toBe("noindex, nofollow");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("etag")).toBeNull();
      // What the preview has read and rendered is in this isolate now; it is not for everybody.
      const live = await open(path);
      expect([path, live.text.includes(words)]).toEqual([path, false]);
      expect(live.headers.get("cache-control")).not.toContain("private");
    }
  });

  it("says what it is in the reader's language, and how long it lasts", async () => {
    expect((await open(`${ROOT}/uk`)).text).toMatch(
      /<p class="preview" lang="uk" role="note">Попередній перегляд: це ще не опубліковано. Посилання діє до 15:00 2 липня 2025.<\/p>/,
    );
    expect((await open(`${ROOT}/en/articles/drafted-en`)).text).toContain(
      "Preview: this is not published. The link works until July 2, 2025 at 15:00.",
    );
    expect((await open(`${ROOT}/en/articles/nothing`)).text).toContain("Preview:");
  });

  it("leads on within itself: every link, picture and redirect", async () => {
    for (const path of [`${ROOT}/en`, `${ROOT}/uk/articles/half-drafted-uk`]) {
      const page = (await open(path)).text;
      const body = page.slice(page.indexOf("<body"));
      const links = [...body.matchAll(/ (?:href|src)="(\/[^"]*)"/g)].map(([, url]) => url as string);
      expect(links.length).toBeGreaterThan(5);
      expect(links.filter((url) => !url.startsWith(`${ROOT}/`))).toEqual([]);
    }
    for (const [from, to] of [
      ["", "/uk"],
      ["/", "/uk"],
      ["/ua/articles/half-drafted-uk", "/uk/articles/half-drafted-uk"],
      ["/v1/en/by-id/drafted", "/v1/en/articles/drafted-en"],
    ]) {
      const { status, headers } = await open(ROOT + from, { headers: { "accept-language": "uk" } });
      expect([from, status >= 300 && status < 400, headers.get("location")]).toEqual([from, true, ROOT + to]);
      expect(headers.get("cache-control")).toBe("private, no-store");
    }
  });

  it("gives everything anew, whatever the browser says that it has", async () => {
    const { status } = await open(`${ROOT}/en/articles/drafted-en`, { headers: { "if-none-match": "*" } });
    expect(status).toBe(200);
  });

  it("ends after a day", async () => {
    world.now = NOW + DAY - 1;
    expect((await open(`${ROOT}/en`)).status).toBe(200);
    world.now = NOW + DAY;
    const { status, headers, text } = await open(`${ROOT}/uk`);
    expect([status, headers.get("cache-control")]).toEqual([404, "no-store"]);
    expect(text).toContain("Цього попереднього перегляду вже немає");
  });

  it("is a 404 for who guesses, and what is guessed is never a key", async () => {
    const guess = "A".repeat(22);
    for (const wrong of [
      guess,
      token.toLowerCase(),
      `${token}A`,
      "..",
      "%2e%2e",
      "pointer",
      "a%2Fb",
      "%E0%A4%A",
    ]) {
      const { status } = await open(`/preview/${wrong}/en/articles/drafted-en`);
      expect([wrong, [400, 404].includes(status)]).toEqual([wrong, true]);
    }
    const keys = world.takeReads().filter((key) => key.startsWith("preview/"));
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(key).toMatch(/^preview\/[\w-]{22}$/);
    expect(keys).not.toContain(previewKey(guess));
    await open(`${ROOT}/en`);
    expect(world.takeReads()).toContain(previewKey(await hashOf(token)));
  });

  it("is a 503 while its key cannot be read", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const { kv } = world;
    world.kv = (key, options) =>
      key.startsWith("preview/") ? Promise.reject(new Error("down")) : kv(key, options);
    const { status, headers } = await open(`${ROOT}/en`);
    expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
    expect(JSON.stringify(logged.mock.calls)).not.toContain(token);
    logged.mockRestore();
  });
});
