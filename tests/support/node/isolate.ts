// A Worker's isolate in this process.
import { createVisnyk } from "../../../src/app.ts";
import type { KvReader } from "../../../src/store/objects.ts";
import type { Get } from "../copy.ts";
import { EdgeCache } from "../edge-cache.ts";
import type { MemoryKv } from "./memory-kv.ts";

export const ORIGIN = "https://visnyk.example";

/** @param now milliseconds since 1970. */
export const isolateOn = (kv: MemoryKv, now: () => number): Get => readerOn(kv.reader(), now);

/** @param now milliseconds since 1970. @param edge whether the platform's cache stands in front of its renderer. */
export function readerOn(kv: KvReader, now: () => number, edge: "edge" | "no edge" = "no edge"): Get {
  const visnyk = createVisnyk({
    kv,
    assets: { fetch: async () => new Response(null, { status: 404 }) },
    origin: ORIGIN,
    build: "build",
    now,
    waitUntil: () => {},
  });
  const cache = new EdgeCache((request) => visnyk.render(request), now);
  const render = (url: string, address: string) =>
    edge === "edge" ? cache.fetch(new Request(url), address) : visnyk.render(new Request(url));
  return (url, headers = {}) =>
    visnyk.fetch(new Request(new URL(url, ORIGIN), { headers, redirect: "manual" }), { render });
}
