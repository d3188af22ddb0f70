// A KV in memory for the publish side, which records what is written and can be cut after any write.
import type { KvWrite, PublishKv } from "../../../src/publish/kv.ts";

export class Cut extends Error {}

export class MemoryKv implements PublishKv {
  readonly values: Map<string, KvWrite>;
  /** Every write, in order. */
  readonly log: KvWrite[] = [];
  /** How many more writes succeed. */
  left = Number.POSITIVE_INFINITY;

  constructor(values: Iterable<[string, KvWrite]> = []) {
    this.values = new Map(values);
  }

  async get(key: string): Promise<Uint8Array | null> {
    return this.values.get(key)?.value ?? null;
  }

  async put(writes: readonly KvWrite[]): Promise<void> {
    for (const write of writes) {
      if (this.left-- <= 0) throw new Cut(`cut before ${write.key}`);
      this.values.set(write.key, write);
      this.log.push(write);
    }
  }
}
