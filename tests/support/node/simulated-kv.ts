// Workers KV as the world sees it: eight locations that hear of a write after 0–90 s each, keep what they have read, a
// miss as well, for as long as the cacheTtl of whoever asks allows, and fail now and then. The clock is turned by hand.
import type { KvWrite, Progress, PublishKv } from "../../../src/publish/kv/kv.ts";
import type { KvReader } from "../../../src/store/objects.ts";
import { Cut } from "./memory-kv.ts";

const LOCATIONS = 8;
/** Milliseconds. */
const LAG_MAX = 90_000;

interface Version {
  /** `null` once the key is deleted. */
  write: KvWrite | null;
  /** When each location sees it (milliseconds). */
  visibleAt: number[];
}

interface Kept {
  found: KvWrite | null;
  readAt: number;
}

/** A generator of numbers from 0 to 1 that gives the same ones again for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class SimulatedKv implements PublishKv {
  /** Milliseconds since 1970. */
  now: number;
  /** Share of reads at the locations that fail. */
  failures = 0;
  /** How many more writes and deletions succeed. */
  left = Number.POSITIVE_INFINITY;
  readonly #versions = new Map<string, Version[]>();
  readonly #kept = Array.from({ length: LOCATIONS }, () => new Map<string, Kept>());
  readonly #random: () => number;

  constructor(now: number, random: () => number) {
    this.now = now;
    this.#random = random;
  }

  /** The publisher's own view: Cloudflare's API reads where it writes. */
  async get(keys: readonly string[]): Promise<Map<string, Uint8Array>> {
    const values = new Map<string, Uint8Array>();
    for (const key of keys) {
      const found = this.#versions.get(key)?.at(-1)?.write;
      if (found) values.set(key, found.value);
    }
    return values;
  }

  async put(writes: readonly KvWrite[], onProgress?: Progress): Promise<void> {
    let written = 0;
    for (const write of writes) {
      this.#set(write.key, write);
      onProgress?.(++written);
    }
  }

  async list(prefix: string): Promise<Map<string, unknown>> {
    const found = new Map<string, unknown>();
    for (const [key, versions] of this.#versions) {
      const write = versions.at(-1)?.write;
      if (write && key.startsWith(prefix)) found.set(key, write.metadata ?? null);
    }
    return found;
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#set(key, null);
  }

  #set(key: string, write: KvWrite | null): void {
    if (this.left-- <= 0) throw new Cut(`cut before ${key}`);
    const visibleAt = Array.from({ length: LOCATIONS }, () => this.now + this.#random() * LAG_MAX);
    this.#versions.set(key, [...(this.#versions.get(key) ?? []), { write, visibleAt }]);
  }

  /** What a Worker reads once everything has travelled that was written until now. */
  async settled(): Promise<KvReader> {
    const metadata = await this.list("");
    const values = await this.get([...metadata.keys()]);
    return {
      getWithMetadata: async (key) => ({
        value: (values.get(key)?.slice().buffer ?? null) as ArrayBuffer | null,
        metadata: metadata.get(key) ?? null,
      }),
      get: async (keys) =>
        new Map(keys.map((key) => [key, values.has(key) ? new TextDecoder().decode(values.get(key)) : null])),
    };
  }

  /** What a Worker at one of the locations reads. */
  reader(location: number): KvReader {
    const read = (key: string, cacheTtl: number): KvWrite | null => {
      if (this.#random() < this.failures) throw new Error("KV: internal error");
      const kept = this.#kept[location]?.get(key);
      if (kept && this.now - kept.readAt < cacheTtl * 1000) return kept.found;
      const visible = (this.#versions.get(key) ?? []).filter(
        ({ visibleAt }) => (visibleAt[location] ?? 0) <= this.now,
      );
      const found = visible.at(-1)?.write ?? null;
      this.#kept[location]?.set(key, { found, readAt: this.now });
      return found;
    };
    return {
      getWithMetadata: async (key, { cacheTtl }) => {
        const found = read(key, cacheTtl);
        return {
          value: found ? (found.value.slice().buffer as ArrayBuffer) : null,
          metadata: found?.metadata ?? null,
        };
      },
      get: async (keys, { cacheTtl }) =>
        new Map(
          keys.map((key) => {
            const found = read(key, cacheTtl);
            return [key, found && new TextDecoder().decode(found.value)];
          }),
        ),
    };
  }
}

export const locations = Array.from({ length: LOCATIONS }, (_, i) => i);
