// Reads immutable values from KV: each is checked against the hash in its name, so a damaged one counts as
// missing, and a missing one is asked for again before anybody hears about it.
import { LRUCache } from "lru-cache";
import { type Hash, hashOf, mediaKey, objectKey } from "./keys.ts";
import { SingleFlight, Unavailable, withDeadline } from "./single-flight.ts";

/** What we use of a KV namespace. */
export interface KvReader {
  getWithMetadata(
    key: string,
    options: { type: "arrayBuffer"; cacheTtl: number },
  ): Promise<{ value: ArrayBuffer | null; metadata: unknown }>;
}

/** KV metadata of a picture. */
export interface MediaMetadata {
  type: string;
  size: number;
  /** The one name under which it is served. */
  name: string;
}

interface Value {
  bytes: Uint8Array;
  metadata: unknown;
}

/** Seconds. KV keeps negative look-ups as long, so a value that came back missing is read with the shortest. */
export const SHORTEST_CACHE_TTL = 30;
const LONG_CACHE_TTL = 30 * 24 * 3600;
/** Milliseconds that one KV read may take before it counts as failed. */
export const READ_DEADLINE = 2500;

const MEMORY_BYTES = 8 * 2 ** 20;

export class ObjectStore {
  readonly #kv: KvReader;
  readonly #parsed = new LRUCache<Hash, { value: unknown }>({ maxSize: MEMORY_BYTES });
  readonly #flights = new SingleFlight<Value | null>(2 * READ_DEADLINE);

  constructor(kv: KvReader) {
    this.#kv = kv;
  }

  /**
   * An index object (release, shard, catalog): parsed once and kept in the isolate.
   * @throws Unavailable if KV does not have it whole.
   */
  async readIndex<T>(hash: Hash): Promise<T> {
    const known = this.#parsed.get(hash);
    if (known) return known.value as T;
    const bytes = await this.#readBytes(hash);
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    this.#parsed.set(hash, { value }, { size: bytes.byteLength });
    return value as T;
  }

  /** An object that is rendered once and not kept. @throws Unavailable if KV does not have it whole. */
  async read<T>(hash: Hash): Promise<T> {
    return JSON.parse(new TextDecoder().decode(await this.#readBytes(hash)));
  }

  async #readBytes(hash: Hash): Promise<Uint8Array> {
    const found = await this.#readChecked(objectKey(hash), hash);
    if (!found) throw new Unavailable(`object/${hash}: missing`);
    return found.bytes;
  }

  /** @returns the picture, or `null` if KV says twice that it has none by this name. @throws Unavailable */
  async readMedia(hash: Hash, name: string): Promise<Uint8Array | null> {
    const found = await this.#readChecked(mediaKey(hash), hash);
    return found && (found.metadata as MediaMetadata | null)?.name === name ? found.bytes : null;
  }

  #readChecked(key: string, hash: Hash): Promise<Value | null> {
    return this.#flights.run(key, async () => {
      let damaged = false;
      let failure: unknown;
      for (const cacheTtl of [LONG_CACHE_TTL, SHORTEST_CACHE_TTL]) {
        try {
          const read = this.#kv.getWithMetadata(key, { type: "arrayBuffer", cacheTtl });
          const { value, metadata } = await withDeadline(read, READ_DEADLINE, key);
          failure = undefined;
          if (value === null) continue;
          const bytes = new Uint8Array(value);
          if ((await hashOf(bytes)) === hash) return { bytes, metadata };
          damaged = true;
        } catch (error) {
          failure = error;
          // A KV that hangs has taken its time already.
          if (error instanceof Unavailable) break;
        }
      }
      if (failure) throw new Unavailable(`${key}: read failed`, { cause: failure });
      if (damaged) throw new Unavailable(`${key}: damaged`);
      return null;
    });
  }
}
