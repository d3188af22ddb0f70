// Finished bytes in the isolate, bounded in bytes, and the exact URLs that lead straight to them.
import { LRUCache } from "lru-cache";
import type { Hash } from "./keys.ts";

const BYTES = 24 * 2 ** 20;
const LARGEST_ENTRY = 2 ** 20;
const URLS = 2000;

/** All that a request for a known URL needs; right for as long as `release` is live. */
export interface KnownUrl {
  address: string;
  etag: string;
  /** Headers of the 200 and of the 304, with the Date of `second` (seconds since 1970). */
  headers: Headers;
  notModified: Headers;
  second: number;
}

export class Memory {
  readonly #bytes = new LRUCache<string, Uint8Array<ArrayBuffer>>({
    maxSize: BYTES,
    maxEntrySize: LARGEST_ENTRY,
  });
  readonly #urls = new LRUCache<string, KnownUrl>({ max: URLS });
  #release: Hash | null = null;

  /** @returns the representation's bytes, or `null` when they are not here. */
  get(address: string): Uint8Array<ArrayBuffer> | null {
    return this.#bytes.get(address) ?? null;
  }

  set(address: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.#bytes.set(address, bytes, { size: bytes.byteLength + address.length });
  }

  /** @returns what this URL leads to in `release`, or `null` when that is not known. */
  getUrl(url: string, release: Hash): KnownUrl | null {
    return release === this.#release ? (this.#urls.get(url) ?? null) : null;
  }

  setUrl(url: string, release: Hash, known: KnownUrl): void {
    if (release !== this.#release) {
      this.#urls.clear();
      this.#release = release;
    }
    this.#urls.set(url, known);
  }
}
