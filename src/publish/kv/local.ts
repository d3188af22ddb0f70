// The KV that `npm start` serves from, in a folder of this machine.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { Agent, type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { parse } from "smol-toml";
import { CommandError } from "../diagnostics/command-error.ts";
import { chunks } from "../files/chunks.ts";
import { ROOT } from "../files/root.ts";
import type { PublishKv } from "./kv.ts";
import type { LocalKvSettings, LocalKvState } from "./local-process.ts";

export interface LocalKv extends PublishKv {
  close(): Promise<void>;
}

const PROCESS = new URL("./local-process.ts", import.meta.url);
const BINDING = "KV";
/** Keys, or values, of one request. */
const AT_A_TIME = 100;

/**
 * It comes up while other things are done: only what is asked of it waits. In a process of its own, since what it is
 * made of takes as long to load as all the rest, and since that ends with us whatever ends us.
 * @param folder where `wrangler dev --persist-to` keeps its state.
 */
export async function openLocalKv(folder: string): Promise<LocalKv> {
  const id = localId(await readFile(join(ROOT, "wrangler.toml"), "utf8"));
  const token = crypto.randomUUID();
  const server = fork(PROCESS, {
    execArgv: [],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    // Who is interrupted, as `dev` is in the end, still writes what it has begun.
    detached: true,
    // It would look up this machine's place on the network.
    env: { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: "false" },
  });
  const ended = endOf(server);
  const opened = Promise.race([ended, once(server, "message").then(([state]): LocalKvState => state)]).then(
    (state) => ("url" in state ? state.url : refuse(state.failed)),
  );
  // Whoever asks something of it hears why it cannot be opened.
  opened.catch(() => {});
  server.send({ folder, id, token } satisfies LocalKvSettings);

  const ask = async (call: string, argument: unknown, values: readonly Uint8Array[] = []) => {
    const url = await opened;
    const body = Buffer.concat([Buffer.from(`${JSON.stringify([call, argument])}\n`), ...values]);
    const bytes = await post(url, token, body).catch((error) => refuse(String(error)));
    const end = bytes.indexOf("\n");
    return { answer: JSON.parse(bytes.toString("utf8", 0, end)), bytes: bytes.subarray(end + 1) };
  };
  return {
    async get(keys) {
      const values = new Map<string, Uint8Array>();
      for (const some of chunks(keys, AT_A_TIME)) {
        const { answer, bytes } = await ask("get", some);
        let at = 0;
        for (const [i, size] of (answer as (number | null)[]).entries()) {
          if (size !== null) values.set(some[i] as string, new Uint8Array(bytes.subarray(at, at + size)));
          at += size ?? 0;
        }
      }
      return values;
    },
    async put(writes, onProgress) {
      let written = 0;
      for (const some of chunks(writes, AT_A_TIME)) {
        const heads = some.map(({ key, value, metadata, expirationTtl }) => [
          key,
          value.byteLength,
          { ...(metadata && { metadata }), ...(expirationTtl && { expirationTtl }) },
        ]);
        await ask(
          "put",
          heads,
          some.map(({ value }) => value),
        );
        written += some.length;
        onProgress?.(written);
      }
    },
    async list(prefix) {
      const keys = new Map<string, unknown>();
      for (let cursor: string | undefined; ; ) {
        const { answer: page } = await ask("list", { prefix, ...(cursor && { cursor }) });
        for (const { name, metadata } of page.keys) keys.set(name, metadata ?? null);
        if (page.list_complete) return keys;
        cursor = page.cursor;
      }
    },
    async delete(keys) {
      for (const some of chunks(keys, AT_A_TIME)) await ask("delete", some);
    },
    async close() {
      if (server.connected) server.disconnect();
      await ended;
    },
  };
}

/** Resolves when it has ended, or could not be started. */
const endOf = (server: ChildProcess): Promise<LocalKvState> =>
  new Promise((resolve) => {
    server.on("error", (error) => resolve({ failed: String(error) }));
    server.once("exit", (code, signal) => resolve({ failed: `exit ${signal ?? code}` }));
  });

/** Not by `fetch`, which may have been told of a proxy: this does not leave the machine. */
const agent = new Agent({ keepAlive: true });

async function post(url: string, authorization: string, body: Uint8Array): Promise<Buffer> {
  const sent = request(url, { method: "POST", agent, headers: { authorization } }).end(body);
  const [response]: IncomingMessage[] = await once(sent, "response");
  const bytes = await buffer(response as IncomingMessage);
  if (response?.statusCode !== 200) throw new Error(bytes.toString());
  return bytes;
}

const refuse = (reason: string): never => {
  throw new CommandError("publish.refused.localKv", { reason });
};

/** Under which name `wrangler dev` keeps the namespace on this machine. @param config text of wrangler.toml. */
export function localId(config: string): string {
  const namespaces = parse(config).kv_namespaces as { binding: string; id?: string; preview_id?: string }[];
  const found = namespaces.find(({ binding }) => binding === BINDING);
  return found?.preview_id ?? found?.id ?? BINDING;
}
