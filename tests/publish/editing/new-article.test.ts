// A new article from its headlines: it is ready to write, and nothing of another article is touched.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { locales } from "../../../src/i18n/locales.ts";
import { checkFolder } from "../../../src/publish/content/load-content.ts";
import { type NewArticle, newLines, writeNewArticle } from "../../../src/publish/editing/new-article.ts";
import { dateFinding, newsroomTime } from "../../../src/publish/parse/front-matter/dates.ts";
import { errors, findings } from "../../support/node/findings.ts";
import { MemoryKv } from "../../support/node/memory-kv.ts";
import { Newsroom } from "../../support/node/newsroom.ts";

const NOW = Date.parse("2025-06-29T09:00:00Z");

let newsroom: Newsroom;
beforeEach(async () => {
  newsroom = await Newsroom.open("none");
});
afterEach(() => newsroom.close());

const write = async (wanted: NewArticle) => {
  const { content } = await checkFolder(newsroom.folder);
  return writeNewArticle(wanted, newsroom.folder, content, NOW);
};
const read = (file: string) => readFile(join(newsroom.folder, "articles", file), "utf8");
const photograph = () =>
  sharp({ create: { width: 480, height: 270, channels: 3, background: "teal" } })
    .jpeg()
    .toBuffer();
const articles = () => readdir(join(newsroom.folder, "articles"));

describe("a new article", () => {
  it("is a draft in both languages with all that front matter needs, and nothing wrong with it", async () => {
    const { id, files } = await write({ headlines: { en: "The Day in Zghorany", uk: "День у Згоранах" } });
    expect(id).toBe("the-day-in-zghorany");
    expect(files).toEqual(locales.map((locale) => `content/articles/${id}/${locale}.md`));
    expect(await read(`${id}/en.md`)).toMatch(
      /^---\nheadline: The Day in Zghorany\ndescription: .+\nslug: the-day-in-zghorany\nsection: latest-news\nauthor: newsroom\ndatePublished: 2025-06-29T12:00:00\+03:00\ndraft: true\n# image:\n# {3}src: picture.jpg\n(# {3}\w+: .+\n){3}---\n\nThe first paragraph/,
    );
    expect(await read(`${id}/uk.md`)).toMatch(
      /^---\nheadline: День у Згоранах\ndescription: .+\nslug: den-u-zghoranakh\ndraft: true\n# image:\n(# {3}\w+: .+\n){3}---\n\nУ першому абзаці/,
    );
    expect(await findings(newsroom.folder)).toEqual([]);
    const { changes } = await newsroom.publish(new MemoryKv(), NOW);
    expect(changes.added).toEqual([]);
    // The fields of a picture wait behind the marks of a remark.
    await newsroom.write(`articles/${id}/picture.jpg`, await photograph());
    for (const locale of locales) {
      const text = await read(`${id}/${locale}.md`);
      await newsroom.write(`articles/${id}/${locale}.md`, text.replace(/^# /gm, ""));
    }
    expect(await findings(newsroom.folder)).toEqual([]);
  });

  it("may begin in Ukrainian: then the facts stand there, and the headline in English is to be written", async () => {
    const { id, untitled } = await write({ headlines: { uk: "Розгін у Єнакієвому" } });
    expect(id).toBe("rozghin-u-yenakiievomu");
    expect(untitled).toEqual(locales.filter((locale) => locale !== "uk"));
    expect(await read(`${id}/uk.md`)).toContain("section: latest-news\n");
    expect(await read(`${id}/en.md`)).not.toContain("section:");
    // Another one is not kept from being there by the same example.
    await write({ headlines: { uk: "Інша" } });
    expect(await findings(newsroom.folder)).toEqual([]);
  });

  it("has the quotation marks and apostrophes of its language, however they were typed", async () => {
    const { id } = await write({
      headlines: { en: `It's "here": yes`, uk: `Об'єкт "тут"` },
      section: "background",
      id: "own-id",
    });
    expect(await read(`${id}/en.md`)).toContain('headline: "It’s “here”: yes"\n');
    expect(await read(`${id}/uk.md`)).toContain("headline: Об’єкт «тут»\nde");
    expect(await read("own-id/en.md")).toContain("section: background\n");
    expect(await findings(newsroom.folder)).toEqual([]);
  });

  it("is refused with what to write instead, and then nothing is there", async () => {
    await newsroom.article("taken", "en", { aliases: ["former"] });
    await newsroom.write("articles/no-texts/picture.svg", "<svg/>");
    const before = await articles();
    for (const [wanted, words] of [
      [{ headlines: {} }, "begins with a headline"],
      [{ headlines: { en: "!!!" } }, "no letters"],
      [{ headlines: { en: "A" }, id: "../a" }, "../a cannot be an id"],
      [{ headlines: { en: "A" }, id: "a".repeat(81) }, "cannot be an id"],
      [{ headlines: { en: "Taken" } }, "there is an article taken already"],
      [{ headlines: { en: "No texts" } }, "there is an article no-texts already"],
      [{ headlines: { en: "Taken, en" } }, "the slug taken-en belongs to the article taken"],
      [{ headlines: { en: "A", uk: "Former" } }, "the slug former belongs to the article taken"],
      [{ headlines: { en: "A" }, section: "sport" }, "write latest-news or background"],
      [{ headlines: { en: "A" }, author: "nobody" }, "there is no author nobody: write newsroom"],
      [{ headlines: { en: "A", uk: " " } }, "uk.md:2:11  headline  "],
      [{ headlines: { en: "A".repeat(201) }, id: "a" }, "en.md:2:11  headline  "],
    ] as const) {
      await expect(write(wanted)).rejects.toThrow(words);
      expect(await articles()).toEqual(before);
    }
    expect(await read("taken/en.md")).toContain("aliases:");
  });

  it("does not go live as it was written: what is still the example is told, at its place", async () => {
    const { id } = await write({ headlines: { uk: "Інша" } });
    for (const locale of ["en", "uk"] as const) {
      const text = await read(`${id}/${locale}.md`);
      await newsroom.write(`articles/${id}/${locale}.md`, text.replace("draft: true\n", ""));
    }
    const en = "content/articles/insha/en.md";
    const uk = "content/articles/insha/uk.md";
    expect(await errors(newsroom.folder)).toEqual([
      `${en}:2:11 headline example`,
      `${en}:3:14 description example`,
      ...["11:1", "13:4", "15:1", "17:3", "19:3"].map((place) => `${en}:${place} example`),
      `${uk}:3:14 description example`,
      ...["15:1", "17:4", "19:1", "21:3", "23:3"].map((place) => `${uk}:${place} example`),
    ]);
    await expect(newsroom.publish(new MemoryKv(), NOW)).rejects.toThrow("still the example");
  });

  it("is the example in a text of any language, and whatever became of its marks, but not in part", async () => {
    const [, body = ""] = (await read(`${(await write({ headlines: { en: "A" } })).id}/uk.md`)).split(
      "---\n\n",
    );
    const [first = "", , third = ""] = body.split("\n\n");
    await newsroom.article("b", "en", {}, `${first.replaceAll(" ", "  ")}\n\n${third} Far more is known.`);
    expect(await errors(newsroom.folder)).toEqual(["content/articles/b/en.md:10:1 example"]);
  });

  it("comes with what to do next", async () => {
    const written = await write({ headlines: { uk: "Інша" } });
    const lines = newLines(written, "en", (_, text) => text).join("\n");
    expect(lines).toContain("  content/articles/insha/uk.md\n");
    expect(lines).toContain("The headline in en.md is an example");
    expect(lines).toMatch(/^ {2}\d\. .*status --mark insha\/en`$/m);
  });
});

describe("the newsroom’s time", () => {
  it("is the same moment, with the offset of its day", () => {
    for (const [utc, kyiv] of [
      ["2025-01-15T22:30:00Z", "2025-01-16T00:30:00+02:00"],
      ["2025-03-30T00:59:59Z", "2025-03-30T02:59:59+02:00"],
      ["2025-03-30T01:00:00Z", "2025-03-30T04:00:00+03:00"],
      ["2025-10-26T00:59:59Z", "2025-10-26T03:59:59+03:00"],
      ["2025-10-26T01:00:00Z", "2025-10-26T03:00:00+02:00"],
    ] as const) {
      const time = newsroomTime(Date.parse(utc));
      expect(time).toBe(kyiv);
      expect([dateFinding(time), Date.parse(time)]).toEqual([null, Date.parse(utc)]);
    }
  });
});
