// The KV that `npm start` serves from: Miniflare's, in a folder of this machine.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { parse } from "smol-toml";
import { chunks } from "./chunks.ts";
import { CommandError } from "./command-error.ts";
import { type PublishKv, READ_KEYS } from "./kv.ts";
import { ROOT } from "./wrangler.ts";

export interface LocalKv extends PublishKv {
  close(): Promise<void>;
}

const BINDING = "KV";
/** Operations at a time: more are no faster. */
const PARALLEL = 16;
/** Values that are handed to workerd at a time. */
const WRITTEN_AT_ONCE = 100;

/** Runs in workerd, since a call from here for each value takes as long as writing it: sizes in a line, then the bytes. */
const WRITER = `export default {
  async fetch(request, { ${BINDING} }) {
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
      script: WRITER,
      compatibilityDate: "2026-10-20",
      kvNamespaces: { [BINDING]: localId(await readFile(join(ROOT, "wrangler.toml"), "utf8")) },
      resourcePersistencePath: join(folder, "v3"),
    }),
  );
  const opened = miniflare.getKVNamespace(BINDING);
  // Whoever asks something of it hears why it cannot be opened.
  opened.catch(() => {});
  return {
    async get(keys) {
      const KV = await opened;
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
      for (const some of chunks(writes, WRITTEN_AT_ONCE)) {
        const head = some.map(({ key, value, metadata, expirationTtl }) => [
          key,
          value.byteLength,
          { ...(metadata && { metadata }), ...(expirationTtl && { expirationTtl }) },
        ]);
        const body = Buffer.concat([
          Buffer.from(`${JSON.stringify(head)}\n`),
          ...some.map(({ value }) => value),
        ]);
        const response = await miniflare.dispatchFetch("http://kv/", { method: "PUT", body });
        if (!response.ok)
          throw new CommandError("publish.refused.localKv", { reason: await response.text() });
        written += some.length;
        onProgress?.(written);
      }
    },
    async list(prefix) {
      const KV = await opened;
      const keys = new Map<string, unknown>();
      for (let cursor: string | undefined; ; ) {
        const page = await KV.list({ prefix, ...(cursor && { cursor }) });
        for (const { name, metadata } of page.keys) keys.set(name, metadata ?? null);
        if (page.list_complete) return keys;
        cursor = page.cursor;
      }
    },
    async delete(keys) {
      const KV = await opened;
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
