// Deprecated operations and parameters are announced in every answer, and nothing else is.
import { env } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { createVisnyk } from "../../src/app.ts";
import { DEPRECATIONS, type Deprecation } from "../../src/http/deprecations.ts";
import { ORIGIN, seed } from "../support/world.ts";

const BY_ID: Deprecation = {
  path: "/v1/{locale}/by-id/{id}",
  since: "2026-01-01T00:00:00Z",
  sunset: "2027-01-01T00:00:00Z",
  explained: "/docs/en#changes",
};
const IDS: Deprecation = {
  path: "/v1/{locale}/articles",
  parameter: "ids",
  since: "2026-06-01T00:00:00Z",
  explained: "/docs/en#changes",
};
const LINK = `<${ORIGIN}/docs/en#changes>; rel="deprecation"; type="text/html"`;

function open(deprecations?: readonly Deprecation[]) {
  const visnyk = createVisnyk({
    kv: env.KV,
    assets: env.ASSETS,
    origin: ORIGIN,
    build: "build",
    now: Date.now,
    waitUntil: () => {},
    ...(deprecations && { deprecations }),
  });
  const scope = { render: (url: string) => visnyk.render(new Request(url)) };
  return async (path: string, init?: RequestInit) => {
    const { status, headers } = await visnyk.fetch(
      new Request(ORIGIN + path, { redirect: "manual", ...init }),
      scope,
    );
    const told = ["deprecation", "sunset", "link"].map((name) => headers.get(name));
    return { status, told, headers };
  };
}

beforeAll(() => seed());

describe("what is deprecated", () => {
  const get = open([BY_ID, IDS]);

  it.each<[what: string, path: string, init: RequestInit, status: number]>([
    ["a redirect", "/v1/en/by-id/landmine-treaty-exit", {}, 307],
    ["another spelling", "/V1/EN/by-id/landmine-treaty-exit/", {}, 307],
    ["a problem", "/v1/en/by-id/no-such", {}, 404],
    ["HEAD", "/v1/en/by-id/landmine-treaty-exit", { method: "HEAD" }, 307],
    ["OPTIONS", "/v1/en/by-id/landmine-treaty-exit", { method: "OPTIONS" }, 204],
  ])("says so and until when: %s", async (_, path, init, status) => {
    expect(await get(path, init)).toMatchObject({
      status,
      told: ["@1767225600", "Fri, 01 Jan 2027 00:00:00 GMT", LINK],
    });
  });

  it("says so in the 200, in the same from memory, and in the 304", async () => {
    const path = "/v1/en/articles?ids=landmine-treaty-exit";
    const told = ["@1780272000", null, LINK];
    const { headers } = await get(path);
    for (const init of [{}, {}, { headers: { "if-none-match": headers.get("etag") ?? "" } }])
      expect((await get(path, init)).told).toEqual(told);
  });

  it("is one parameter, if only that goes", async () => {
    expect((await get("/v1/en/articles")).told).toEqual([null, null, null]);
  });

  it("can be read by scripts of other origins", async () => {
    expect((await get("/v1/en/articles")).headers.get("access-control-expose-headers")).toMatch(
      /Deprecation, Sunset/,
    );
  });

  it("is nothing that is not in the table", async () => {
    const plain = open();
    for (const { path } of DEPRECATIONS) expect(path).toMatch(/^\/v1\//);
    for (const path of ["/v1/en/articles", "/v1/en/sections", "/healthz", "/en"])
      expect([path, (await plain(path)).told]).toEqual([path, [null, null, null]]);
  });
});
