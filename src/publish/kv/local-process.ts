// The process that `openLocalKv` starts: Miniflare, which answers on this machine whoever knows the token, for as long
// as the one that started it is there.
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";

/** Its settings. */
export interface LocalKvSettings {
  /** Where `wrangler dev --persist-to` keeps its state. */
  folder: string;
  /** The namespace's name there. */
  id: string;
  /** The secret of every request, so that nobody else on this machine reads or writes. */
  token: string;
}

/** Its messages. */
export type LocalKvState = { url: string } | { failed: string };

/**
 * Runs in workerd, since a call from here for each value takes as long as what it asks for. A request is a line of JSON
 * and the bytes of the values that it brings; so is the answer.
 */
const COURIER = `const answers = {
  async get(kv, keys) {
    const values = await Promise.all(keys.map((key) => kv.get(key, "arrayBuffer")));
    return [JSON.stringify(values.map((value) => value && value.byteLength)), "\\n", ...values.filter(Boolean)];
  },
  async put(kv, writes, bytes) {
    let at = 0;
    await Promise.all(writes.map(([key, size, options]) => kv.put(key, bytes.subarray(at, at += size), options)));
    return ["null\\n"];
  },
  async list(kv, options) {
    return [JSON.stringify(await kv.list(options)), "\\n"];
  },
  async delete(kv, keys) {
    await Promise.all(keys.map((key) => kv.delete(key)));
    return ["null\\n"];
  },
};
export default {
  async fetch(request, { KV, TOKEN }) {
    if (request.headers.get("authorization") !== TOKEN) return new Response(null, { status: 403 });
    try {
      const bytes = new Uint8Array(await request.arrayBuffer());
      const end = bytes.indexOf(10);
      const [call, argument] = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
      return new Response(new Blob(await answers[call](KV, argument, bytes.subarray(end + 1))));
    } catch (error) {
      return new Response(error.message, { status: 500 });
    }
  },
};`;

/** Milliseconds. */
const PATIENCE = 5000;

let miniflare: Miniflare | null = null;

process.once("message", async ({ folder, id, token }: LocalKvSettings) => {
  miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: COURIER,
      compatibilityDate: "2026-10-20",
      kvNamespaces: { KV: id },
      bindings: { TOKEN: token },
      resourcePersistencePath: join(folder, "v3"),
    }),
  );
  const state = await miniflare.ready.then(
    ({ href: url }): LocalKvState => ({ url }),
    (error): LocalKvState => ({ failed: String(error) }),
  );
  if (process.connected) process.send?.(state);
});

// Who started it has ended, or needs it no more.
process.once("disconnect", async () => {
  // A server that hangs is not waited for.
  setTimeout(() => process.exit(), PATIENCE).unref();
  await miniflare?.dispose().catch(() => {});
  process.exit();
});
