import { env, exports } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { Renderer } from "../../src/worker.ts";
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
    const seen: Request[] = [];
    const render = vi.spyOn(Renderer.prototype, "fetch").mockImplementation(async (request) => {
      seen.push(request);
      return new Response("{}");
    });
    const headers = { authorization: "secret", cookie: "a=b", range: "bytes=0-1", "accept-language": "uk" };
    expect((await get("/v1/uk/articles/renamed-uk?utm_source=x", { headers })).status).toBe(200);
    render.mockRestore();
    const [request] = seen;
    expect(seen).toHaveLength(1);
    expect([...(request?.headers ?? [])]).toEqual([]);
    expect([request?.method, request?.cf?.cacheKey]).toEqual(["GET", request?.url]);
    expect(request?.url).toMatch(/^http:\/\/localhost:8787\/article\.json\/\d+\/[\w-]{22}$/);
  });

  it("read many objects at once from KV", async () => {
    const ids = ["renamed", "half-drafted", "landmine-treaty-exit"];
    const response = await get(`/v1/en/articles?ids=${ids.join(",")}`);
    const { items } = (await response.json()) as { items: { id: string }[] };
    expect(items.map(({ id }) => id)).toEqual(ids);
  });
});
