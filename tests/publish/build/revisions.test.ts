// Readable revisions, over everything that a newsroom does.
import { beforeEach, describe, expect, it } from "vitest";
import type { Article } from "../../../src/article/article.ts";
import { Desk } from "../../support/node/desk.ts";
import { isolateOn } from "../../support/node/isolate.ts";

const NOW = Date.parse("2025-07-01T12:00:00Z");

let desk: Desk;
beforeEach(() => {
  desk = new Desk(NOW);
});

const get = (path: string) => isolateOn(desk.kv, () => desk.now)(path);

/** Publishes, and says which revision a URL has now. */
async function published(path: string): Promise<string> {
  await desk.publish();
  return ((await (await get(path)).json()) as Article).revision;
}

/** Status and language of each. */
const answers = (path: string, revisions: readonly string[]) =>
  Promise.all(
    revisions.map(async (revision) => {
      const { status, headers } = await get(`${path}?revision=${revision}`);
      return status === 200 ? headers.get("content-language") : status;
    }),
  );

describe("revisions", () => {
  it("are the current one and four before it, of each language by itself", async () => {
    const revisions: string[] = [];
    desk.write("a", "uk");
    for (let i = 0; i < 7; i++) {
      desk.write("a", "en", "a-en");
      revisions.unshift(await published("/v1/en/articles/a-en"));
    }
    expect(await answers("/v1/en/articles/a-en", revisions)).toEqual([
      "en",
      "en",
      "en",
      "en",
      "en",
      404,
      404,
    ]);
    expect(await answers("/v1/uk/articles/a-uk", revisions)).toEqual(revisions.map(() => 404));
  });

  it("of the fallback stay, in their language, when the translation lands under another slug", async () => {
    desk.write("a", "en");
    const fallback = await published("/v1/uk/articles/a-en");
    desk.write("a", "uk");
    const translated = await published("/v1/uk/articles/a-uk");
    expect(await answers("/v1/uk/articles/a-uk", [translated, fallback])).toEqual(["uk", "en"]);
    const { status, headers } = await get(`/v1/uk/articles/a-en?revision=${fallback}`);
    expect([status, headers.get("location")]).toEqual([308, `/v1/uk/articles/a-uk?revision=${fallback}`]);
    expect((await get(`/v1/uk/articles/a-uk?fallback=none&revision=${fallback}`)).status).toBe(404);
  });

  it("go with a translation that is taken away, in every language", async () => {
    desk.write("a", "en");
    desk.write("a", "uk");
    const uk = await published("/v1/uk/articles/a-uk");
    desk.write("a", "en");
    const en = await published("/v1/en/articles/a-en");
    desk.drop("a", "uk");
    await desk.publish();
    // Each names the translation's headline.
    expect(await answers("/v1/uk/articles/a-en", [uk])).toEqual([404]);
    expect(await answers("/v1/en/articles/a-en", [en])).toEqual([404]);
  });

  it("are all gone with a takedown, and do not come back with the article", async () => {
    desk.write("a", "en");
    const first = await published("/v1/en/articles/a-en");
    desk.write("a", "en");
    const second = await published("/v1/en/articles/a-en");
    desk.retract("a");
    await desk.publish();
    expect(await answers("/v1/en/articles/a-en", [second, first])).toEqual([410, 410]);
    desk.write("a", "en");
    const third = await published("/v1/en/articles/a-en");
    expect(await answers("/v1/en/articles/a-en", [third, second, first])).toEqual(["en", 404, 404]);
  });

  it("of other articles go that name a translation which is taken away", async () => {
    desk.write("a", "en");
    desk.write("a", "uk");
    desk.write("b", "en");
    desk.write("b", "uk");
    desk.change("b", { related: ["a"] });
    const before = await published("/v1/uk/articles/b-uk");
    expect(await (await get(`/v1/uk/articles/b-uk?revision=${before}`)).text()).toContain("a in uk");
    desk.drop("a", "uk");
    await desk.publish();
    expect(await answers("/v1/uk/articles/b-uk", [before])).toEqual([404]);
  });
});
