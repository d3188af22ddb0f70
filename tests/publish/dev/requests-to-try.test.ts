// The requests that npm start prints, from what a server has.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { requestsToTry } from "../../../src/publish/dev/requests-to-try.ts";

let server: Server;
afterEach(() => void server.close());

/** @param newest slug of each language that has an article. */
async function serve(newest: Record<string, string>): Promise<string> {
  server = createServer(({ url = "" }, response) => {
    const slug = newest[url.split("/")[2] ?? ""];
    response.end(JSON.stringify({ items: slug ? [{ links: { self: `http://self/${slug}` } }] : [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("requestsToTry", () => {
  it("names a list and the newest article of each language that has one", async () => {
    const url = await serve({ uk: "a" });
    expect(await requestsToTry(url)).toEqual([`curl -s ${url}/v1/uk/articles`, "curl -s http://self/a"]);
  });

  it("names none where there is no article", async () => {
    expect(await requestsToTry(await serve({}))).toEqual([]);
  });
});
