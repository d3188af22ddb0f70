import { beforeAll, describe, expect, it } from "vitest";
import { ArticleSchema } from "../../src/article/article.ts";
import { EN, ENGLISH_ONLY, UK } from "../support/own-slugs.ts";
import { seed, World } from "../support/world.ts";

const world = new World();
const isolate = world.isolate();
const json = async (path: string, init?: RequestInit) => (await isolate.get(path, init)).json();

beforeAll(() => seed());

describe("an article by slug", () => {
  it("has every field of the contract, and no other, in both languages", async () => {
    for (const path of [`/v1/en/articles/${EN}`, `/v1/uk/articles/${UK}`]) {
      expect(ArticleSchema.parse(await json(path))).toBeTruthy();
    }
  });

  it("is in the language asked for, names and formats included", async () => {
    const response = await isolate.get(`/v1/uk/articles/${UK}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-language")).toBe("uk");
    expect(await response.json()).toMatchObject({
      id: "landmine-treaty-exit",
      inLanguage: "uk",
      requestedLanguage: "uk",
      isFallback: false,
      section: { id: "latest-news", name: "Останні новини" },
      author: [{ type: "Organization", id: "newsroom", name: "Редакція" }],
      datePublished: "2025-06-29T09:00:00Z",
      timeRequired: "PT2M",
      display: { readingTime: "2 хв читання", datePublished: "29 червня 2025", byline: "Редакція" },
      translations: [
        {
          inLanguage: "en",
          url: `https://visnyk.example/en/articles/${EN}`,
          api: `https://visnyk.example/v1/en/articles/${EN}`,
        },
      ],
      links: {
        embed: `https://visnyk.example/embed/uk/articles/${UK}`,
        oembed: `https://visnyk.example/oembed?url=${encodeURIComponent(`https://visnyk.example/uk/articles/${UK}`)}`,
      },
      image: { credit: "Вісник", source: { name: "англомовна Вікіпедія" } },
    });
  });

  it("formats for English readers in English", async () => {
    expect(await json(`/v1/en/articles/${EN}`)).toMatchObject({
      display: { readingTime: "2 min read", datePublished: "June 29, 2025", byline: "Newsroom" },
    });
  });

  it("keeps the quotation apart from its attribution, which says that it is translated back", async () => {
    const { body } = ArticleSchema.parse(await json(`/v1/uk/articles/${UK}`));
    const quote = body.find(({ type }) => type === "quote");
    expect(quote?.text).toMatch(/^«.*»\.?$/u);
    expect(quote?.cite).toContain("зворотний переклад");
    expect(quote?.inLanguage).toBe("uk");
  });

  it("names only what answers: no link is dead", async () => {
    const article = ArticleSchema.parse(await json(`/v1/uk/articles/${UK}`));
    const urls = [...JSON.stringify(article).matchAll(/"(https:\/\/visnyk\.example[^"]*)"/g)].map(
      ([, url]) => url as string,
    );
    expect(urls.length).toBeGreaterThan(5);
    for (const url of urls) {
      const response = await isolate.get(url.slice("https://visnyk.example".length));
      expect([url, response.status]).toEqual([url, 200]);
      await response.arrayBuffer();
    }
  });

  it("shows corrections, and dates the article by them but not by typos", async () => {
    expect(await json("/v1/en/articles/corrected-en")).toMatchObject({
      dateModified: "2025-02-01T08:00:00Z",
      corrections: [{ kind: "correction", date: "2025-02-01T08:00:00Z", text: "A name was wrong." }],
    });
  });
});

describe("an article that is not translated", () => {
  it("comes in the fallback language and says so", async () => {
    const response = await isolate.get(`/v1/uk/articles/${ENGLISH_ONLY}`);
    expect(response.headers.get("content-language")).toBe("en");
    expect(await response.json()).toMatchObject({
      inLanguage: "en",
      requestedLanguage: "uk",
      isFallback: true,
      section: { name: "Контекст" },
      display: { datePublished: expect.stringMatching(/червня/) },
      translations: [{ inLanguage: "en" }],
    });
  });

  it("is a 404 that lists its languages with fallback=none", async () => {
    const response = await isolate.get(`/v1/uk/articles/${ENGLISH_ONLY}?fallback=none`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "article_not_found", available: ["en"] });
  });

  it("is a 404 where the chain has nothing: English falls back to no other language", async () => {
    const response = await isolate.get(`/v1/en/articles/${encodeURIComponent("київ-і-їжак")}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ available: ["uk"] });
  });

  it("falls back over a draft translation", async () => {
    expect(await json("/v1/uk/articles/half-drafted-en")).toMatchObject({ isFallback: true });
  });
});

describe("a draft", () => {
  it("is not there", async () => {
    expect((await isolate.get("/v1/en/articles/drafted-en")).status).toBe(404);
    expect((await isolate.get("/v1/en/by-id/drafted")).status).toBe(404);
  });
});

describe("a retracted article", () => {
  it("is 410 with the public note in the reader's language", async () => {
    for (const [locale, note] of [
      ["en", "The source withdrew its claim."],
      ["uk", "Джерело відкликало свої слова."],
    ]) {
      const response = await isolate.get(`/v1/${locale}/articles/retracted-${locale}`);
      expect(response.status).toBe(410);
      expect(await response.json()).toMatchObject({
        code: "article_retracted",
        note,
        noteLanguage: locale,
        retractedAt: "2025-06-01T07:00:00Z",
      });
      expect((await isolate.get(`/v1/${locale}/by-id/retracted`)).status).toBe(410);
    }
  });
});

describe("the negotiated URL", () => {
  const negotiated = (language?: string) =>
    isolate.get(
      `/v1/articles/${UK}`,
      language === undefined ? {} : { headers: { "accept-language": language } },
    );

  it("gives the language that the reader prefers, and where that lives", async () => {
    const response = await negotiated("uk-UA,uk;q=0.9,en;q=0.5");
    expect(response.headers.get("content-language")).toBe("uk");
    expect(response.headers.get("content-location")).toBe(`/v1/uk/articles/${UK}`);
    expect(response.headers.get("vary")).toBe("Accept-Language");
  });

  it("takes any locale's slug, and gives English to who reads neither", async () => {
    for (const language of [undefined, "ru", "*", "en"]) {
      const response = await negotiated(language);
      expect(response.headers.get("content-language")).toBe("en");
      expect(response.headers.get("content-location")).toBe(`/v1/en/articles/${EN}`);
    }
  });

  it("gives what there is rather than 404: a preference is no condition", async () => {
    const response = await isolate.get(`/v1/articles/${encodeURIComponent("київ-і-їжак")}`, {
      headers: { "accept-language": "en" },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-language")).toBe("uk");
  });

  it("has the same bytes and validator as the explicit URL", async () => {
    const [a, b] = [await negotiated("uk"), await isolate.get(`/v1/uk/articles/${UK}`)];
    expect(a.headers.get("etag")).toBe(b.headers.get("etag"));
    expect(await a.text()).toBe(await b.text());
  });

  it("varies by language on every answer: 304, 308, 404, 405, 410 and OPTIONS, too", async () => {
    const etag = (await negotiated("uk")).headers.get("etag") as string;
    const answers: [number, Response][] = [
      [
        304,
        await isolate.get(`/v1/articles/${UK}`, {
          headers: { "accept-language": "uk", "if-none-match": etag },
        }),
      ],
      [308, await isolate.get("/v1/articles/renamed-before")],
      [308, await isolate.get(`/v1/articles/${UK}/`)],
      [400, await isolate.get(`/v1/articles/${UK}?fallback=x`)],
      [404, await isolate.get("/v1/articles/nothing")],
      [405, await isolate.get(`/v1/articles/${UK}`, { method: "POST" })],
      [410, await isolate.get("/v1/articles/retracted-en")],
      [204, await isolate.get(`/v1/articles/${UK}`, { method: "OPTIONS" })],
      [200, await isolate.get("/v1/articles")],
    ];
    for (const [status, response] of answers) {
      expect([response.status, response.headers.get("vary")]).toEqual([status, "Accept-Language"]);
    }
    expect((await isolate.get(`/v1/uk/articles/${UK}`)).headers.has("vary")).toBe(false);
  });
});

describe("an article by id", () => {
  it("leads to the slug of the locale", async () => {
    for (const [locale, slug] of [
      ["en", EN],
      ["uk", UK],
    ]) {
      const response = await isolate.get(`/v1/${locale}/by-id/landmine-treaty-exit`);
      expect(response.status).toBe(307);
      expect(response.headers.get("location")).toBe(`/v1/${locale}/articles/${slug}`);
    }
  });

  it("keeps fallback=none", async () => {
    expect((await isolate.get("/v1/uk/by-id/neighbours-withdrawal?fallback=none")).status).toBe(404);
    const response = await isolate.get("/v1/uk/by-id/landmine-treaty-exit?fallback=none");
    expect(response.headers.get("location")).toBe(`/v1/uk/articles/${UK}?fallback=none`);
  });
});

describe("another spelling of a URL", () => {
  it.each([
    ["a trailing slash", `/v1/uk/articles/${UK}/`, `/v1/uk/articles/${UK}`],
    ["the country for the language", `/v1/ua/articles/${UK}`, `/v1/uk/articles/${UK}`],
    ["a region", `/v1/uk-UA/articles/${UK}`, `/v1/uk/articles/${UK}`],
    ["upper case", `/V1/UK/Articles/${UK.toUpperCase()}`, `/v1/uk/articles/${UK}`],
    ["a former slug", "/v1/en/articles/renamed-before", "/v1/en/articles/renamed-en"],
    ["a former slug of the translation", "/v1/uk/articles/pereimenovana", "/v1/uk/articles/renamed-uk"],
    ["the slug of another locale", `/v1/uk/articles/${EN}`, `/v1/uk/articles/${UK}`],
    [
      "decomposed letters",
      `/v1/uk/articles/${encodeURIComponent("київ-і-їжак".normalize("NFD"))}`,
      `/v1/uk/articles/${encodeURIComponent("київ-і-їжак")}`,
    ],
    [
      "lower-case percent-encoding",
      `/v1/uk/articles/${encodeURIComponent("київ-і-їжак").toLowerCase()}`,
      `/v1/uk/articles/${encodeURIComponent("київ-і-їжак")}`,
    ],
    ["a list with a slash", "/v1/en/articles/?limit=5&utm_source=x", "/v1/en/articles?limit=5"],
    [
      "/ua/ with a query that matters",
      `/v1/ua/articles/${UK}?fallback=none&utm_source=x`,
      `/v1/uk/articles/${UK}?fallback=none`,
    ],
    ["a status page", "/Problems/Not_Found/", "/problems/not_found"],
  ])("is redirected for good: %s", async (_, path, location) => {
    const response = await isolate.get(path);
    expect(response.status).toBe(308);
    expect(response.headers.get("location")).toBe(location);
    expect(response.headers.get("cache-control")).toBe("public, max-age=300");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  });

  it("is not redirected to what is not there", async () => {
    for (const path of ["/v1/UK/articles/nothing", "/v1/uk/nothing/", "/v1/ua/by-id/nothing"]) {
      expect((await isolate.get(path)).status).toBe(404);
    }
  });
});

describe("what is not part of the contract", () => {
  it("changes nothing: unknown parameters, Host and forwarding headers", async () => {
    const plain = await isolate.get(`/v1/uk/articles/${UK}`);
    const text = await plain.text();
    const headers = {
      host: "evil.example",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "ftp",
      forwarded: "host=evil.example",
    };
    for (const response of [
      await isolate.get(`/v1/uk/articles/${UK}?utm_source=x&limit=9&__proto__=1`),
      await isolate.get(`/v1/uk/articles/${UK}`, { headers }),
    ]) {
      expect(response.status).toBe(200);
      expect(response.headers.get("etag")).toBe(plain.headers.get("etag"));
      expect(await response.text()).toBe(text);
    }
  });
});
