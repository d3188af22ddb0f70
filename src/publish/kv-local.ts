// The KV that `npm start` serves from: Miniflare's, in a folder of this machine.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { parse } from "smol-toml";
import { chunks } from "./chunks.ts";
import { CommandError } from "./command-error.ts";
import type { PublishKv } from "./kv.ts";
import { ROOT } from "./wrangler.ts";

export interface LocalKv extends PublishKv {
  close(): Promise<void>;
}

const BINDING = "KV";
/** Deletions at a time: more are no faster. */
const PARALLEL = 16;
/** Values that are handed over at a time. */
const AT_A_TIME = 100;

/**
 * Reads and writes in workerd, since a call from here for each value takes as long as what it asks for. Values travel
 * as a line of JSON that tells their sizes, and then their bytes.
 */
const COURIER = `export default {
  async fetch(request, { ${BINDING} }) {
    if (request.method === "POST") {
      const keys = await request.json();
      const values = await Promise.all(keys.map((key) => ${BINDING}.get(key, "arrayBuffer")));
      const sizes = values.map((value) => value && value.byteLength);
      return new Response(new Blob([JSON.stringify(sizes), "\\n", ...values.filter(Boolean)]));
    }
    const bytes = new Uint8Array(await request.arrayBuffer());
    const head = bytes.indexOf(10);
    const writes = JSON.parse(new TextDecoder().decode(bytes.subarray(0, head)));
    let at = head + 1;
    await Promise.all(writes.map(([key, size, options]) => ${BINDING}.put(key, bytes.subarray(at, at += size), options)));
    return new Response();
  },
};`;

/**
 * It comes up while other things are done: only what is asked of it waits.
 * @param folder where `wrangler dev --persist-to` keeps its state.
 */
export async function openLocalKv(folder: string): Promise<LocalKv> {
  // Miniflare would look up this machine's place on the network.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: COURIER,
      compatibilityDate: "2026-10-20",
      kvNamespaces: { [BINDING]: localId(await readFile(join(ROOT, "wrangler.toml"), "utf8")) },
      resourcePersistencePath: join(folder, "v3"),
    }),
  );
  const send = async (method: "POST" | "PUT", body: string | Uint8Array): Promise<Buffer> => {
    const response = await miniflare.dispatchFetch("http://kv/", { method, body });
    if (!response.ok) throw new CommandError("publish.refused.localKv", { reason: await response.text() });
    return Buffer.from(await response.arrayBuffer());
  };
  return {
    async get(keys) {
      const values = new Map<string, Uint8Array>();
      for (const some of chunks(keys, AT_A_TIME)) {
        const bytes = await send("POST", JSON.stringify(some));
        const head = bytes.indexOf("\n");
        const sizes: (number | null)[] = JSON.parse(bytes.toString("utf8", 0, head));
        let at = head + 1;
        for (const [i, key] of some.entries()) {
          const size = sizes[i] ?? null;
          if (size !== null) values.set(key, new Uint8Array(bytes.subarray(at, at + size)));
          at += size ?? 0;
        }
      }
      return values;
    },
    async put(writes, onProgress) {
      let written = 0;
      for (const some of chunks(writes, AT_A_TIME)) {
        const head = some.map(({ key, value, metadata, expirationTtl }) => [
          key,
          value.byteLength,
          { ...(metadata && { metadata }), ...(expirationTtl && { expirationTtl }) },
        ]);
        await send(
          "PUT",
          Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...some.map(({ value }) => value)]),
        );
        written += some.length;
        onProgress?.(written);
      }
    },
    async list(prefix) {
      const KV = await miniflare.getKVNamespace(BINDING);
      const keys = new Map<string, unknown>();
      for (let cursor: string | undefined; ; ) {
        const page = await KV.list({ prefix, ...(cursor && { cursor }) });
        for (const { name, metadata } of page.keys) keys.set(name, metadata ?? null);
        if (page.list_complete) return keys;
        cursor = page.cursor;
      }
    },
    async delete(keys) {
      const KV = await miniflare.getKVNamespace(BINDING);
      for (const some of chunks(keys, PARALLEL)) await Promise.all(some.map((key) => KV.delete(key)));
    },
    close: () => miniflare.dispose(),
  };
}

/** Under which name `wrangler dev` keeps the namespace on this machine. @param config text of wrangler.toml. */
export function localId(config: string): string {
  const namespaces = parse(config).kv_namespaces as { binding: string; id?: string; preview_id?: string }[];
  const found = namespaces.find(({ binding }) => binding === BINDING);
  return found?.preview_id ?? found?.id ?? BINDING;
}
