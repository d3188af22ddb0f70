// The content folder, published by the real publish code into memory, and served the way workerd reads KV.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { KvWrite } from "../src/publish/kv/kv.ts";
import { MemoryKv } from "../tests/support/node/memory-kv.ts";
import { Newsroom } from "../tests/support/node/newsroom.ts";

/** @param more articles beside the project's own. @returns all that a publish writes, by key. */
export async function publishToMemory(more: number): Promise<ReadonlyMap<string, KvWrite>> {
  const newsroom = await Newsroom.open("own");
  try {
    for (let i = 0; i < more; i++) {
      const headline = `Headline number ${i}, of about the length that headlines have`;
      const description =
        "A description, which says in a sentence or two what the article is going to say at length.";
      await newsroom.article(`more-${i}`, "en", { headline, description });
    }
    const kv = new MemoryKv();
    await newsroom.publish(kv, Date.now());
    return kv.values;
  } finally {
    await newsroom.close();
  }
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
