// The KV that `npm start` serves from: Miniflare's, in a folder of this machine.
import { join } from "node:path";
import { getPlatformProxy } from "wrangler";
import type { PublishKv } from "./kv.ts";
import { ROOT } from "./wrangler.ts";

export interface LocalKv extends PublishKv {
  close(): Promise<void>;
}

/** @param folder where `wrangler dev --persist-to` keeps its state. */
export async function openLocalKv(folder: string): Promise<LocalKv> {
  // Miniflare would look up this machine's place on the network.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";
  const proxy = await getPlatformProxy<{ KV: LocalNamespace }>({
    configPath: join(ROOT, "wrangler.toml"),
    persist: { path: join(folder, "v3") },
    remoteBindings: false,
  });
  const { KV } = proxy.env;
  return {
    async get(key) {
      const value = await KV.get(key, "arrayBuffer");
      return value && new Uint8Array(value);
    },
    async put(writes) {
      for (const { key, value, metadata } of writes) await KV.put(key, value, metadata && { metadata });
    },
    close: () => proxy.dispose(),
  };
}

interface LocalNamespace {
  get(key: string, type: "arrayBuffer"): Promise<ArrayBuffer | null>;
  put(key: string, value: Uint8Array, options?: { metadata: object }): Promise<void>;
}
