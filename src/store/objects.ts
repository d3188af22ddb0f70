// Reads immutable values from KV: each is checked against the hash in its name, so a damaged one counts as
// missing, and a missing one is asked for again before anybody hears about it.
import { type Hash, hashOf, mediaKey, objectKey } from "./keys.ts";
import { Lru } from "./lru.ts";
import { SingleFlight, Unavailable, type WaitUntil, withDeadline } from "./single-flight.ts";

/** The part of a KV namespace that serving uses. */
export interface KvReader {
  getWithMetadata(
    key: string,
    options: { type: "arrayBuffer"; cacheTtl: number },
  ): Promise<{ value: ArrayBuffer | null; metadata: unknown }>;
  /** One bulk read, of at most 100 keys. */
  get(keys: string[], options: { type: "text"; cacheTtl: number }): Promise<Map<string, string | null>>;
}

/** KV metadata of a picture. */
export interface MediaMetadata {
  type: string;
  size: number;
  /** Of what was written before its time: when that is (milliseconds since 1970). */
  notBefore?: number;
}

interface Value {
  bytes: Uint8Array<ArrayBuffer>;
  metadata: unknown;
}

/** Bytes that a bulk read brought whole. */
type Bulk = Map<Hash, Value["bytes"]>;

/** Seconds. KV keeps negative look-ups as long, so a value that came back missing is read with the shortest. */
export const SHORTEST_CACHE_TTL = 30;
const LONG_CACHE_TTL = 30 * 24 * 3600;
/** Milliseconds that one KV read may take before it counts as failed. */
export const READ_DEADLINE = 2500;

const MEMORY_BYTES = 8 * 2 ** 20;

export class ObjectStore {
  readonly #kv: KvReader;
  readonly #parsed = new Lru<{ value: unknown }>(MEMORY_BYTES);
  readonly #flights: SingleFlight<Value | null>;

  /** @param waitUntil keeps a read alive that other requests wait for. */
  constructor(kv: KvReader, waitUntil: WaitUntil) {
    this.#kv = kv;
    this.#flights = new SingleFlight(2 * READ_DEADLINE, waitUntil);
  }

  /**
   * An index object (release, shard, catalog): parsed once and kept in the isolate.
   * @throws Unavailable if KV does not have it whole.
   */
  async readIndex<T>(hash: Hash): Promise<T> {
    const known = this.#parsed.get(hash);
    if (known) return known.value as T;
    return this.#keep<T>(hash, await this.#readBytes(hash));
  }

  /** Index objects that are not known yet are read in one bulk read. @throws Unavailable */
  async readIndexes<T>(hashes: readonly Hash[]): Promise<Map<Hash, T>> {
    const unknown = hashes.filter((hash) => !this.#parsed.has(hash));
    const read = await this.#readBytesOf(unknown);
    return new Map(
      await Promise.all(
        hashes.map(async (hash): Promise<[Hash, T]> => {
          const bytes = read.get(hash);
          return [hash, bytes ? this.#keep<T>(hash, bytes) : await this.readIndex<T>(hash)];
        }),
      ),
    );
  }

  #keep<T>(hash: Hash, bytes: Uint8Array): T {
    const value = parseObject<T>(bytes);
    this.#parsed.set(hash, { value }, bytes.byteLength);
    return value;
  }

  /** An object that is rendered once and not kept. @throws Unavailable if KV does not have it whole. */
  async read<T>(hash: Hash): Promise<T> {
    return parseObject(await this.#readBytes(hash));
  }

  /** The same for several, in one bulk read and in the order asked for. @throws Unavailable */
  async readAll<T>(hashes: readonly Hash[]): Promise<T[]> {
    const found = await this.#readBytesOf(hashes);
    return hashes.map((hash) => parseObject<T>(found.get(hash) as Uint8Array));
  }

  /** Objects that nobody is reading yet come in one bulk read; the others are waited for. @throws Unavailable */
  async #readBytesOf(hashes: readonly Hash[]): Promise<Map<Hash, Uint8Array>> {
    const distinct = [...new Set(hashes)];
    const unread = distinct.filter((hash) => !this.#flights.has(flightOf(objectKey(hash))));
    const bulk = unread.length > 1 ? this.#readMany(unread) : undefined;
    const bytes = await Promise.all(distinct.map((hash) => this.#readBytes(hash, bulk)));
    return new Map(distinct.map((hash, i) => [hash, bytes[i] as Uint8Array]));
  }

  /** One bulk read: those that came whole. The others are to be asked for one by one. */
  async #readMany(hashes: readonly Hash[]): Promise<Bulk> {
    const whole: Bulk = new Map();
    try {
      const read = this.#kv.get(hashes.map(objectKey), { type: "text", cacheTtl: LONG_CACHE_TTL });
      const values = await withDeadline(read, READ_DEADLINE, `${hashes.length} objects`);
      for (const hash of hashes) {
        const text = values.get(objectKey(hash));
        if (text == null) continue;
        const bytes = new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
        if ((await hashOf(bytes)) === hash) whole.set(hash, bytes);
      }
    } catch (error) {
      console.error("bulk read:", error);
    }
    return whole;
  }

  /** @param bulk a read that may have it. */
  async #readBytes(hash: Hash, bulk?: Promise<Bulk>): Promise<Uint8Array> {
    const found = await this.#readChecked(objectKey(hash), hash, undefined, bulk);
    if (!found) throw new Unavailable(`object/${hash}: missing`);
    return found.bytes;
  }

  /**
   * @param now milliseconds since 1970.
   * @returns the picture, or `null` if KV says twice that it has none of this type, or it is too early for it.
   * @throws Unavailable
   */
  async readMedia(hash: Hash, type: string, now: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const key = mediaKey(hash);
    const isEarly = (value: Value | null) =>
      ((value?.metadata as MediaMetadata | null)?.notBefore ?? 0) > now;
    let found = await this.#readChecked(key, hash);
    // It may have been brought forward since.
    if (isEarly(found)) found = await this.#readChecked(key, hash, [SHORTEST_CACHE_TTL]);
    const isOfType = (found?.metadata as MediaMetadata | null)?.type === type;
    return found && isOfType && !isEarly(found) ? found.bytes : null;
  }

  #readChecked(
    key: string,
    hash: Hash,
    lifetimes: readonly number[] = [LONG_CACHE_TTL, SHORTEST_CACHE_TTL],
    bulk?: Promise<Bulk>,
  ): Promise<Value | null> {
    return this.#flights.run(flightOf(key, lifetimes[0]), async () => {
      const given = (await bulk)?.get(hash);
      if (given) return { bytes: given, metadata: null };
      let damaged = false;
      let failure: unknown;
      for (const cacheTtl of lifetimes) {
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

/** The name of a read that others may join. */
const flightOf = (key: string, cacheTtl = LONG_CACHE_TTL): string => `${key} ${cacheTtl}`;

/** The value of an object. @throws SyntaxError if the bytes are not JSON. */
export const parseObject = <T>(bytes: Uint8Array): T => JSON.parse(new TextDecoder().decode(bytes));
