import { env, exports } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { seed } from "../support/world.ts";

const get = (path: string, init?: RequestInit) =>
  exports.default.fetch(new Request(`https://anything.example${path}`, { redirect: "manual", ...init }));

beforeAll(() => seed());

describe("the deployed entrypoints", () => {
  it("answer through the renderer, with URLs from configuration", async () => {
    const response = await get("/v1/en/articles/renamed-en");
    expect(response.status).toBe(200);
    const article = (await response.json()) as { links: { self: string } };
    expect(article.links.self).toBe(`${env.ORIGIN}/v1/en/articles/renamed-en`);
  });

  it("say which release and which build they serve", async () => {
    expect(await (await get("/healthz")).json()).toEqual({
      status: "ok",
      release: expect.stringMatching(/^[\w-]{22}$/),
      sequence: 1,
      build: expect.any(String),
    });
  });

  it("give the renderer the address only: nothing of the client's request", async () => {
    const headers = { "if-none-match": '"x"', authorization: "secret", range: "bytes=0-1" };
    const response = await get("/v1/uk/articles/renamed-uk", { headers });
    expect(response.status).toBe(200);
    expect(((await response.json()) as { id: string }).id).toBe("renamed");
  });
});
