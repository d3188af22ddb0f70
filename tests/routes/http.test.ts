import { beforeAll, describe, expect, it } from "vitest";
import { PROBLEMS } from "../../src/http/problems.ts";
import { locales } from "../../src/i18n/locales.ts";
import { seed, World } from "../support/world.ts";

const world = new World();
const isolate = world.isolate();
const ARTICLE = "/v1/uk/articles/renamed-uk";

beforeAll(() => seed());

/** A known URL takes the short way from its second request on; both ways have to behave the same. */
const bothWays = [
  ["routed", () => world.isolate()],
  ["remembered", () => isolate],
] as const;

describe.each(bothWays)("a conditional request, %s", (_, open) => {
  const conditional = async (ifNoneMatch: (etag: string) => string, init: RequestInit = {}) => {
    const reader = open();
    const plain = await isolate.get(ARTICLE);
    const etag = plain.headers.get("etag") as string;
    await plain.arrayBuffer();
    const headers = { ...(init.headers as Record<string, string>), "if-none-match": ifNoneMatch(etag) };
    return { plain, response: await reader.get(ARTICLE, { ...init, headers }) };
  };

  it.each([
    ["the validator", (etag: string) => etag],
    ["its weak form", (etag: string) => `W/${etag}`],
    ["a list", (etag: string) => `"a,b", W/"c" ,${etag}`],
    ["a star", () => "*"],
  ])("is 304 with no body for %s, with what the 200 would say", async (_, value) => {
    const { plain, response } = await conditional(value);
    expect(response.status).toBe(304);
    expect((await response.arrayBuffer()).byteLength).toBe(0);
    for (const name of [
      "etag",
      "cache-control",
      "content-language",
      "access-control-allow-origin",
      "access-control-expose-headers",
    ]) {
      expect([name, response.headers.get(name)]).toEqual([name, plain.headers.get(name)]);
    }
    expect(Date.parse(response.headers.get("date") ?? "")).toBe(world.now);
  });

  it.each([
    ["another validator", (_: string) => '"another"'],
    ["the validator without quotes", (etag: string) => etag.replaceAll('"', "")],
    ["nonsense", () => ',,"'],
  ])("is 200 for %s", async (_, value) => {
    const { response } = await conditional(value);
    expect(response.status).toBe(200);
  });

  it("looks at If-None-Match alone when both conditions are there", async () => {
    const { response } = await conditional(() => '"another"', {
      headers: { "if-modified-since": new Date(world.now).toUTCString() },
    });
    expect(response.status).toBe(200);
  });
});

describe("conditional requests", () => {
  it("ignore If-Modified-Since: we state no modification date", async () => {
    for (const date of [new Date(world.now).toUTCString(), "nonsense"]) {
      const response = await isolate.get(ARTICLE, { headers: { "if-modified-since": date } });
      expect(response.status).toBe(200);
      expect(response.headers.has("last-modified")).toBe(false);
    }
  });

  it("are ignored where the plain answer is no 2xx", async () => {
    for (const [path, status] of [
      ["/v1/uk/articles/nothing", 404],
      ["/v1/ua/articles/renamed-uk", 308],
      ["/v1/en/articles/retracted-en", 410],
      ["/media/AAAAAAAAAAAAAAAAAAAAAA/nothing.svg", 404],
    ] as const) {
      expect((await isolate.get(path, { headers: { "if-none-match": "*" } })).status).toBe(status);
    }
  });

  it("tell languages and formats apart", async () => {
    const etags = await Promise.all(
      [
        ARTICLE,
        "/v1/en/articles/renamed-en",
        "/v1/uk/articles",
        "/v1/en/articles",
        "/problems/not_found",
      ].map(async (path) => (await isolate.get(path)).headers.get("etag")),
    );
    expect(new Set(etags).size).toBe(etags.length);
    for (const etag of etags) expect(etag).toMatch(/^"[\w-]{22}"$/);
  });

  it("have the same validators in every isolate", async () => {
    const [a, b] = await Promise.all([world.isolate().get(ARTICLE), new World().isolate().get(ARTICLE)]);
    expect(a.headers.get("etag")).toBe(b.headers.get("etag"));
  });
});

describe("methods", () => {
  it.each(["/v1/uk/articles", ARTICLE, "/problems/not_found", "/healthz"])(
    "HEAD has GET's headers and no body: %s",
    async (path) => {
      await (await isolate.get(path)).arrayBuffer();
      const [get, head] = [await isolate.get(path), await isolate.get(path, { method: "HEAD" })];
      expect(head.status).toBe(get.status);
      expect(await head.text()).toBe("");
      const all = (response: Response) => Object.fromEntries(response.headers);
      expect(all(head)).toEqual(all(get));
    },
  );

  it("HEAD takes conditions as well", async () => {
    const etag = (await isolate.get(ARTICLE)).headers.get("etag") as string;
    expect((await isolate.get(ARTICLE, { method: "HEAD", headers: { "if-none-match": etag } })).status).toBe(
      304,
    );
  });

  it.each(["POST", "PUT", "PATCH", "DELETE", "PROPFIND"])(
    "%s is 405 with Allow, everywhere",
    async (method) => {
      for (const path of [
        ARTICLE,
        "/v1/articles",
        "/healthz",
        "/v1/nothing",
        "/v1/fr/articles/x",
        "/media/x/y.svg",
      ]) {
        const response = await isolate.get(path, { method });
        expect([path, response.status]).toEqual([path, 405]);
        expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
        expect(response.headers.get("cache-control")).toBe("no-store");
        expect(await response.json()).toMatchObject({ status: 405, code: "method_not_allowed" });
      }
    },
  );

  it("OPTIONS is 204 with Allow", async () => {
    const response = await isolate.get(ARTICLE, { method: "OPTIONS" });
    expect(response.status).toBe(204);
    expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
    expect(response.headers.has("access-control-allow-methods")).toBe(false);
    // Like every answer of an https origin.
    expect(response.headers.get("strict-transport-security")).toMatch(/^max-age=\d+$/);
  });
});

describe("CORS", () => {
  it("lets any origin read every answer, without credentials", async () => {
    for (const [path, init] of [
      [ARTICLE, {}],
      ["/v1/ua/articles/renamed-uk", {}],
      ["/v1/uk/articles/nothing", {}],
      ["/v1/en/articles/retracted-en", {}],
      ["/v1/uk/articles?limit=0", {}],
      [`/${"x".repeat(3000)}`, {}],
      ["/%zz", {}],
      [ARTICLE, { method: "POST" }],
      [ARTICLE, { method: "OPTIONS" }],
      ["/healthz", {}],
    ] as [string, RequestInit][]) {
      const { headers } = await isolate.get(path, init);
      expect(headers.get("access-control-allow-origin")).toBe("*");
      expect(headers.has("access-control-allow-credentials")).toBe(false);
      for (const name of ["ETag", "Link", "Content-Language", "Content-Location", "Retry-After"]) {
        expect(headers.get("access-control-expose-headers")).toContain(name);
      }
    }
  });

  it("passes a preflight for If-None-Match and keeps it for two hours", async () => {
    const headers = {
      origin: "https://app.example",
      "access-control-request-method": "GET",
      "access-control-request-headers": "if-none-match",
    };
    const response = await isolate.get(ARTICLE, { method: "OPTIONS", headers });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-methods")).toBe("GET, HEAD, OPTIONS");
    expect(response.headers.get("access-control-allow-headers")).toContain("If-None-Match");
    expect(response.headers.get("access-control-max-age")).toBe("7200");
  });
});

describe("errors", () => {
  const problem = async (path: string, init?: RequestInit) => {
    const response = await isolate.get(path, init);
    return { response, body: (await response.json()) as Record<string, unknown> };
  };

  it("are problem documents whose type answers, in the language of the URL", async () => {
    for (const [path, language, title] of [
      ["/v1/uk/articles/nothing", "uk", "Такої статті немає"],
      ["/v1/en/articles/nothing", "en", "There is no such article"],
      ["/v1/uk/nothing", "uk", "За цією адресою нічого немає"],
      ["/v1/nothing", "en", "There is nothing at this address"],
    ] as const) {
      const { response, body } = await problem(path);
      expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
      expect(response.headers.get("content-language")).toBe(language);
      expect(response.headers.has("vary")).toBe(false);
      expect(body).toMatchObject({ status: response.status, title });
      const page = await isolate.get((body.type as string).slice("https://visnyk.example".length));
      expect(page.status).toBe(200);
    }
  });

  it("are in the reader's language also where the path cannot be read at all", async () => {
    const explicit = await problem("/v1/uk/articles/%zz");
    expect(explicit.body.title).toBe("Адресу записано неправильно");
    expect(explicit.response.headers.has("vary")).toBe(false);
    const negotiated = await isolate.get("/v1/articles/%zz", { headers: { "accept-language": "uk" } });
    expect(negotiated.headers.get("vary")).toBe("Accept-Language");
    expect(negotiated.headers.get("content-language")).toBe("uk");
    const head = await isolate.get("/v1/uk/articles/%zz", { method: "HEAD" });
    expect([head.status, head.body]).toEqual([400, null]);
  });

  it("name the languages that we have when asked for another", async () => {
    const { response, body } = await problem("/v1/fr/articles/x");
    expect(response.status).toBe(404);
    expect(body).toMatchObject({ code: "locale_not_supported", supported: locales });
  });

  it("are kept for a minute where something is not there, and not at all otherwise", async () => {
    for (const [path, cache] of [
      ["/v1/uk/articles/nothing", "public, max-age=60"],
      ["/v1/en/articles/retracted-en", "public, max-age=60"],
      ["/v1/uk/articles?limit=0", "no-store"],
      ["/%00", "no-store"],
    ] as const) {
      expect((await isolate.get(path)).headers.get("cache-control")).toBe(cache);
    }
  });

  it("are each explained in both languages at their own URL", async () => {
    for (const code of Object.keys(PROBLEMS)) {
      const response = await isolate.get(`/problems/${code}`);
      expect(response.status).toBe(200);
      const html = await response.text();
      expect(html).toContain('lang="uk"');
      expect(html).not.toMatch(/problem\.|\{\{|undefined/);
    }
    expect((await isolate.get("/problems/__proto__")).status).toBe(404);
  });
});

describe("the health check", () => {
  it("has one URL as well", async () => {
    for (const path of ["/HEALTHZ", "/healthz/"]) {
      const response = await isolate.get(path);
      expect([path, response.status, response.headers.get("location")]).toEqual([path, 308, "/healthz"]);
    }
  });
});

describe("hostile input", () => {
  const long = "x".repeat(60_000);
  it.each([
    ["malformed percent-encoding", "/v1/uk/articles/%zz", 400],
    ["a lone percent sign", "/v1/uk/articles/100%", 400],
    ["NUL", "/v1/uk/articles/a%00b", 400],
    ["an encoded slash", "/v1/uk/articles/a%2fb", 400],
    ["an encoded backslash", "/v1/uk/articles/a%5cb", 400],
    ["a header injection", "/v1/uk/articles/a%0d%0aset-cookie:x=1", 400],
    ["a backslash for a host", "/\\evil.example", 404],
    ["two slashes for a host", "//evil.example/v1/", 404],
    ["a host behind a slash", "//evil.example/", 404],
    ["a lone surrogate", "/v1/uk/articles/%ed%a0%80", 400],
    ["an overlong encoding", "/v1/uk/articles/%c0%af", 400],
    ["__proto__", "/v1/uk/articles/__proto__", 404],
    ["__proto__ as a locale", "/v1/__proto__/articles/x", 404],
    ["constructor", "/v1/uk/articles/constructor", 404],
    ["constructor as an id", "/v1/uk/by-id/constructor", 404],
    ["an internal key", "/v1/uk/articles/@landmine-treaty-exit", 404],
    ["an internal key as an id", "/v1/uk/by-id/@landmine-treaty-exit", 404],
    ["a storage key as media", "/media/pointer/x.svg", 404],
    ["a path as media", "/media/..%2f..%2fpointer/x.svg", 400],
    ["a path of 60 kB", `/v1/uk/articles/${long}`, 414],
    ["a query of 60 kB", `/v1/uk/articles?x=${long}`, 414],
    ["a cursor of 60 kB", `/v1/uk/articles?cursor=${long}`, 414],
    ["dot segments", "/v1/uk/articles/../../../healthz", 200],
  ])("gets a clear answer: %s", async (_, path, status) => {
    const response = await isolate.get(path);
    expect(response.status).toBe(status);
    expect(response.headers.has("location")).toBe(false);
    expect(response.headers.has("set-cookie")).toBe(false);
    expect(await response.text()).not.toMatch(/evil|at \w+ \(|surrogate|__proto__/);
  });

  it("in Accept-Language is read as far as 1 kB and never fails", async () => {
    for (const header of [
      `${"x".repeat(12_000)}`,
      `${"de,".repeat(4000)}uk`,
      "uk;q=99999,,,;;;q=,*",
      "\u0430\u0431",
      "uk\t;q=0.5",
    ]) {
      const encoded = [...header].every((char) => char.charCodeAt(0) < 256)
        ? header
        : encodeURIComponent(header);
      const response = await isolate.get("/v1/articles/renamed-uk", {
        headers: { "accept-language": encoded },
      });
      expect(response.status).toBe(200);
    }
  });
});
