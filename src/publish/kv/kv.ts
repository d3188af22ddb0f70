// The interface of a KV namespace that publishing uses, local or remote.

export interface KvWrite {
  key: string;
  value: Uint8Array;
  metadata?: object;
  /** Seconds after which KV forgets it; at least 60. */
  expirationTtl?: number;
}

/** Told how many values are written. */
export type Progress = (written: number) => void;

export interface PublishKv {
  /** @returns those of the values that are there; all of them are text. */
  get(keys: readonly string[]): Promise<Map<string, Uint8Array>>;
  /** Writes all, in any order; resolves when all are written. At most as many as one bulk write takes (WRITE_*). */
  put(writes: readonly KvWrite[], onProgress?: Progress): Promise<void>;
  /** Every key that begins with `prefix`, with its metadata (`null` if it has none). */
  list(prefix: string): Promise<Map<string, unknown>>;
  delete(keys: readonly string[]): Promise<void>;
}

/** Keys of one bulk read: what KV takes. */
export const READ_KEYS = 100;
/** Keys and bytes of one bulk write; Cloudflare takes 10,000 and 100 MB. */
export const WRITE_KEYS = 5000;
export const WRITE_BYTES = 50 * 2 ** 20;
