// A takedown: what a newsroom withdraws is in no format any more, whoever had it before.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commit } from "../../src/publish/commit/commit.ts";
import { gc } from "../../src/publish/commit/gc.ts";
import { planRollback } from "../../src/publish/commit/rollback.ts";
import { Copy, type Get } from "../support/copy.ts";
import { type Answer, ask, COUNTS, ownRoutes, sharedRoutes } from "../support/node/article-routes.ts";
import { isolateOn } from "../support/node/isolate.ts";
import { MemoryKv } from "../support/node/memory-kv.ts";
import { drawing, Newsroom } from "../support/node/newsroom.ts";

const NOW = Date.parse("2025-07-01T12:00:00Z");
const HOUR = 3_600_000;
const ID = "withdrawn";
const SECRET = "TOP SECRET";
const NOTES: Record<string, string> = {
  en: "The source took back its words.",
  uk: "Джерело відкликало свої слова.",
};

let newsroom: Newsroom;
const kv = new MemoryKv();
let now = NOW;
/** It has had all of it in its memory. */
const reader: Get = isolateOn(kv, () => now);
const copies = ["en", "uk"].map((locale) => new Copy(locale, true));
/** What another article was while it named this one as related. */
let neighbour = "";
/** Every revision that the article had, and every file of its pictures and cards. */
const revisions = new Set<string>();
const media = new Set<string>();
const before = new Map<string, Answer>();

/** The answer where redirects lead. */
async function follow(path: string): Promise<Answer> {
  const answer = await ask(reader, path);
  const [, location] = /^location: (.*)$/m.exec(answer.text) ?? [];
  return answer.status < 400 && location ? follow(location) : answer;
}

async function publish(): Promise<void> {
  now += HOUR;
  await newsroom.publish(kv, now);
}

async function look(): Promise<void> {
  for (const locale of ["en", "uk"]) {
    const path = `/v1/${locale}/articles/${ID}-${locale}`;
    const { text } = await ask(reader, path);
    revisions.add(`${path}?revision=${/"revision":"([^"]+)"/.exec(text)?.[1]}`);
    const page = await ask(reader, `/${locale}/articles/${ID}-${locale}`);
    for (const [each] of (text + page.text).matchAll(/\/media\/[\w-]{22}\/[\w.-]+/g)) media.add(each);
  }
}

const write = async (n: number) => {
  const image = { src: `${n}.svg`, alt: "A picture" };
  await newsroom.write(`articles/${ID}/${n}.svg`, drawing(n));
  const datePublished = "2025-07-01T10:00:00Z";
  await newsroom.article(
    ID,
    "en",
    { datePublished, headline: `${SECRET} ${n}`, aliases: [`${ID}-before`], image },
    SECRET,
  );
  await newsroom.article(
    ID,
    "uk",
    { headline: `${SECRET}, українською ${n}`, image: { alt: "Малюнок" } },
    SECRET,
  );
};

beforeAll(async () => {
  newsroom = await Newsroom.open("none");
  await newsroom.article("neighbour", "uk");
  await newsroom.article("neighbour", "en");
  await publish();
  await newsroom.article("neighbour", "en", { related: [ID] });
  for (const n of [1, 2, 3]) {
    await write(n);
    if (n > 1) await newsroom.remove(`articles/${ID}/${n - 1}.svg`);
    await publish();
    await look();
  }
  for (const path of [...ownRoutes(ID), ...sharedRoutes("latest-news", "newsroom", ID), ...COUNTS])
    before.set(path, await follow(path));
  for (const path of [...revisions, ...media])
    expect([path, (await ask(reader, path)).status]).toEqual([path, 200]);
  for (const copy of copies) await copy.sync(reader);
  const path = "/v1/en/articles/neighbour-en";
  const { text } = await ask(reader, path);
  expect(text).toContain(SECRET);
  neighbour = `${path}?revision=${/"revision":"([^"]+)"/.exec(text)?.[1]}`;
  for (const locale of ["en", "uk"])
    await newsroom.article(ID, locale, {
      retracted: { date: "2025-07-02T10:00:00+03:00", note: NOTES[locale] },
    });
  await newsroom.remove(`articles/${ID}/3.svg`);
  await publish();
});
afterAll(() => newsroom.close());

describe("a takedown", () => {
  it("leaves the public note at every address of the article, in its language", async () => {
    for (const path of ownRoutes(ID)) {
      expect([path, before.get(path)?.status]).toEqual([path, 200]);
      const { status, text } = await follow(path);
      const locale = /^\/((v1|embed|fragment)\/)?u[ka]\//.test(path) ? "uk" : "en";
      const note = Object.values(NOTES).find((each) => text.includes(each));
      expect([path, status, text.includes(SECRET)]).toEqual([path, 410, false]);
      // Without a language in its path the reader's counts, here English.
      if (!/^\/(v1\/)?articles/.test(path) && !path.startsWith("/oembed"))
        expect([path, note]).toEqual([path, NOTES[locale]]);
    }
  });

  it("takes it out of every list, feed, sitemap and count", async () => {
    for (const path of sharedRoutes("latest-news", "newsroom", ID)) {
      expect([path, before.get(path)?.text.includes(`${ID}-`)]).toEqual([path, true]);
      const { status, text } = await ask(reader, path);
      expect([path, status, text.includes(`${ID}-`), text.includes(SECRET)]).toEqual([
        path,
        200,
        false,
        false,
      ]);
    }
    for (const path of COUNTS) {
      const counted = before
        .get(path)
        ?.text.match(/"count":\d+/g)
        ?.map((count) => Number(count.slice(8)));
      const counts = (await ask(reader, path)).text
        .match(/"count":\d+/g)
        ?.map((count) => Number(count.slice(8)));
      expect([path, counts]).toEqual([path, counted?.map((count) => Math.max(0, count - 1))]);
    }
  });

  it("empties the past: no revision is to be had, and no picture that it ever showed", async () => {
    expect(revisions.size).toBe(6);
    for (const path of revisions) {
      const { status, text } = await ask(reader, path);
      expect([path, status, text.includes(SECRET)]).toEqual([path, 410, false]);
    }
    // Three pictures, each with its variants, and three cards in each language.
    expect(media.size).toBeGreaterThan(9);
    for (const path of media) expect([path, (await ask(reader, path)).status]).toEqual([path, 410]);
  });

  it("takes its headline out of what other articles were", async () => {
    const { status, text } = await ask(reader, neighbour);
    expect([status, text.includes(SECRET)]).toEqual([404, false]);
  });

  it("reaches apps that have a copy", async () => {
    for (const copy of copies) {
      expect([...copy.articles.keys()].sort()).toEqual(["neighbour", ID]);
      expect(await copy.sync(reader)).toBe(true);
      expect([...copy.articles.keys()]).toEqual(["neighbour"]);
      expect(JSON.stringify([...copy.articles])).not.toContain(SECRET);
    }
  });

  it("is not undone for its pictures by a rollback to before there was the article", async () => {
    const copy = new MemoryKv(kv.values);
    const get = isolateOn(copy, () => now);
    await commit(await planRollback(copy, "1", now), copy);
    for (const path of media) expect([path, (await ask(get, path)).status]).toEqual([path, 410]);
    for (const path of [...revisions, ...ownRoutes(ID)])
      expect([path, (await ask(get, path)).text.includes(SECRET)]).toEqual([path, false]);
  });

  it("is told when a rollback would undo it", async () => {
    const { changes, impact } = await planRollback(kv, "4", now);
    expect(changes.added).toEqual([ID]);
    const restored = new Map([[ID, [{ kind: "restored" }]]]);
    expect(impact).toEqual(restored);
    expect((await planRollback(kv, "2", now)).impact).toEqual(restored);
    expect((await planRollback(kv, "1", now)).impact).toEqual(new Map());
  });

  it("leaves nothing in KV, once the releases from before are cleared away", async () => {
    const has = () =>
      [...kv.values]
        .filter(([, { value }]) => new TextDecoder().decode(value).includes(SECRET))
        .map(([key]) => key);
    expect(has().length).toBeGreaterThan(0);
    for (let i = 0; i < 5; i++) {
      await newsroom.article("neighbour", "en", { headline: `Edit ${i}` });
      await publish();
    }
    now += 25 * HOUR;
    await gc(kv, now);
    expect(has()).toEqual([]);
    for (const path of media) expect(kv.values.has(path.split("/").slice(1, 3).join("/"))).toBe(false);
    // And its addresses still say why.
    expect(await follow(`/en/articles/${ID}-en`)).toMatchObject({ status: 410 });
  });
});
