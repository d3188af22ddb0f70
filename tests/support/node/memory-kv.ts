// A KV in memory for the publish side, which records what is written and can be cut after any write.
import type { KvWrite, Progress, PublishKv } from "../../../src/publish/kv/kv.ts";
import type { KvReader } from "../../../src/store/objects.ts";

export class Cut extends Error {}

export class MemoryKv implements PublishKv {
  readonly values: Map<string, KvWrite>;
  /** Every write, in order. */
  readonly log: KvWrite[] = [];
  /** How many more writes and deletions succeed. */
  left = Number.POSITIVE_INFINITY;

  constructor(values: Iterable<[string, KvWrite]> = []) {
    this.values = new Map(values);
  }

  async get(keys: readonly string[]): Promise<Map<string, Uint8Array>> {
    return new Map(
      keys.flatMap((key): [string, Uint8Array][] => {
        const found = this.values.get(key);
        return found ? [[key, found.value]] : [];
      }),
    );
  }

  /** What a Worker reads that is told of every write at once. */
  reader(): KvReader {
    return {
      getWithMetadata: async (key) => {
        const found = this.values.get(key);
        return {
          value: found ? (found.value.slice().buffer as ArrayBuffer) : null,
          metadata: found?.metadata ?? null,
        };
      },
      get: async (keys) =>
        new Map(
          keys.map((key) => {
            const found = this.values.get(key);
            return [key, found ? new TextDecoder().decode(found.value) : null];
          }),
        ),
    };
  }

  async put(writes: readonly KvWrite[], onProgress?: Progress): Promise<void> {
    let written = 0;
    for (const write of writes) {
      if (this.left-- <= 0) throw new Cut(`cut before ${write.key}`);
      this.values.set(write.key, write);
      this.log.push(write);
      onProgress?.(++written);
    }
  }

  async list(prefix: string): Promise<Map<string, unknown>> {
    return new Map(
      [...this.values]
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, { metadata }]) => [key, metadata ?? null]),
    );
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      if (this.left-- <= 0) throw new Cut(`cut before the deletion of ${key}`);
      this.values.delete(key);
    }
  }
}
