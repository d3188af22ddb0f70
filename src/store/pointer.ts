// The one mutable value: which release is live. Read rarely, refreshed behind requests, kept when KV fails.
import type { Pointer } from "./format.ts";
import { HASH_PATTERN, type Hash, hashOf, POINTER_KEY } from "./keys.ts";
import { type KvReader, READ_DEADLINE, SHORTEST_CACHE_TTL } from "./objects.ts";
import { SingleFlight, Unavailable, type WaitUntil, withDeadline } from "./single-flight.ts";

/** Milliseconds: up to FRESH use it, up to STALE use it and refresh behind the request, then wait for a read. */
const FRESH = 30_000;
export const STALE = 120_000;
/** Milliseconds that a request waits for a read while there is a pointer from before. */
const WAIT = 1000;
/** Milliseconds between two reads while KV fails. They run behind requests, which wait for none of them. */
const RETRY = 5_000;
/** Milliseconds after which a pointer with a lower edit is believed: no location of KV is behind for so long. */
const WAY_BACK = 600_000;

/** The timeline at one moment. */
export interface Live {
  release: Hash;
  /** The release to answer from while an object of `release` cannot be read. */
  previous: Hash | null;
  /** When the timeline moves on, in milliseconds since 1970; `null` when nothing is scheduled. */
  until: number | null;
}

const isHash = (value: unknown): value is Hash => typeof value === "string" && HASH_PATTERN.test(value);

/** @returns `null` for anything that is not a whole, well-formed pointer. */
export function parsePointer(text: string): Pointer | null {
  let value: Partial<Pointer> | null;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || value.v !== 1) return null;
  const { edit, timeline, previous } = value;
  if (!Number.isSafeInteger(edit) || !Array.isArray(timeline) || timeline.length === 0) return null;
  if (previous !== null && !isHash(previous)) return null;
  let last = Number.NEGATIVE_INFINITY;
  for (const entry of timeline) {
    if (!Number.isSafeInteger(entry?.from) || entry.from <= last || !isHash(entry.release)) return null;
    last = entry.from;
  }
  return value as Pointer;
}

/** @returns the stored bytes: the pointer with a checksum of all its other fields. */
export async function encodePointer(pointer: Pointer): Promise<Uint8Array> {
  const checksum = await hashOf(JSON.stringify(pointer));
  return new TextEncoder().encode(JSON.stringify({ ...pointer, checksum }));
}

/** @returns `null` for anything that is not a whole pointer; one of before there were checksums has none. */
export async function decodePointer(bytes: ArrayBuffer | Uint8Array): Promise<Pointer | null> {
  const pointer: (Pointer & { checksum?: unknown }) | null = parsePointer(new TextDecoder().decode(bytes));
  if (!pointer) return null;
  const { checksum, ...rest } = pointer;
  return checksum === undefined || checksum === (await hashOf(JSON.stringify(rest))) ? rest : null;
}

/** @param now milliseconds since 1970. */
export function liveAt({ timeline, previous }: Pointer, now: number): Live {
  const next = timeline.findIndex(({ from }, i) => i > 0 && from > now);
  const at = next === -1 ? timeline.length - 1 : next - 1;
  return {
    release: (timeline[at] as Pointer["timeline"][number]).release,
    previous: timeline[at - 1]?.release ?? previous,
    until: timeline[at + 1]?.from ?? null,
  };
}

export class PointerReader {
  readonly #kv: KvReader;
  readonly #now: () => number;
  readonly #waitUntil: WaitUntil;
  readonly #flights: SingleFlight<Pointer>;
  readonly #fresh: number;
  readonly #stale: number;
  #pointer: Pointer | null = null;
  #readAt = Number.NEGATIVE_INFINITY;
  /** Since when KV has only said a lower edit than the one that is known. */
  #lowerSince: number | null = null;
  /** The last attempt that failed, or took too long, since a read has succeeded; `null` if none has. */
  #failedAt: number | null = null;

  /**
   * @param now milliseconds since 1970. @param waitUntil keeps a refresh behind a response alive.
   * @param maxAge milliseconds for which a pointer is used, instead of FRESH and STALE.
   */
  constructor(kv: KvReader, now: () => number, waitUntil: WaitUntil, maxAge?: number) {
    this.#kv = kv;
    this.#now = now;
    this.#waitUntil = waitUntil;
    this.#flights = new SingleFlight(READ_DEADLINE, waitUntil);
    this.#fresh = maxAge ?? FRESH;
    this.#stale = maxAge ?? STALE;
  }

  /** The live release, without waiting; `null` when a read has to be waited for. */
  peek(): Live | null {
    if (!this.#pointer) return null;
    const now = this.#now();
    const age = now - this.#readAt;
    let isDue = age > this.#fresh;
    if (this.#failedAt !== null) {
      isDue = now - this.#failedAt >= RETRY;
      if (isDue) this.#failedAt = now;
    } else if (age > this.#stale) return null;
    if (isDue) this.#waitUntil(this.#refresh().catch(() => {}));
    return liveAt(this.#pointer, now);
  }

  /** @throws Unavailable when KV gives no pointer and there is none from before. */
  async read(): Promise<Live> {
    const live = this.peek();
    if (live) return live;
    const refresh = this.#refresh();
    try {
      const pointer = await (this.#pointer ? withDeadline(refresh, WAIT, POINTER_KEY) : refresh);
      return liveAt(pointer, this.#now());
    } catch (error) {
      if (!this.#pointer) throw error;
      this.#failedAt = this.#now();
      return liveAt(this.#pointer, this.#now());
    }
  }

  async #refresh(): Promise<Pointer> {
    let found: Pointer;
    try {
      found = await this.#flights.run(POINTER_KEY, () => this.#readPointer());
    } catch (error) {
      this.#failedAt = this.#now();
      throw error;
    }
    const now = this.#now();
    this.#readAt = now;
    this.#failedAt = null;
    if (this.#pointer && found.edit < this.#pointer.edit) {
      // KV is eventually consistent: an older pointer than the one we know is one that the newer has not reached yet.
      this.#lowerSince ??= now;
      if (now - this.#lowerSince < WAY_BACK) return this.#pointer;
    }
    this.#lowerSince = null;
    this.#pointer = found;
    return found;
  }

  async #readPointer(): Promise<Pointer> {
    const options = { type: "arrayBuffer", cacheTtl: SHORTEST_CACHE_TTL } as const;
    const { value } = await this.#kv.getWithMetadata(POINTER_KEY, options).catch((cause: unknown) => {
      throw new Unavailable("pointer: read failed", { cause });
    });
    const pointer = value && (await decodePointer(value));
    if (!pointer) throw new Unavailable(value ? "pointer: damaged" : "pointer: nothing is published");
    return pointer;
  }
}
