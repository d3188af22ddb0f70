// A KV namespace through wrangler's commands: Cloudflare's, with the login that wrangler has.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KvWrite, PublishKv } from "./kv.ts";
import { runWrangler } from "./wrangler.ts";

/** Bytes of one bulk request; Cloudflare takes 100 MB and 10,000 keys. */
const BATCH_BYTES = 50 * 2 ** 20;
const BATCH_KEYS = 5000;
/** Keys of one bulk read. */
const READ_KEYS = 100;
const ATTEMPTS = 3;

const NOT_FOUND = "Value not found";

/** @param target `--remote` for Cloudflare; `--local` with `--persist-to` for a folder of this machine. */
export function openWranglerKv(
  target: readonly string[] = ["--remote"],
  wrangler: typeof runWrangler = runWrangler,
): PublishKv {
  const bulk = async (operation: "put" | "get", content: readonly unknown[]): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), "visnyk-"));
    try {
      const file = join(folder, "bulk.json");
      await writeFile(file, JSON.stringify(content));
      const out = await wrangler(["kv", "bulk", operation, file, "--binding", "KV", ...target]);
      return out.toString();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

  /** A bulk write may leave keys out and succeed all the same, so what was written is looked for. */
  const missing = async (writes: readonly KvWrite[]): Promise<KvWrite[]> => {
    const left: KvWrite[] = [];
    for (let at = 0; at < writes.length; at += READ_KEYS) {
      const some = writes.slice(at, at + READ_KEYS);
      const found = parseBulk(
        await bulk(
          "get",
          some.map(({ key }) => key),
        ),
      );
      left.push(...some.filter(({ key }) => !isThere(found[key])));
    }
    return left;
  };

  return {
    async get(key) {
      try {
        const value = await wrangler(["kv", "key", "get", key, "--binding", "KV", ...target]);
        // Locally wrangler says so on its standard output and succeeds; none of our values is these words.
        return value.toString().trim() === NOT_FOUND ? null : new Uint8Array(value);
      } catch (error) {
        if (/value not found|404: not found|key not found/i.test((error as Error).message)) return null;
        throw error;
      }
    },
    async put(writes) {
      for (const batch of batches(writes)) {
        let left = batch;
        for (let attempt = 0; attempt < ATTEMPTS && left.length > 0; attempt++) {
          await bulk("put", left.map(toBulk));
          left = await missing(left);
        }
        if (left.length > 0) {
          throw new Error(`${left.length} values did not arrive in KV; nothing is live yet: publish again`);
        }
      }
    },
  };
}

type BulkValue = { value?: string | null } | string | null;

const isThere = (found: BulkValue | undefined): boolean =>
  typeof found === "string" || (found != null && found.value != null);

/** wrangler's answer to a bulk read: values by key, from a local KV wrapped in an object. */
const parseBulk = (out: string): Record<string, BulkValue> => JSON.parse(out.slice(out.indexOf("{")));

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
