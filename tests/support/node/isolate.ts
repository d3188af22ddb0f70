// A Worker's isolate in this process, on a KV in memory.
import { createVisnyk } from "../../../src/app.ts";
import type { Get } from "../copy.ts";
import type { MemoryKv } from "./memory-kv.ts";

export const ORIGIN = "https://visnyk.example";

/** @param now milliseconds since 1970. */
export function isolateOn(kv: MemoryKv, now: () => number): Get {
  const visnyk = createVisnyk({
    kv: kv.reader(),
    assets: { fetch: async () => new Response(null, { status: 404 }) },
    origin: ORIGIN,
    build: "build",
    now,
    waitUntil: () => {},
  });
  const scope = { render: (address: string) => visnyk.render(new Request(address)) };
  return (url) => visnyk.fetch(new Request(new URL(url, ORIGIN), { redirect: "manual" }), scope);
}
