// A KV namespace through wrangler's commands: Cloudflare's, with the login that wrangler has.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mediaKey } from "../../store/keys.ts";
import { CommandError } from "../diagnostics/command-error.ts";
import { chunks } from "../files/chunks.ts";
import { type KvWrite, type PublishKv, READ_KEYS, WRITE_KEYS } from "./kv.ts";
import { runWrangler } from "./wrangler.ts";

const ATTEMPTS = 3;
/** At a time. */
const PROCESSES = 4;

/** @param target `--remote` for Cloudflare; `--local` with `--persist-to` for a folder of this machine. */
export function openWranglerKv(
  target: readonly string[] = ["--remote"],
  wrangler: typeof runWrangler = runWrangler,
): PublishKv {
  const run = async (...args: string[]): Promise<string> =>
    (await wrangler(["kv", ...args, "--binding", "KV", ...target])).toString();

  const bulk = async (
    operation: "put" | "get" | "delete",
    content: readonly unknown[],
    ...options: string[]
  ): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), "visnyk-"));
    try {
      const file = join(folder, "bulk.json");
      await writeFile(file, JSON.stringify(content));
      return await run("bulk", operation, file, ...options);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

  const get: PublishKv["get"] = async (keys) => {
    const values = new Map<string, Uint8Array>();
    for (const some of chunks(keys, READ_KEYS)) {
      for (const [key, found] of Object.entries(
        parseOutput<Record<string, BulkValue>>(await bulk("get", some)),
      )) {
        const text = typeof found === "string" ? found : found?.value;
        if (typeof text === "string") values.set(key, new TextEncoder().encode(text));
      }
    }
    return values;
  };

  /** A bulk write may leave keys out and succeed all the same, so what was written is looked for. */
  const missing = async (writes: readonly KvWrite[]): Promise<KvWrite[]> => {
    const isPicture = ({ key }: KvWrite) => key.startsWith(mediaKey(""));
    const texts = writes.filter((write) => !isPicture(write));
    const found = await get(texts.map(({ key }) => key));
    const left = texts.filter(({ key }) => !found.has(key));
    // A bulk read is for text only.
    const sizeOf = async ({ key }: KvWrite) =>
      (await wrangler(["kv", "key", "get", key, "--binding", "KV", ...target]).catch(() => null))?.byteLength;
    for (const some of chunks(writes.filter(isPicture), PROCESSES)) {
      const sizes = await Promise.all(some.map(sizeOf));
      left.push(...some.filter(({ value }, i) => sizes[i] !== value.byteLength));
    }
    return left;
  };

  return {
    get,
    async put(writes, onProgress) {
      let left = writes;
      for (let attempt = 0; attempt < ATTEMPTS && left.length > 0; attempt++) {
        await bulk("put", left.map(toBulk));
        left = await missing(left);
      }
      if (left.length > 0) {
        throw new CommandError("publish.refused.notArrived", { count: left.length });
      }
      onProgress?.(writes.length);
    },
    async list(prefix) {
      const keys = parseOutput<{ name: string; metadata?: unknown }[]>(
        await run("key", "list", "--prefix", prefix),
      );
      return new Map(keys.map(({ name, metadata }) => [name, metadata ?? null]));
    },
    async delete(keys) {
      for (const some of chunks(keys, WRITE_KEYS)) await bulk("delete", some, "--force");
    },
  };
}

/** From a local KV wrangler wraps a value in an object. */
type BulkValue = { value?: string | null } | string | null;

/** wrangler prints JSON, below whatever else it has to say. */
const parseOutput = <T>(out: string): T => JSON.parse(out.slice(out.search(/^[[{]/m)));

const toBulk = ({ key, value, metadata, expirationTtl }: KvWrite) => ({
  key,
  value: Buffer.from(value).toString("base64"),
  base64: true,
  ...(metadata && { metadata }),
  ...(expirationTtl && { expiration_ttl: expirationTtl }),
});
