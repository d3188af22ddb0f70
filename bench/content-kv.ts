// The content folder, published by the real publish code into memory, and served the way workerd reads KV.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { loadContent } from "../src/publish/content.ts";
import type { KvWrite } from "../src/publish/kv.ts";
import { publish } from "../src/publish/publish.ts";
import { MemoryKv } from "../tests/support/node/memory-kv.ts";

/** @param folder the `content` folder. @returns all that a publish writes, by key. */
export async function publishToMemory(folder: string): Promise<ReadonlyMap<string, KvWrite>> {
  const kv = new MemoryKv();
  await publish(await loadContent(folder), kv, Date.now());
  return kv.values;
}

/**
 * A read-only KV namespace over HTTP: `GET /{encoded key}?urlencoded=true`, metadata in a header.
 * @returns its port on 127.0.0.1. It does not keep the process alive.
 */
export async function serveKv(values: ReadonlyMap<string, KvWrite>): Promise<number> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://kv");
    const found = values.get(decodeURIComponent(pathname.slice(1)));
    if (!found) {
      response.writeHead(404).end();
      return;
    }
    if (found.metadata) response.setHeader("CF-KV-Metadata", JSON.stringify(found.metadata));
    response.end(found.value);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  server.unref();
  return (server.address() as AddressInfo).port;
}
