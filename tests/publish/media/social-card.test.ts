import { execFile } from "node:child_process";
import { mkdtemp, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadContent } from "../../../src/publish/content/load-content.ts";
import { ROOT } from "../../../src/publish/files/root.ts";
import { MediaCache } from "../../../src/publish/media/media-cache.ts";
import { outlineCard } from "../../../src/publish/media/paint-card.ts";
import { makeSocialCard } from "../../../src/publish/media/social-card.ts";
import { Newsroom } from "../../support/node/newsroom.ts";

let folder: string;
let cache: MediaCache;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "visnyk-cards-"));
  cache = new MediaCache(folder);
});
afterEach(() => rm(folder, { recursive: true }));

const WORDS = { headline: "Україна готується вийти", section: "Останні новини", site: "Вісник" };
const draw = (words: Partial<typeof WORDS>) => makeSocialCard({ ...WORDS, ...words }, cache);

/** The part of a card that is not white, in pixels. */
async function inkOf(path: string, top: number, height: number) {
  const { data, info } = await sharp(path)
    .extract({ left: 0, top, width: 1200, height })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const columns = new Set<number>();
  const rows = new Set<number>();
  data.forEach((grey, i) => {
    if (grey > 200) return;
    columns.add(i % info.width);
    rows.add(Math.floor(i / info.width));
  });
  return {
    left: Math.min(...columns),
    right: Math.max(...columns),
    top: top + Math.min(...rows),
    bottom: top + Math.max(...rows),
  };
}

describe("a social card", () => {
  it("is a PNG of 1200 by 630 with section, headline and site", async () => {
    const { path } = await draw({});
    expect(await sharp(path).metadata()).toMatchObject({ format: "png", width: 1200, height: 630 });
    const without = await Promise.all([draw({ headline: "" }), draw({ section: "" }), draw({ site: "" })]);
    const files = [path, ...without.map((card) => card.path)];
    expect(new Set(files).size).toBe(4);
  });

  it("has every letter of both alphabets, and what Ukrainian is written with", async () => {
    const letters = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяabcdefghijklmnopqrstuvwxyz";
    const all = [...letters, ...letters.toUpperCase(), ..."0123456789«»„“”‘’—–…№₴€$%&§°+"];
    const outline = (section: string) => outlineCard({ headline: "", section, site: "" });
    const missing = await outline("\u0378");
    const cards = new Map<string, string>();
    for (const letter of all) cards.set(letter, await outline(letter));
    expect([...cards].filter(([, card]) => card === missing)).toEqual([]);
    // Of each alphabet no two look the same.
    for (const script of [/[а-яґєії]/i, /[a-z]/i]) {
      const own = [...cards].filter(([letter]) => script.test(letter));
      expect(new Set(own.map(([, card]) => card)).size).toBe(own.length);
    }
  });

  it.each([
    ["the widest letters in one word", "Щ".repeat(200)],
    ["the longest Latin word", "W".repeat(200)],
    ["long words", "Найдовший заголовок із найдовших слів: протиповітрянооборонний ".repeat(4).slice(0, 200)],
    ["an article's own", "Україна готується вийти з Оттавської конвенції про заборону протипіхотних мін"],
    ["one word", "Мир"],
  ])("has room for all of a headline: %s", async (_, headline) => {
    const { path } = await draw({ headline });
    // Section and site have their places; between them is the headline, and around all of it the margin.
    const ink = await inkOf(path, 130, 360);
    expect(ink.left).toBeGreaterThanOrEqual(70);
    expect(ink.right).toBeLessThanOrEqual(1130);
    expect(ink.top).toBeGreaterThan(130);
    expect(ink.bottom).toBeLessThan(489);
    // To its last letter.
    const shorter = await draw({ headline: `${headline.slice(0, -1)}\u00a0` });
    expect(await sharp(path).raw().toBuffer()).not.toEqual(await sharp(shorter.path).raw().toBuffer());
  });

  it("sets short headlines in larger type than long ones", async () => {
    const heightOf = async (headline: string) => {
      const { top, bottom } = await inkOf((await draw({ headline })).path, 130, 360);
      return bottom - top;
    };
    expect(await heightOf("Мир")).toBeGreaterThan(70);
    expect(await heightOf("Мир ".repeat(50).trim())).toBeGreaterThan(200);
  });

  it("cuts off names that are too long for their line", async () => {
    const { path } = await draw({ section: "Ш".repeat(100), site: "Ю".repeat(100) });
    for (const [top, height] of [
      [20, 110],
      [490, 140],
    ] as const)
      expect((await inkOf(path, top, height)).right).toBeLessThanOrEqual(1130);
  });

  it("takes what is written for words, not for markup", async () => {
    const { size } = await draw({ headline: '</svg><image href="file:///etc/passwd"/> & <script>' });
    expect(size).toBeGreaterThan(10_000);
  });

  it("needs no font of the machine", async () => {
    const script = `
      const { makeSocialCard } = await import(${JSON.stringify(pathToFileURL(join(ROOT, "src/publish/media/social-card.ts")).href)});
      const { MediaCache } = await import(${JSON.stringify(pathToFileURL(join(ROOT, "src/publish/media/media-cache.ts")).href)});
      const card = await makeSocialCard(${JSON.stringify(WORDS)}, new MediaCache(${JSON.stringify(join(folder, "other"))}));
      console.log(card.hash);`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
      env: { ...process.env, FONTCONFIG_FILE: "/nowhere", FONTCONFIG_PATH: "/nowhere", HOME: "/nowhere" },
    });
    expect(stdout.trim()).toBe((await draw({})).hash);
  });

  it("is in the article's language, with its names of section and site", async () => {
    const newsroom = await Newsroom.open("none", true);
    await newsroom.article("a", "en", { headline: "A headline" });
    await newsroom.article("a", "uk", { headline: "Заголовок" });
    await newsroom.article("b", "en", {
      retracted: { date: "2025-06-01T10:00:00+03:00", note: "Why." },
    });
    const { articles } = await loadContent(newsroom.folder, { media: cache });
    const words = articles.map(({ translations }) =>
      Object.values(translations).map(({ socialCard }) => socialCard?.words),
    );
    expect(words).toEqual([
      [
        { headline: "A headline", section: "Latest news", site: "Visnyk" },
        { headline: "Заголовок", section: "Останні новини", site: "Вісник" },
      ],
      [undefined],
    ]);
    await newsroom.close();
  });

  it("is not even looked up where nothing of it has changed, and is made anew where a name has", async () => {
    const newsroom = await Newsroom.open("none", true);
    await newsroom.article("a", "en", { headline: "A headline" });
    const past = new Date(Date.now() - 10_000);
    await utimes(join(newsroom.folder, "articles/a/en.md"), past, past);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    const keep = join(folder, "keep");
    const media = new MediaCache(join(folder, "cards"));
    const asked = vi.spyOn(media, "getOrCreate");
    const load = async () => {
      const content = await loadContent(newsroom.folder, { cacheFolder: keep, media });
      content.cache.save();
      return content.articles[0]?.translations.en?.socialCard;
    };
    const first = await load();
    expect(asked).toHaveBeenCalledTimes(1);
    expect(await load()).toEqual(first);
    expect(asked).toHaveBeenCalledTimes(1);
    await newsroom.names(
      "site.yaml",
      "name: {en: The Herald, uk: Вісник}\ndescription: {en: News, uk: Новини}\n",
    );
    expect((await load())?.words.site).toBe("The Herald");
    expect(asked).toHaveBeenCalledTimes(2);
    await newsroom.close();
  });

  it("is left out where the newsroom does not want any", async () => {
    const newsroom = await Newsroom.open("none", true);
    await newsroom.article("a", "en");
    await newsroom.names(
      "site.yaml",
      "name: {en: Visnyk, uk: Вісник}\ndescription: {en: News, uk: Новини}\nsocialCards: false\n",
    );
    const { articles } = await loadContent(newsroom.folder, { media: cache });
    expect(articles[0]?.translations.en).not.toHaveProperty("socialCard");
    await newsroom.close();
  });
});
