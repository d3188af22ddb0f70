// Feeds, read by the parsers that feed readers use.
import { type JsonFeed, parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import RssParser from "rss-parser";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FEED_FORMATS, type FeedFormat } from "../../../src/article/paths.ts";
import { locales } from "../../../src/i18n/locales.ts";
import { type Feeds, feedsOf } from "../../support/node/feeds.ts";
import { openHostileNewsroom } from "../../support/node/hostile.ts";
import { Newsroom, SVG } from "../../support/node/newsroom.ts";
import { childrenOf, type Element, outline, parseXml, texts } from "../../support/node/xml.ts";

const ORIGIN = "https://visnyk.example";
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
/** RFC 822 §5.1 with the year in full (RFC 1123 §5.2.14). */
const RFC822 =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;
/** RFC 4151 §2.1. */
const TAG = /^tag:([\w.-]+@)?[a-z0-9.-]+,\d{4}(-\d\d){0,2}:[\w/-]+$/;

/** An entry as every format has it. */
interface Entry {
  id: string | undefined;
  url: string | undefined;
  title: string | undefined;
  summary: string | undefined;
  html: string | undefined;
  published: number;
  updated: number;
  authors: (string | undefined)[];
  categories: (string | undefined)[];
  picture: string | undefined;
  language: string | undefined;
}

/** By feedsmith. The language of an entry in its feed's language is the feed's. */
const READERS: Record<FeedFormat, (text: string) => Entry[]> = {
  atom: (text) =>
    (parseAtomFeed(text).entries ?? []).map((entry) => ({
      id: entry.id,
      url: entry.links?.find(({ rel }) => rel === "alternate")?.href,
      title: entry.title?.value,
      summary: entry.summary?.value,
      html: entry.content?.value,
      published: Date.parse(entry.published ?? ""),
      updated: Date.parse(entry.updated ?? ""),
      authors: (entry.authors ?? []).map(({ name }) => name),
      categories: (entry.categories ?? []).map(({ term, label }) => label ?? term),
      picture: entry.media?.contents?.[0]?.url,
      language: entry.xml?.lang ?? parseAtomFeed(text).xml?.lang,
    })),
  rss: (text) =>
    (parseRssFeed(text).items ?? []).map((item) => ({
      id: item.guid?.value,
      url: item.link,
      title: item.title,
      summary: item.description,
      html: item.content?.encoded,
      published: Date.parse(item.pubDate ?? ""),
      updated: Date.parse(item.atom?.updated ?? ""),
      authors: item.dc?.creators ?? [],
      categories: (item.categories ?? []).map(({ name }) => name),
      picture: item.media?.contents?.[0]?.url,
      language: item.dc?.languages?.[0] ?? parseRssFeed(text).language,
    })),
  json: (text) =>
    (parseJsonFeed(text).items ?? []).map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title,
      summary: item.summary,
      html: item.content_html,
      published: Date.parse(String(item.date_published)),
      updated: Date.parse(String(item.date_modified)),
      authors: (item.authors ?? []).map(({ name }) => name),
      categories: item.tags ?? [],
      picture: item.image,
      language: item.language,
    })),
};

let newsroom: Newsroom;
let feeds: Feeds;

beforeAll(async () => {
  newsroom = await Newsroom.open("own");
  await newsroom.write("articles/whole/picture.svg", SVG);
  await newsroom.names(
    "authors.yaml",
    "newsroom: {type: Organization, name: {en: Newsroom, uk: Редакція}}\nolena: {type: Person, name: {en: Olena, uk: Олена}}\n",
  );
  await newsroom.article(
    "whole",
    "en",
    {
      headline: "Mines & “more” <here>",
      keywords: ["a & b", "c"],
      author: ["newsroom", "olena"],
      image: { src: "picture.svg", alt: "A picture", caption: "A caption", credit: "Somebody" },
      changes: [
        { kind: "typo", date: "2025-04-01T10:00:00Z" },
        { kind: "correction", date: "2025-03-01T10:00:00Z", text: "A name was wrong." },
      ],
    },
    "One [link](https://example.com/?a=1&b=2).\n\n## A heading\n\n> “A quotation.”\n\n![Alt](picture.svg)",
  );
  feeds = await feedsOf(newsroom);
});
afterAll(() => newsroom.close());

const every = FEED_FORMATS.flatMap((format) =>
  (["en", "uk"] as const).flatMap((locale) =>
    [undefined, "background"].map((section) => ({ format, locale, section, name: section ?? "everything" })),
  ),
);

describe.each(every)("the $format feed of $name in $locale", ({ format, locale, section }) => {
  const text = () => feeds.feed(format, locale, section);
  const page = `${ORIGIN}/${locale}${section ? `/sections/${section}` : ""}`;

  it("says what it is, in its language", () => {
    const title = { en: "Visnyk", uk: "Вісник" }[locale];
    const name = section ? { en: "Background · ", uk: "Контекст · " }[locale] : "";
    const described = {
      title: name + title,
      language: locale,
      page,
      self: `${page}/feed.${format}`,
      about: { en: expect.stringMatching(/^News about/), uk: expect.stringMatching(/^Новини про/) }[locale],
    };
    if (format === "json") {
      const feed = parseJsonFeed(text());
      expect(JSON.parse(text()).version).toBe("https://jsonfeed.org/version/1.1");
      const { title, language, home_page_url, feed_url, description } = feed;
      expect({ title, language, page: home_page_url, self: feed_url, about: description }).toEqual(described);
      return;
    }
    if (format === "rss") {
      const { title, language, link, description, atom } = parseRssFeed(text());
      const self = atom?.links?.find(({ rel }) => rel === "self");
      expect(self?.type).toBe("application/rss+xml");
      expect({ title, language, page: link, self: self?.href, about: description }).toEqual(described);
      return;
    }
    const { title: named, subtitle, links = [], xml } = parseAtomFeed(text());
    const self = links.find(({ rel }) => rel === "self");
    expect(self?.type).toBe("application/atom+xml");
    const alternate = links.find(({ rel }) => rel === "alternate")?.href;
    expect({
      title: named?.value,
      language: xml?.lang,
      page: alternate,
      self: self?.href,
      about: subtitle?.value,
    }).toEqual(described);
  });

  it("has all fields of every entry, the newest first", () => {
    const entries = READERS[format](text());
    expect(entries.length).toBeGreaterThan(section ? 0 : 3);
    for (const entry of entries) {
      for (const [field, value] of Object.entries(entry)) {
        if (field === "picture" || field === "published" || field === "updated") continue;
        expect([entry.id, field, value]).not.toEqual([entry.id, field, undefined]);
        expect([entry.id, field, value]).not.toEqual([entry.id, field, []]);
      }
      expect(entry.updated).toBeGreaterThanOrEqual(entry.published);
      expect(entry.url).toMatch(new RegExp(`^${ORIGIN}/${locale}/articles/[\\w%-]+$`));
      expect(entry.id).toMatch(TAG);
    }
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    const dates = entries.map(({ published }) => published);
    expect(dates).toEqual(dates.toSorted((a, b) => b - a));
  });

  it("has nothing in its texts that is relative, or that runs", () => {
    for (const { html = "", picture } of READERS[format](text())) {
      const urls = [...html.matchAll(/(?:href|src|srcset)="([^"]*)"/g)].flatMap(([, value = ""]) =>
        value.split(/,\s+/),
      );
      for (const url of urls) expect(url).toMatch(/^(https?:\/\/|mailto:)/);
      expect(html).not.toMatch(/<(script|style|iframe|form)|\son\w+=/);
      if (picture) expect(picture).toMatch(/^https:\/\/visnyk\.example\/media\//);
    }
  });
});

describe("the formats", () => {
  it.each(locales)("say the same of an article in %s", (locale) => {
    const [atom, rss, json] = FEED_FORMATS.map((format) => READERS[format](feeds.feed(format, locale)));
    expect(rss).toEqual(atom);
    expect(json).toEqual(atom);
  });

  it("have the whole article: text, picture, authors, keywords, note", () => {
    const entry = READERS.atom(feeds.feed("atom", "en")).find(({ id }) => id?.endsWith("/whole"));
    expect(entry).toMatchObject({
      id: "tag:visnyk.example,2026:en/articles/whole",
      url: `${ORIGIN}/en/articles/whole-en`,
      title: "Mines & “more” <here>",
      summary: "A description.",
      published: Date.parse("2025-01-01T08:00:00Z"),
      updated: Date.parse("2025-03-01T10:00:00Z"),
      authors: ["Newsroom", "Olena"],
      categories: ["Latest news", "a & b", "c"],
      picture: expect.stringMatching(/^https:\/\/visnyk\.example\/media\/[\w-]{22}\/whole\.\w+$/),
      language: "en",
    });
    for (const part of [
      '<a href="https://example.com/?a=1&amp;b=2">link</a>',
      "<h2>A heading</h2>",
      "<p>“A quotation.”</p>",
      "A caption",
      "Somebody",
      "A name was wrong.",
    ])
      expect(entry?.html).toContain(part);
    expect(entry?.html?.match(/<img /g)).toHaveLength(2);
  });

  it("are read by rss-parser", async () => {
    interface More {
      id?: string;
      media?: object;
      "content:encoded"?: string;
    }
    const parser = new RssParser<object, More>({ customFields: { item: [["media:content", "media"]] } });
    for (const format of ["atom", "rss"] as const) {
      const { title, feedUrl, items } = await parser.parseString(feeds.feed(format, "en"));
      expect([title, feedUrl]).toEqual(["Visnyk", `${ORIGIN}/en/feed.${format}`]);
      const item = items.find(({ link }) => link === `${ORIGIN}/en/articles/whole-en`);
      expect(item).toMatchObject({
        title: "Mines & “more” <here>",
        isoDate: "2025-01-01T08:00:00.000Z",
        media: { $: { medium: "image" } },
      });
      expect(item?.guid ?? item?.id).toBe("tag:visnyk.example,2026:en/articles/whole");
      expect(item?.[format === "rss" ? "content:encoded" : "content"]).toContain("<h2>A heading</h2>");
    }
  });
});

describe("an entry", () => {
  const ids = (text: string) => READERS.json(text).map(({ id }) => id);

  it("that is a fallback is in its own language, says so, and is the same as in the feed of that language", () => {
    const original = READERS.json(feeds.feed("json", "en")).find(({ id }) => id?.endsWith("/whole"));
    for (const format of FEED_FORMATS) {
      const entry = READERS[format](feeds.feed(format, "uk")).find(({ id }) => id === original?.id);
      expect(entry).toMatchObject({ language: "en", categories: ["Останні новини", "a & b", "c"] });
      expect(entry?.html).toMatch(/^<p lang="uk">Цей\sматеріал\sще\sне\sперекладено\sукраїнською<\/p>/);
      expect(entry?.html).toContain("<h2>A heading</h2>");
    }
    const atom = parseXml(feeds.feed("atom", "uk"));
    const languages = childrenOf(atom, "entry").map(({ attributes }) => attributes["xml:lang"]);
    expect(atom.attributes["xml:lang"]).toBe("uk");
    expect(new Set(languages)).toEqual(new Set([undefined, "en"]));
    // Names in it are the reader's.
    for (const entry of childrenOf(atom, "entry")) {
      const fallback = entry.attributes["xml:lang"] !== undefined;
      for (const { attributes } of [
        ...childrenOf(entry, "author"),
        ...childrenOf(entry, "category").slice(0, 1),
      ])
        expect(attributes["xml:lang"]).toBe(fallback ? "uk" : undefined);
    }
  });

  it("has an id that a new slug, another scheme or port, and with a tagging entity another host do not change", async () => {
    const other = await Newsroom.open("none");
    await other.article("a", "en", { slug: "one" });
    // The translation is another entry when it lands: readers of the feed have not seen it.
    expect(ids((await feedsOf(other)).feed("json", "uk"))).toEqual(["tag:visnyk.example,2026:en/articles/a"]);
    await other.article("a", "uk");
    const before = ids((await feedsOf(other, "http://visnyk.example:8787")).feed("json", "en"));
    expect(before).toEqual(["tag:visnyk.example,2026:en/articles/a"]);
    await other.article("a", "en", { slug: "another", headline: "Another" });
    expect(ids((await feedsOf(other)).feed("json", "en"))).toEqual(before);
    expect(ids((await feedsOf(other)).feed("json", "uk"))).toEqual(["tag:visnyk.example,2026:uk/articles/a"]);
    const names = "{en: Name, uk: Назва}";
    await other.names(
      "site.yaml",
      `name: ${names}\ndescription: ${names}\ntaggingEntity: "old.example,2024"\n`,
    );
    for (const origin of [ORIGIN, "https://news.example"]) {
      const moved = await feedsOf(other, origin);
      expect(ids(moved.feed("json", "uk"))).toEqual(["tag:old.example,2024:uk/articles/a"]);
      expect(parseAtomFeed(moved.feed("atom", "uk")).id).toBe("tag:old.example,2024:uk");
    }
    await other.close();
  });
});

describe("a change after publication", () => {
  let other: Newsroom;
  beforeEach(async () => {
    other = await Newsroom.open("none");
    return () => other.close();
  });

  const seen = async (format: FeedFormat) => {
    const text = (await feedsOf(other)).feed(format, "en");
    const [entry] = READERS[format](text);
    if (!entry) throw new Error("the feed has no entry");
    const { id, updated, published, html } = entry;
    const feedUpdated = format === "atom" ? parseAtomFeed(text).updated : undefined;
    return { same: { id, updated, published, feedUpdated }, html, text };
  };
  const change = (kind: string, text?: string) => ({
    changes: [{ kind, date: "2025-05-01T10:00:00Z", ...(text && { text }) }],
  });

  it.each(FEED_FORMATS)("re-emits nothing in %s if it is a typo", async (format) => {
    await other.article("a", "en", {}, "A paragrph.");
    const before = await seen(format);
    await other.article("a", "en", change("typo"), "A paragraph.");
    const after = await seen(format);
    expect(after.same).toEqual(before.same);
    expect(after.html).toContain("A paragraph.");
    expect(after.html).not.toContain("2025-05-01");
  });

  it.each(FEED_FORMATS)("makes the same entry an updated one in %s if it matters", async (format) => {
    await other.article("a", "en");
    const before = await seen(format);
    for (const kind of ["correction", "update"]) {
      await other.article("a", "en", change(kind, "What was changed."));
      const after = await seen(format);
      expect(after.same.id).toBe(before.same.id);
      expect(after.same.published).toBe(before.same.published);
      expect(after.same.updated).toBe(Date.parse("2025-05-01T10:00:00Z"));
      expect(after.html).toContain("What was changed.");
      if (format === "atom") expect(after.same.feedUpdated).toBe("2025-05-01T10:00:00Z");
    }
  });

  it.each(FEED_FORMATS)("takes the entry out of %s if it is a retraction", async (format) => {
    await other.article("a", "en", change("retraction", "Why."));
    const text = (await feedsOf(other)).feed(format, "en");
    expect(READERS[format](text)).toEqual([]);
    expect(text).not.toContain("articles/a");
  });
});

describe("by the rules of the format", () => {
  it("Atom has what RFC 4287 requires of a feed and of an entry, also when it is empty", async () => {
    const empty = await Newsroom.open("none");
    for (const text of [feeds.feed("atom", "uk"), (await feedsOf(empty)).feed("atom", "uk")]) {
      const feed = parseXml(text);
      expect(feed.name).toBe("feed");
      expect(feed.attributes.xmlns).toBe("http://www.w3.org/2005/Atom");
      const all = [feed, ...childrenOf(feed, "entry")];
      for (const part of all) {
        for (const one of ["id", "title", "updated"])
          expect([one, texts(part, one).length]).toEqual([one, 1]);
        expect(texts(part, "id")[0]).toMatch(TAG);
        expect(texts(part, "updated")[0]).toMatch(RFC3339);
        const alternates = childrenOf(part, "link").filter(
          ({ attributes }) => attributes.rel === "alternate",
        );
        expect(alternates).toHaveLength(1);
      }
      for (const entry of all.slice(1)) {
        // §4.1.1: without an author of the feed every entry has one.
        expect(childrenOf(entry, "author").length).toBeGreaterThan(0);
        for (const author of childrenOf(entry, "author")) expect(texts(author, "name")[0]).toBeTruthy();
        expect(texts(entry, "published")[0]).toMatch(RFC3339);
        expect(childrenOf(entry, "content").map(({ attributes }) => attributes.type)).toEqual(["html"]);
        for (const { attributes } of childrenOf(entry, "category")) expect(attributes.term).toBeTruthy();
      }
    }
    await empty.close();
  });

  it("RSS has what RSS 2.0 requires of a channel and of an item", () => {
    const rss = parseXml(feeds.feed("rss", "uk"));
    expect([rss.name, rss.attributes.version, rss.children.length]).toEqual(["rss", "2.0", 1]);
    const [channel] = rss.children;
    if (!channel) throw new Error("there is no channel");
    for (const one of ["title", "link", "description", "language", "lastBuildDate"])
      expect([one, texts(channel, one).length]).toEqual([one, 1]);
    expect(texts(channel, "lastBuildDate")[0]).toMatch(RFC822);
    const items = childrenOf(channel, "item");
    expect(items.length).toBeGreaterThan(3);
    for (const item of items) {
      for (const one of ["title", "link", "description", "guid", "pubDate", "content:encoded"])
        expect([one, texts(item, one).length]).toEqual([one, 1]);
      expect(childrenOf(item, "guid")[0]?.attributes).toEqual({ isPermaLink: "false" });
      expect(texts(item, "pubDate")[0]).toMatch(RFC822);
      expect(texts(item, "atom:updated")[0]).toMatch(RFC3339);
    }
  });

  it("JSON Feed has what version 1.1 requires, and no nulls", () => {
    const feed = JSON.parse(feeds.feed("json", "uk"));
    expect(typeof feed.title).toBe("string");
    for (const item of feed.items) {
      expect(typeof item.id).toBe("string");
      expect(typeof item.content_html).toBe("string");
      for (const date of [item.date_published, item.date_modified]) expect(date).toMatch(RFC3339);
      for (const author of item.authors) expect(Object.keys(author)).toEqual(["name", "url"]);
      expect(JSON.stringify(item)).not.toContain("null,");
    }
  });
});

describe("hostile text in every slot", () => {
  const plain = (item: JsonFeed.Item<string>) => ({
    title: item.title,
    summary: item.summary,
    html: item.content_html,
    authors: (item.authors ?? []).map(({ name }) => name),
    tags: item.tags,
  });

  it("is text to a strict parser, in the same elements as a harmless word", async () => {
    const newsrooms = await Promise.all([openHostileNewsroom(false), openHostileNewsroom(true)]);
    const [hostile, harmless] = await Promise.all(newsrooms.map((each) => feedsOf(each)));
    if (!hostile || !harmless) throw new Error("there are no feeds");
    for (const locale of locales) {
      for (const section of [undefined, "section-0", "section-7"]) {
        for (const format of ["atom", "rss"] as const) {
          expect(outline(parseXml(hostile.feed(format, locale, section)))).toEqual(
            outline(parseXml(harmless.feed(format, locale, section))),
          );
        }
        // What JSON says is what went in: the XML says the same, to the letter.
        const { items } = JSON.parse(hostile.feed("json", locale, section));
        const entries = childrenOf(parseXml(hostile.feed("atom", locale, section)), "entry");
        const channel = parseXml(hostile.feed("rss", locale, section)).children[0] as Element;
        expect(items.length).toBeGreaterThan(0);
        expect(
          entries.map((entry) => ({
            title: texts(entry, "title")[0],
            summary: texts(entry, "summary")[0],
            html: texts(entry, "content")[0],
            authors: childrenOf(entry, "author").flatMap((author) => texts(author, "name")),
            tags: childrenOf(entry, "category").map(({ attributes: { label, term } }) => label ?? term),
          })),
        ).toEqual(items.map(plain));
        expect(
          childrenOf(channel, "item").map((item) => ({
            title: texts(item, "title")[0],
            summary: texts(item, "description")[0],
            html: texts(item, "content:encoded")[0],
            authors: texts(item, "dc:creator"),
            tags: texts(item, "category"),
          })),
        ).toEqual(items.map(plain));
      }
    }
    await Promise.all(newsrooms.map((each) => each.close()));
  });

  it("is well-formed also where XML has no place for a character", async () => {
    const other = await Newsroom.open("none");
    await other.article("a", "en", {}, "A \u0001 B \ufffe C \u000b D ]]> E");
    const { feed } = await feedsOf(other);
    for (const format of ["atom", "rss"] as const) {
      parseXml(feed(format, "en"));
      expect(READERS[format](feed(format, "en"))[0]?.html).toContain("A \ufffd B \ufffd C \ufffd D ]]> E");
    }
    await other.close();
  });
});
