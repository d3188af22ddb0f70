// The KV that `npm start` serves from: Miniflare's, in a folder of this machine.
import { join } from "node:path";
import { getPlatformProxy } from "wrangler";
import { chunks } from "./chunks.ts";
import { type PublishKv, READ_KEYS } from "./kv.ts";
import { ROOT } from "./wrangler.ts";

export interface LocalKv extends PublishKv {
  close(): Promise<void>;
}

/** Operations at a time: more are no faster. */
const PARALLEL = 16;

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
    async get(keys) {
      const values = new Map<string, Uint8Array>();
      for (const some of chunks(keys, READ_KEYS)) {
        for (const [key, text] of await KV.get(some, "text")) {
          if (text !== null) values.set(key, new TextEncoder().encode(text));
        }
      }
      return values;
    },
    async put(writes, onProgress) {
      let written = 0;
      for (const some of chunks(writes, PARALLEL)) {
        await Promise.all(
          some.map(({ key, value, metadata }) => KV.put(key, value, metadata && { metadata })),
        );
        written += some.length;
        onProgress?.(written);
      }
    },
    async list(prefix) {
      const keys = new Map<string, unknown>();
      for (let cursor: string | undefined; ; ) {
        const page = await KV.list({ prefix, ...(cursor && { cursor }) });
        for (const { name, metadata } of page.keys) keys.set(name, metadata ?? null);
        if (page.list_complete) return keys;
        cursor = page.cursor;
      }
    },
    async delete(keys) {
      for (const some of chunks(keys, PARALLEL)) await Promise.all(some.map((key) => KV.delete(key)));
    },
    close: () => proxy.dispose(),
  };
}

interface LocalNamespace {
  get(keys: string[], type: "text"): Promise<Map<string, string | null>>;
  put(key: string, value: Uint8Array, options?: { metadata: object }): Promise<void>;
  list(options: { prefix: string; cursor?: string }): Promise<{
    keys: { name: string; metadata?: unknown }[];
    list_complete: boolean;
    cursor?: string;
  }>;
  delete(key: string): Promise<void>;
}
