// What publishing needs of a KV namespace, wherever it is.

export interface KvWrite {
  key: string;
  value: Uint8Array;
  metadata?: object;
}

export interface PublishKv {
  /** @returns `null` if there is no such key. */
  get(key: string): Promise<Uint8Array | null>;
  /** Writes all, in any order; resolves when all are written. */
  put(writes: readonly KvWrite[]): Promise<void>;
}
