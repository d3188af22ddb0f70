// A KV namespace through wrangler's commands: Cloudflare's, with the login that wrangler has.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KvWrite, PublishKv } from "./kv.ts";
import { runWrangler } from "./wrangler.ts";

/** Bytes of one bulk request; Cloudflare takes 100 MB and 10,000 keys. */
const BATCH_BYTES = 50 * 2 ** 20;
const BATCH_KEYS = 5000;

const NOT_FOUND = "Value not found";

/** @param target `--remote` for Cloudflare; `--local` with `--persist-to` for a folder of this machine. */
export function openWranglerKv(target: readonly string[] = ["--remote"]): PublishKv {
  return {
    async get(key) {
      try {
        const value = await runWrangler(["kv", "key", "get", key, "--binding", "KV", ...target]);
        // Locally wrangler says so on its standard output and succeeds; none of our values is these words.
        return value.toString().trim() === NOT_FOUND ? null : new Uint8Array(value);
      } catch (error) {
        if (/value not found|404: not found|key not found/i.test((error as Error).message)) return null;
        throw error;
      }
    },
    async put(writes) {
      const folder = await mkdtemp(join(tmpdir(), "visnyk-"));
      try {
        for (const batch of batches(writes)) {
          const file = join(folder, "bulk.json");
          await writeFile(file, JSON.stringify(batch.map(toBulk)));
          await runWrangler(["kv", "bulk", "put", file, "--binding", "KV", ...target]);
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

const toBulk = ({ key, value, metadata }: KvWrite) => ({
  key,
  value: Buffer.from(value).toString("base64"),
  base64: true,
  ...(metadata && { metadata }),
});

function* batches(writes: readonly KvWrite[]): Generator<KvWrite[]> {
  let batch: KvWrite[] = [];
  let bytes = 0;
  for (const write of writes) {
    if (batch.length === BATCH_KEYS || (batch.length > 0 && bytes + write.value.byteLength > BATCH_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(write);
    bytes += write.value.byteLength;
  }
  if (batch.length > 0) yield batch;
}
