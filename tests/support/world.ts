// Isolates on one KV behind one edge cache, with a clock that tests turn.
import { env } from "cloudflare:test";
import { inject } from "vitest";
import { createVisnyk } from "../../src/app.ts";
import { POINTER_KEY } from "../../src/store/keys.ts";
import type { KvReader } from "../../src/store/objects.ts";
import { EdgeCache } from "./edge-cache.ts";
import { NOW, type SeedWrite, type Step } from "./history.ts";

export const ORIGIN = "https://visnyk.example";
const STEPS: Step[] = ["first", "edited", "removed", "scheduled"];

export const writesOf = (step: Step): SeedWrite[] => inject("history")[step];

export async function write({ key, value, metadata }: SeedWrite): Promise<void> {
  const bytes = Uint8Array.from(atob(value), (char) => char.charCodeAt(0));
  await env.KV.put(key, bytes, metadata && { metadata });
}

/** Leaves in KV what was published up to `step`, and nothing else. */
export async function seed(step: Step = "first"): Promise<void> {
  const published = STEPS.slice(0, STEPS.indexOf(step) + 1).flatMap(writesOf);
  const wanted = new Map(published.map((each) => [each.key, each]));
  const there = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const page: KVNamespaceListResult<unknown> = await env.KV.list(cursor ? { cursor } : {});
    for (const { name } of page.keys) there.add(name);
    if (page.list_complete) break;
    cursor = page.cursor;
  }
  await Promise.all([...there].filter((key) => !wanted.has(key)).map((key) => env.KV.delete(key)));
  // What is there under the same name is the same, but for the pointer.
  const missing = [...wanted.values()].filter(({ key }) => !there.has(key) && key !== POINTER_KEY);
  await Promise.all(missing.map(write));
  await write(wanted.get(POINTER_KEY) as SeedWrite);
}

export async function publish(step: Step): Promise<void> {
  const writes = writesOf(step);
  // The pointer is last, as always; before it the order does not matter.
  await Promise.all(writes.slice(0, -1).map(write));
  for (const pointer of writes.slice(-1)) await write(pointer);
}

export interface Isolate {
  get(path: string, init?: RequestInit): Promise<Response>;
}

type Get = KvReader["getWithMetadata"];
type GetMany = KvReader["get"];

export class World {
  /** Milliseconds since 1970. */
  now = NOW;
  /** Milliseconds; what the Worker is only told in development. */
  pointerMaxAge: number | undefined;
  /** Keys of every KV read, in order; those of a bulk read joined by `+`. */
  reads: string[] = [];
  /** How KV answers; tests put trouble here. */
  kv: Get = (key, options) => env.KV.getWithMetadata(key, options);
  /** What the isolates keep alive behind their answers. */
  readonly pending: Promise<unknown>[] = [];
  readonly edge: EdgeCache;
  readonly #rendererHost: ReturnType<typeof createVisnyk>;

  constructor() {
    this.#rendererHost = this.#visnyk();
    this.edge = new EdgeCache(
      (request) => this.#rendererHost.render(request),
      () => this.now,
    );
  }

  /** A new isolate: nothing read, nothing rendered; its own renderer behind the shared edge cache. */
  isolate(): Isolate {
    const visnyk = this.#visnyk();
    const edge = this.edge;
    const scope = {
      render: (url: string, address: string) => edge.fetch(new Request(url), address),
    };
    return {
      get: (path, init) => visnyk.fetch(new Request(ORIGIN + path, { redirect: "manual", ...init }), scope),
    };
  }

  /** Asks the renderer itself, without the edge cache in front of it. */
  render(url: string): Promise<Response> {
    return this.#rendererHost.render(new Request(url));
  }

  /** Waits for what requests left behind (`waitUntil`). */
  async settle(): Promise<void> {
    await Promise.all(this.pending.splice(0));
  }

  /** @returns the keys read since the last call. */
  takeReads(): string[] {
    return this.reads.splice(0);
  }

  #visnyk() {
    const getWithMetadata: Get = (key, options) => {
      this.reads.push(key);
      return this.kv(key, options);
    };
    // Through `kv` as well, so that trouble in it is trouble here.
    const get: GetMany = async (keys, { cacheTtl }) => {
      this.reads.push(keys.join("+"));
      const values = keys.map(async (key): Promise<[string, string | null]> => {
        const { value } = await this.kv(key, { type: "arrayBuffer", cacheTtl });
        return [key, value && new TextDecoder().decode(value)];
      });
      return new Map(await Promise.all(values));
    };
    return createVisnyk({
      kv: { getWithMetadata, get },
      assets: env.ASSETS,
      origin: ORIGIN,
      build: "build-1",
      now: () => this.now,
      waitUntil: (promise) => void this.pending.push(promise),
      pointerMaxAge: this.pointerMaxAge,
    });
  }
}
