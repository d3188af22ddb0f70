// Documents that come with the Worker: the contract and the explained problems, from its static assets.
import { env } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { createVisnyk } from "../../src/app.ts";
import type { Manifest } from "../../src/store/documents.ts";
import { type Isolate, ORIGIN, seed, World } from "../support/world.ts";

const OPENAPI = "/v1/openapi.json";

let world: World;
let isolate: Isolate;
beforeAll(async () => {
  await seed();
  world = new World();
  isolate = world.isolate();
});

describe("the contract", () => {
  it("is an OpenAPI 3.1 document that names the origin it came from, and no placeholder", async () => {
    const response = await isolate.get(OPENAPI);
    expect([
      response.status,
      response.headers.get("content-type"),
      response.headers.get("content-language"),
    ]).toEqual([200, "application/json; charset=utf-8", "en"]);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ openapi: "3.1.0", servers: [{ url: "/" }] });
    expect(text).toContain(`${ORIGIN}/en/articles/`);
    expect(text).not.toContain("visnyk.invalid");
  });

  it("has one URL, a validator that outlives isolates and builds, and a HEAD", async () => {
    const { headers } = await isolate.get(OPENAPI);
    const etag = headers.get("etag") ?? "";
    for (const path of ["/V1/OpenAPI.json", `${OPENAPI}/`]) {
      const moved = await isolate.get(path);
      expect([path, moved.status, moved.headers.get("location")]).toEqual([path, 308, OPENAPI]);
    }
    const later = createVisnyk({
      kv: env.KV,
      assets: env.ASSETS,
      origin: ORIGIN,
      build: "build-2",
      now: () => world.now,
      waitUntil: () => {},
    });
    const scope = { render: (url: string) => later.render(new Request(url)) };
    const again = await later.fetch(
      new Request(ORIGIN + OPENAPI, { headers: { "if-none-match": etag } }),
      scope,
    );
    expect([again.status, again.headers.get("etag")]).toEqual([304, etag]);
    const head = await isolate.get(OPENAPI, { method: "HEAD" });
    expect([head.status, await head.text(), head.headers.get("etag")]).toEqual([200, "", etag]);
  });

  it("is rendered once, and read from the assets once", async () => {
    const own = new World();
    const calls = own.edge.calls.length;
    for (const each of [own.isolate(), own.isolate()]) expect((await each.get(OPENAPI)).status).toBe(200);
    expect(own.edge.calls.length - calls).toBe(1);
  });
});

describe("an explained problem", () => {
  it("brings its own policy: no script, no style but its own", async () => {
    const { headers } = await isolate.get("/problems/not_found");
    expect(headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; img-src data:; style-src 'sha256-[^;']+' 'sha256-[^;']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
  });
});

describe("the contract for people", () => {
  it.each(["en", "uk"])(
    "is a page in %s that runs one known script and reaches this server only",
    async (locale) => {
      const { status, headers } = await isolate.get(`/docs/${locale}`);
      expect([status, headers.get("content-language"), headers.get("content-type")]).toEqual([
        200,
        locale,
        "text/html; charset=utf-8",
      ]);
      expect(headers.get("content-security-policy")).toMatch(
        /^default-src 'none'; img-src data:; style-src 'sha256-[^;']+' 'sha256-[^;']+'; script-src 'sha256-[^;']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; frame-src 'self'; connect-src 'self'$/,
      );
    },
  );

  it("leads from /docs to the reader's language, and from other spellings to the one", async () => {
    for (const [path, language, status, to] of [
      ["/docs", "uk", 302, "/docs/uk"],
      ["/docs/", "de", 302, "/docs/en"],
      ["/docs/ua", "en", 308, "/docs/uk"],
      ["/Docs/EN/", "uk", 308, "/docs/en"],
    ] as const) {
      const moved = await isolate.get(path, { headers: { "accept-language": language } });
      expect([path, moved.status, moved.headers.get("location")]).toEqual([path, status, to]);
      expect(moved.headers.get("vary")).toBe(status === 302 ? "Accept-Language" : null);
    }
  });

  it("is not there in a language that we do not have", async () => {
    expect((await isolate.get("/docs/fr")).status).toBe(404);
    expect((await isolate.get("/docs/en/more")).status).toBe(404);
  });
});

describe("trouble with the assets", () => {
  const trouble = async (assets: { fetch(url: string): Promise<Response> }) => {
    const visnyk = createVisnyk({
      kv: env.KV,
      assets,
      origin: ORIGIN,
      build: "build",
      now: () => world.now,
      waitUntil: () => {},
    });
    const scope = { render: (url: string) => visnyk.render(new Request(url)) };
    return async (path: string) => {
      const response = await visnyk.fetch(new Request(ORIGIN + path), scope);
      return [response.status, response.headers.get("cache-control"), response.headers.has("retry-after")];
    };
  };

  it("is a 503 for the documents, and nothing to the articles", async () => {
    const missing = await trouble({ fetch: async () => new Response(null, { status: 404 }) });
    const broken = await trouble({
      fetch: async () => {
        throw new Error("no assets");
      },
    });
    for (const get of [missing, broken]) {
      for (const path of [OPENAPI, "/problems/not_found"])
        expect([path, ...(await get(path))]).toEqual([path, 503, "no-store", true]);
      expect((await get("/v1/en/articles"))[0]).toBe(200);
    }
  });

  it("ends when it ends, whether it was the manifest or a document", async () => {
    const manifest = (await (await env.ASSETS.fetch("https://assets/manifest.json")).json()) as Manifest;
    for (const lost of ["manifest.json", manifest[OPENAPI]?.[0] ?? ""]) {
      let down = true;
      const get = await trouble({
        fetch: async (url) =>
          down && url.endsWith(lost) ? new Response(null, { status: 500 }) : env.ASSETS.fetch(url),
      });
      expect((await get(OPENAPI))[0]).toBe(503);
      down = false;
      expect((await get(OPENAPI))[0]).toBe(200);
    }
  });
});
