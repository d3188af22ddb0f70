// The contract of every format of an article, in every locale, whatever became of the article there.
import { beforeAll, describe, expect, it, vi } from "vitest";
import { seed, World } from "../support/world.ts";

const world = new World();
const isolate = world.isolate();
const HTML = "text/html; charset=utf-8";
const JSON_TYPE = "application/json; charset=utf-8";

interface Format {
  path: (locale: string, slug: string) => string;
  type: string;
  /** Of a problem behind it. */
  problemType: string;
  robots: string | null;
  problemRobots: string;
  /** Who may frame it; `null` for what is no document. */
  ancestors: "'none'" | "*" | null;
}

const EMBED = {
  type: HTML,
  problemType: HTML,
  robots: "noindex, indexifembedded",
  problemRobots: "noindex, indexifembedded",
  ancestors: "*",
} as const;
const FORMATS: Record<string, Format> = {
  json: {
    path: (locale, slug) => `/v1/${locale}/articles/${slug}`,
    type: JSON_TYPE,
    problemType: "application/problem+json; charset=utf-8",
    robots: "noindex",
    problemRobots: "noindex",
    ancestors: null,
  },
  page: {
    path: (locale, slug) => `/${locale}/articles/${slug}`,
    type: HTML,
    problemType: HTML,
    robots: null,
    problemRobots: "noindex",
    ancestors: "'none'",
  },
  markdown: {
    path: (locale, slug) => `/${locale}/articles/${slug}.md`,
    type: "text/markdown; charset=utf-8",
    problemType: "text/markdown; charset=utf-8",
    robots: "noindex",
    problemRobots: "noindex",
    ancestors: null,
  },
  card: { path: (locale, slug) => `/embed/${locale}/articles/${slug}`, ...EMBED },
  hosted: { path: (locale, slug) => `/embed/${locale}/articles/${slug}/hosted`, ...EMBED },
  full: { path: (locale, slug) => `/embed/${locale}/articles/${slug}/full`, ...EMBED },
  fragment: {
    path: (locale, slug) => `/fragment/${locale}/articles/${slug}`,
    ...EMBED,
    robots: "noindex",
    problemRobots: "noindex",
    ancestors: "'none'",
  },
};

const CYRILLIC = encodeURIComponent("київ-і-їжак");
/** What became of an article in a locale: its slug, the status, the language that comes. */
const STATES: [name: string, locale: string, slug: string, status: number, language: string][] = [
  ["translated", "en", "renamed-en", 200, "en"],
  ["translated", "uk", "renamed-uk", 200, "uk"],
  ["with a Cyrillic slug", "uk", CYRILLIC, 200, "uk"],
  ["a fallback", "uk", "half-drafted-en", 200, "en"],
  ["without a fallback", "en", CYRILLIC, 404, "en"],
  ["retracted", "en", "retracted-en", 410, "en"],
  ["retracted", "uk", "retracted-uk", 410, "uk"],
  ["missing", "en", "nothing", 404, "en"],
  ["missing", "uk", "nothing", 404, "uk"],
];

beforeAll(() => seed());

const matrix = Object.entries(FORMATS).flatMap(([name, format]) =>
  STATES.map(([state, locale, slug, status, language]) => ({
    name,
    state,
    locale,
    slug,
    format,
    url: format.path(locale, slug),
    status,
    language,
  })),
);

/** What the document says of the headline: the `lang` nearest above it. */
const languageOfText = (html: string): string | undefined =>
  (/<(?:article|main)[^>]* lang="(\w+)"/.exec(html) ?? /<html lang="(\w+)"/.exec(html))?.[1];

describe.each(matrix)("$name of an article $state in $locale", (each) => {
  const { format, url, slug, status, locale, language } = each;

  it("has the status, type, language and policies of its kind", async () => {
    const { headers, ...response } = await open(url);
    expect(response.status).toBe(status);
    const ok = status === 200;
    expect(headers).toMatchObject({
      "content-type": ok ? format.type : format.problemType,
      "content-language": language,
      "x-content-type-options": "nosniff",
      "access-control-allow-origin": "*",
      "strict-transport-security": expect.stringMatching(/^max-age=\d+$/),
      "cache-control": ok
        ? "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
        : "public, max-age=60",
    });
    expect(headers["x-robots-tag"] ?? null).toBe(ok ? format.robots : format.problemRobots);
    expect(headers).not.toHaveProperty("vary");
    expect(headers).not.toHaveProperty("x-frame-options");
    if (format.ancestors === null) return;
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).toMatch(/^default-src 'none'/);
    expect(policy).toContain(`frame-ancestors ${format.ancestors}`);
    expect(policy).not.toMatch(/script-src[^;]*unsafe|unsafe-eval/);
    if (format.type === HTML && format.robots !== "noindex") expect(policy).not.toContain("unsafe-inline");
    expect(headers["referrer-policy"]).toBe("strict-origin-when-cross-origin");
    expect(headers["permissions-policy"]).toContain("camera=()");
    if (response.text.startsWith("<!doctype html>"))
      expect(response.text).toContain(`<html lang="${locale}"`);
    if (ok && format.type === HTML) expect(languageOfText(response.text)).toBe(language);
  });

  it("leads to the original as canonical, in the text's own language", async () => {
    const { text } = await open(url);
    if (status !== 200 || format.robots === "noindex") return;
    const [, canonical] = /<link rel="canonical" href="([^"]+)">/.exec(text) ?? [];
    expect(canonical).toBe(`https://visnyk.example/${language}/articles/${slug}`);
  });

  it("answers HEAD, OPTIONS and other methods in its own way", async () => {
    const get = await open(url);
    const again = await open(url);
    const head = await open(url, { method: "HEAD" });
    expect([head.status, head.text]).toEqual([status, ""]);
    expect(head.headers).toEqual(again.headers);
    expect((await open(url, { method: "OPTIONS" })).headers.allow).toBe("GET, HEAD, OPTIONS");
    const post = await open(url, { method: "POST" });
    expect(post.status).toBe(405);
    expect(post.headers).toMatchObject({
      allow: "GET, HEAD, OPTIONS",
      "cache-control": "no-store",
      "content-type": format.problemType,
    });
    expect(get.headers.etag === undefined).toBe(status !== 200);
  });

  it("has a validator that unknown parameters do not change, if it is there", async () => {
    const { headers } = await open(url);
    const conditional = await open(url, { headers: { "if-none-match": headers.etag ?? "*" } });
    expect(conditional.status).toBe(status === 200 ? 304 : status);
    expect((await open(`${url}?utm_source=x`)).headers.etag).toBe(headers.etag);
    if (status !== 200) return;
    expect(headers.etag).toMatch(/^"[\w-]{22}"$/);
    expect(conditional.text).toBe("");
    for (const name of ["etag", "cache-control", "content-language", "content-security-policy"])
      expect([name, conditional.headers[name]]).toEqual([name, headers[name]]);
  });
});

describe.each(Object.entries(FORMATS))("%s", (name, { path }) => {
  it("redirects every other spelling within itself", async () => {
    for (const [from, to] of [
      [path("ua", "renamed-uk"), path("uk", "renamed-uk")],
      [path("uk", "renamed-en"), path("uk", "renamed-uk")],
      [path("en", "renamed-before"), path("en", "renamed-en")],
      [path("uk", "pereimenovana"), path("uk", "renamed-uk")],
      [path("uk", "RENAMED-uk"), path("uk", "renamed-uk")],
      [`${path("uk", "renamed-uk")}/`, path("uk", "renamed-uk")],
      [path("uk", encodeURIComponent("київ-і-їжак".normalize("NFD"))), path("uk", CYRILLIC)],
    ] as const) {
      const { status, headers } = await open(from);
      expect([from, status, headers.location]).toEqual([from, 308, to]);
    }
  });

  it("takes fallback=none, and a colour scheme where it is framed", async () => {
    expect((await open(`${path("uk", "half-drafted-en")}?fallback=none`)).status).toBe(404);
    expect((await open(`${path("uk", "half-drafted-en")}?fallback=maybe`)).status).toBe(400);
    const plain = await open(path("uk", "renamed-uk"));
    const dark = await open(`${path("uk", "renamed-uk")}?theme=dark`);
    const themed = /^(card|hosted|full|fragment)$/.test(name);
    expect([dark.status, dark.headers.etag === plain.headers.etag]).toEqual([200, !themed]);
    expect((await open(`${path("uk", "renamed-uk")}?theme=pink`)).status).toBe(themed ? 400 : 200);
  });

  it("is another representation than every other format", async () => {
    const others = Object.entries(FORMATS).filter(([other]) => other !== name);
    const etag = (await open(path("uk", "renamed-uk"))).headers.etag;
    for (const [, other] of others)
      expect((await open(other.path("uk", "renamed-uk"))).headers.etag).not.toBe(etag);
  });
});

describe("Markdown of an article that is not translated", () => {
  it("says so, to readers and to machines, and names the original", async () => {
    const { text } = await open("/uk/articles/half-drafted-en.md");
    const [, facts, body] = text.split(/^---$/m);
    expect(facts).toContain(
      '\nurl: "https://visnyk.example/en/articles/half-drafted-en"\ninLanguage: "en"\n',
    );
    expect(facts).toContain('\nrequestedLanguage: "uk"\nisFallback: true\n');
    expect(body).toMatch(/\*Цей\sматеріал\sще\sне\sперекладено\sукраїнською\*/);
    const own = (await open("/en/articles/half-drafted-en.md")).text;
    expect(own).not.toMatch(/isFallback|\*This/);
  });
});

describe("the page of an article", () => {
  const page = async (path: string) => (await open(path)).text;

  it("names the original as canonical and has no hreflang where it is a fallback", async () => {
    const text = await page("/uk/articles/half-drafted-en");
    expect(text).toContain(
      '<link rel="canonical" href="https://visnyk.example/en/articles/half-drafted-en">',
    );
    expect(text).not.toContain('hreflang="x-default"');
    expect(text).not.toMatch(/<link[^>]+hreflang/);
    expect(text).toContain('<html lang="uk">');
    expect(text).toContain('<article class="text" lang="en">');
    expect(text).toContain("ще не\u00a0перекладено українською");
  });

  it("names itself and its translations, each of them the same set", async () => {
    const links = (text: string) =>
      [...text.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g)].map(
        ([, lang, href]) => [lang, href],
      );
    const [en, uk] = [await page("/en/articles/renamed-en"), await page("/uk/articles/renamed-uk")];
    expect(links(en)).toEqual([
      ["en", "https://visnyk.example/en/articles/renamed-en"],
      ["uk", "https://visnyk.example/uk/articles/renamed-uk"],
      ["x-default", "https://visnyk.example/en/articles/renamed-en"],
    ]);
    expect(links(uk)).toEqual(links(en));
    expect(uk).toContain('<link rel="canonical" href="https://visnyk.example/uk/articles/renamed-uk">');
  });

  it("tells where the article is when it is not in the reader's language", async () => {
    expect(await page(`/en/articles/${CYRILLIC}`)).toContain(`href="/uk/articles/${CYRILLIC}"`);
  });

  it("says why and when an article was withdrawn, in the reader's language", async () => {
    const uk = await page("/uk/articles/retracted-uk");
    expect(uk).toContain("Джерело відкликало свої слова.");
    expect(uk).toContain('Відкликано <time datetime="2025-06-01T07:00:00Z">1 червня 2025</time>');
    const en = await page("/en/articles/retracted-en");
    expect(en).toContain("The source withdrew its claim.");
    expect(en).toContain('Withdrawn on <time datetime="2025-06-01T07:00:00Z">June 1, 2025</time>');
  });

  it("has one JSON-LD NewsArticle that says what the API says", async () => {
    const text = await page("/en/articles/corrected-en");
    const [, json = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text) ?? [];
    const api = JSON.parse((await open("/v1/en/articles/corrected-en")).text);
    const jpeg = api.image.variants.at(-1);
    expect(jpeg).toMatchObject({ type: "image/jpeg" });
    expect(JSON.parse(json)).toMatchObject({
      "@type": "NewsArticle",
      url: api.url,
      headline: api.headline,
      datePublished: api.datePublished,
      dateModified: api.dateModified,
      timeRequired: api.timeRequired,
      wordCount: api.wordCount,
      image: { url: jpeg.url, width: 1600, height: 900 },
      correction: [{ text: "A name was wrong." }],
    });
  });

  it("is shared with its card in its own language, also where it stands in for a translation", async () => {
    const cardOf = async (path: string) => {
      const text = await page(path);
      expect(text).toContain('<meta property="og:image:width" content="1200">');
      expect(text).toContain('<meta property="og:image:height" content="630">');
      expect(text).toContain('<meta name="twitter:card" content="summary_large_image">');
      return /<meta property="og:image" content="([^"]+)">/.exec(text)?.[1] ?? "";
    };
    const [en, uk, fallback] = [
      await cardOf("/en/articles/renamed-en"),
      await cardOf("/uk/articles/renamed-uk"),
      await cardOf("/uk/articles/half-drafted-en"),
    ];
    expect(en).not.toBe(uk);
    expect(fallback).toBe(await cardOf("/en/articles/half-drafted-en"));
    for (const url of [en, uk, fallback]) {
      const response = await open(new URL(url).pathname);
      expect([response.status, response.headers["content-type"]]).toEqual([200, "image/png"]);
    }
    // It is for those who look at pages: the API does not speak of it.
    expect((await open("/v1/en/articles/renamed-en")).text).not.toContain(new URL(en).pathname);
  });

  it("words a correction as every other format does", async () => {
    for (const format of [
      "/en/articles/corrected-en",
      "/embed/en/articles/corrected-en/full",
      "/en/articles/corrected-en.md",
    ]) {
      const text = (await page(format)).replace(/<[^>]*>|\*\*/g, "");
      expect([format, text.includes("Correction, February 1, 2025: A name was wrong.")]).toEqual([
        format,
        true,
      ]);
    }
  });

  it("depends on the names of the site: the release that it was rendered for", async () => {
    const calls = world.edge.calls.filter((key) => key.includes("article.html"));
    expect(calls.length).toBeGreaterThan(0);
    for (const key of calls) {
      expect(key).toMatch(/\/article\.html\/build-1\/[\w-]{22}\/[\w-]{22}$/);
      expect(key).not.toContain("release=");
    }
  });
});

describe("URLs without a locale", () => {
  it.each([
    ["/", "uk", "/uk"],
    ["/", "de", "/en"],
    ["/articles/renamed-en", "uk", "/uk/articles/renamed-uk"],
    ["/articles/renamed-uk", "en", "/en/articles/renamed-en"],
    [`/articles/${CYRILLIC}`, "en", `/uk/articles/${CYRILLIC}`],
    ["/articles/half-drafted-en?utm_source=x", "uk", "/uk/articles/half-drafted-en"],
  ])("%s leads a reader of %s to %s", async (path, language, location) => {
    const { status, headers } = await open(path, { headers: { "accept-language": language } });
    expect([status, headers.location]).toEqual([302, location]);
    expect(headers).toMatchObject({ vary: "Accept-Language", "cache-control": "public, max-age=300" });
  });

  it("are 404 and 410 in the reader's language, with a way on", async () => {
    for (const [path, code, words] of [
      ["/articles/nothing", 404, "Такої сторінки немає"],
      ["/articles/retracted-en", 410, "Матеріал відкликано"],
      ["/nothing", 404, "Такої сторінки немає"],
      ["/wp-login.php", 404, "Такої сторінки немає"],
    ] as const) {
      const { status, headers, text } = await open(path, { headers: { "accept-language": "uk" } });
      expect([path, status, headers.vary]).toEqual([path, code, "Accept-Language"]);
      expect(text).toContain(words);
      expect(text).toContain('href="/uk"');
      expect(text).toContain('href="/uk/sections/latest-news"');
    }
  });
});

describe("pages of lists", () => {
  it.each(["/uk", "/uk/sections/background", "/uk/authors/newsroom", "/en", "/en/sections/background"])(
    "%s is read page by page, every article once",
    async (first) => {
      const seen: string[] = [];
      for (let path: string | undefined = first; path; ) {
        const { status, text, headers } = await open(path);
        expect([path, status]).toEqual([path, 200]);
        expect(text).toContain(`<link rel="canonical" href="https://visnyk.example${path}">`);
        expect(headers.etag).toBeTruthy();
        seen.push(...[...text.matchAll(/<h2><a href="([^"]+)">/g)].map(([, href]) => href as string));
        path = /<a rel="next" href="([^"]+)">/.exec(text)?.[1];
        expect(/<link rel="next" href="([^"]+)">/.exec(text)?.[1]).toBe(path);
      }
      const api = await open(
        first.includes("/sections/")
          ? `/v1${first.slice(0, 3)}/articles?section=background`
          : `/v1${first.slice(0, 3)}/articles`,
      );
      expect(seen).toHaveLength(JSON.parse(api.text).total);
      expect(new Set(seen).size).toBe(seen.length);
    },
  );

  it("are 404 for what there is not, and 400 for another list's cursor", async () => {
    for (const [path, code] of [
      ["/uk/sections/nothing", 404],
      ["/uk/authors/nobody", 404],
      ["/uk/nothing", 404],
      ["/fr", 404],
      ["/fr/articles/x", 404],
      ["/uk?cursor=x", 400],
    ] as const) {
      const { status, headers, text } = await open(path);
      expect([path, status, headers["content-type"], headers.vary]).toEqual([path, code, HTML, undefined]);
      expect(text).toContain("<h1>");
    }
  });

  it("redirect other spellings", async () => {
    for (const [from, to] of [
      ["/ua", "/uk"],
      ["/UK/", "/uk"],
      ["/uk-UA/sections/background", "/uk/sections/background"],
    ] as const) {
      const { status, headers } = await open(from);
      expect([status, headers.location]).toEqual([308, to]);
    }
  });
});

async function open(path: string, init?: RequestInit) {
  const response = await isolate.get(path, init);
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers) as Record<string, string>,
    text: await response.text(),
  };
}

describe("the renderer", () => {
  it("refuses a page whose site is not the release's: names from another release never get in", async () => {
    const direct = new World();
    const reader = direct.isolate();
    await reader.get("/en/articles/renamed-en");
    const [address = ""] = direct.edge.calls;
    const release = JSON.parse(await (await reader.get("/healthz")).text()).release;
    const other = address.replace(/\/[\w-]{22}\/([\w-]{22})$/, `/${"A".repeat(22)}/$1`);
    vi.spyOn(console, "error").mockImplementation(() => {});
    for (const [url, status] of [
      [`${address}?release=${release}`, 200],
      [address, 503],
      [`${other}?release=${release}`, 503],
    ] as const) {
      const response = await direct.render(url);
      expect([url, response.status]).toEqual([url, status]);
      expect(response.headers.get("cache-control")).toMatch(status === 200 ? /immutable/ : /^no-store$/);
    }
  });
});
