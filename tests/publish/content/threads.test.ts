import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ReadArticle, readArticle, readArticles } from "../../../src/publish/content/read-articles.ts";
import { MediaCache } from "../../../src/publish/media/media-cache.ts";
import { Newsroom } from "../../support/node/newsroom.ts";

const COUNT = 500;
/** None of the articles has a picture. */
const media = new MediaCache(tmpdir());

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open("none");
  for (let i = 0; i < COUNT; i++)
    await newsroom.article(`n${i}`, i % 3 === 0 ? "uk" : "en", {}, i % 7 === 0 ? "<b>" : `Text ${i}.`);
});
afterAll(() => newsroom.close());

it("reads many articles in threads as it reads them one by one, in the order asked for", async () => {
  const ids = Array.from({ length: COUNT }, (_, i) => `n${(i * 7) % COUNT}`);
  const many: ReadArticle[] = [];
  for await (const article of readArticles(newsroom.folder, ids, media)) many.push(article);
  expect(many.map(({ article }) => article.id)).toEqual(ids);
  for (const { fingerprint: _, ...read } of many) {
    const { fingerprint: __, ...alone } = await readArticle(newsroom.folder, read.article.id, media);
    expect(read).toEqual(alone);
  }
  expect(many.filter(({ diagnostics }) => diagnostics.length > 0).length).toBeGreaterThan(COUNT / 4);
});
