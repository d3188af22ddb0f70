// The one mutable value: which release is live. Read rarely, refreshed behind requests, kept when KV fails.
import type { Pointer } from "./format.ts";
import { HASH_PATTERN, type Hash, POINTER_KEY } from "./keys.ts";
import { type KvReader, READ_DEADLINE, SHORTEST_CACHE_TTL } from "./objects.ts";
import { SingleFlight, Unavailable } from "./single-flight.ts";

/** Milliseconds: up to FRESH use it, up to STALE use it and refresh behind the request, then wait for a read. */
const FRESH = 30_000;
const STALE = 120_000;
/** After a failed read, how long to serve what is there before trying again. */
const RETRY = 5_000;

/** What the timeline says for one moment. */
export interface Live {
  release: Hash;
  /** What to answer from while an object of `release` cannot be read. */
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
  readonly #flights = new SingleFlight<Pointer>(READ_DEADLINE);
  #pointer: Pointer | null = null;
  #readAt = Number.NEGATIVE_INFINITY;
  #triedAt = Number.NEGATIVE_INFINITY;

  /** @param now milliseconds since 1970. */
  constructor(kv: KvReader, now: () => number) {
    this.#kv = kv;
    this.#now = now;
  }

  /**
   * What is live without waiting for anything; `null` when a read has to be waited for.
   * @param waitUntil keeps the isolate alive for a refresh behind the response.
   */
  peek(waitUntil: (promise: Promise<unknown>) => void): Live | null {
    if (!this.#pointer) return null;
    const now = this.#now();
    const age = now - this.#readAt;
    const tried = now - this.#triedAt < RETRY;
    if (age > STALE && !tried) return null;
    if (age > FRESH && !tried) waitUntil(this.#refresh().catch(() => {}));
    return liveAt(this.#pointer, now);
  }

  /** @throws Unavailable when KV gives no pointer and there is none from before. */
  async read(waitUntil: (promise: Promise<unknown>) => void): Promise<Live> {
    const live = this.peek(waitUntil);
    if (live) return live;
    try {
      return liveAt(await this.#refresh(), this.#now());
    } catch (error) {
      if (!this.#pointer) throw error;
      return liveAt(this.#pointer, this.#now());
    }
  }

  async #refresh(): Promise<Pointer> {
    this.#triedAt = this.#now();
    const pointer = await this.#flights.run(POINTER_KEY, () => this.#readPointer());
    this.#pointer = pointer;
    this.#readAt = this.#now();
    return pointer;
  }

  async #readPointer(): Promise<Pointer> {
    const options = { type: "arrayBuffer", cacheTtl: SHORTEST_CACHE_TTL } as const;
    const { value } = await this.#kv.getWithMetadata(POINTER_KEY, options).catch((cause: unknown) => {
      throw new Unavailable("pointer: read failed", { cause });
    });
    const pointer = value && parsePointer(new TextDecoder().decode(value));
    if (!pointer) throw new Unavailable(value ? "pointer: damaged" : "pointer: nothing is published");
    return pointer;
  }
}
