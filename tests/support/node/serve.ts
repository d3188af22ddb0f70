// The Worker as it would be deployed, served on loopback with a KV that the real publish code has filled.

import { dirname, join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import type { Bundle } from "../../../bench/bundle.ts";
import { ROOT } from "../../../src/publish/files/root.ts";
import { bundle } from "./bundle.ts";
import { freePort } from "./free-port.ts";
import { MemoryKv } from "./memory-kv.ts";
import type { Newsroom } from "./newsroom.ts";

export interface Served {
  /** Scheme, host and port: what the Worker takes for its own. */
  origin: string;
  close(): Promise<void>;
}

/**
 * Publishes what `newsroom` has and serves it.
 * @param now milliseconds since 1970.
 * @param built the bundle, for those who are no test and have none given.
 */
export async function serve(newsroom: Newsroom, now = Date.now(), built = bundle()): Promise<Served> {
  const published = new MemoryKv();
  await newsroom.publish(published, now);
  return serveKv(published, built);
}

/** Serves what is in a KV, whatever that is. */
export async function serveKv({ values }: MemoryKv, building = bundle()): Promise<Served> {
  const [built, port] = await Promise.all([building, freePort()]);
  const origin = `http://localhost:${port}`;
  const server = await start(built, port, origin);
  const kv = await server.getKVNamespace("KV");
  for (const { key, value, metadata } of values.values()) {
    await kv.put(key, Uint8Array.from(value).buffer, metadata && { metadata });
  }
  return {
    origin,
    close: () => server.dispose(),
  };
}

async function start(built: Bundle, port: number, origin: string): Promise<Miniflare> {
  // Miniflare would look up this machine's place on the network.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";
  const server = new Miniflare(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port,
      modules: true,
      scriptPath: built.file,
      modulesRoot: dirname(built.file),
      compatibilityDate: built.compatibilityDate,
      compatibilityFlags: built.compatibilityFlags,
      bindings: { ORIGIN: origin, VERSION: { id: "test" } },
      kvNamespaces: ["KV"],
      assets: {
        directory: join(ROOT, "dist/assets"),
        binding: "ASSETS",
        run_worker_first: true,
        routerConfig: { has_user_worker: true },
        assetConfig: { html_handling: "none", not_found_handling: "none" },
      },
    }),
  );
  await server.ready;
  return server;
}
