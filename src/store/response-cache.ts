// Finished bytes in the isolate, bounded in bytes, and the exact URLs that lead straight to them.
import type { Hash } from "./keys.ts";
import { Lru } from "./lru.ts";

const BYTES = 24 * 2 ** 20;
const LARGEST_ENTRY = 2 ** 20;
const URLS = 2000;

/** A finished representation. */
export interface Rendered {
  bytes: Uint8Array<ArrayBuffer>;
  etag: string;
}

/** All that a request for a known URL needs; right for as long as its release is live. */
export interface KnownUrl {
  key: string;
  etag: string;
  /** Headers of the 200 and of the 304, as of `second` and `until`. */
  headers: Headers;
  notModified: Headers;
  /** Whether what it leads to may change, and its lifetime ends with the timeline's moment. */
  changeable: boolean;
  /** Seconds since 1970. */
  second: number;
  /** When the timeline moves on (milliseconds since 1970), or `null`. */
  until: number | null;
}

export class ResponseCache {
  readonly #rendered = new Lru<Rendered>(BYTES);
  readonly #urls = new Lru<KnownUrl>(URLS);
  #release: Hash | null = null;

  /** @returns the representation, or `null` when it is not here. */
  get(key: string): Rendered | null {
    return this.#rendered.get(key) ?? null;
  }

  /** @returns whether it is kept: what is too large is not. */
  set(key: string, rendered: Rendered): boolean {
    const size = rendered.bytes.byteLength + key.length;
    const kept = size <= LARGEST_ENTRY;
    if (kept) this.#rendered.set(key, rendered, size);
    return kept;
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
    this.#urls.set(url, known, 1);
  }
}
