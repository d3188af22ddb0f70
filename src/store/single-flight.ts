// One read a key at a time in an isolate, and no read that a request waits for without end.

/** Milliseconds that a request may wait for storage and renderer, all reads together; then 503. */
export const REQUEST_DEADLINE = 3000;

/** Storage did not give what must be there. Clients see a 503; the cause goes to the log. */
export class Unavailable extends Error {
  override name = "Unavailable";
}

/** @throws Unavailable when `promise` has not settled after `ms` milliseconds. */
export async function withDeadline<T>(promise: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Unavailable(`${what}: no answer in ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    if (timer !== null) clearTimeout(timer);
  }
}

/** Keeps the current request's I/O going until `promise` has settled, whatever becomes of its client. */
export type WaitUntil = (promise: Promise<unknown>) => void;

/**
 * Callers that ask for a key while it is being read share the read. A client that goes away takes its request's I/O
 * with it, so the read is kept alive by `waitUntil`; should it hang all the same, each caller has its own deadline,
 * and the next one reads anew.
 */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Promise<T>>();
  readonly #deadlineMs: number;
  readonly #waitUntil: WaitUntil;

  constructor(deadlineMs: number, waitUntil: WaitUntil) {
    this.#deadlineMs = deadlineMs;
    this.#waitUntil = waitUntil;
  }

  /** Whether `key` is being read. */
  has(key: string): boolean {
    return this.#flights.has(key);
  }

  async run(key: string, read: () => Promise<T>): Promise<T> {
    const current = this.#flights.get(key) ?? this.#start(key, read);
    try {
      return await withDeadline(current, this.#deadlineMs, key);
    } finally {
      if (this.#flights.get(key) === current) this.#flights.delete(key);
    }
  }

  #start(key: string, read: () => Promise<T>): Promise<T> {
    const promise = read();
    this.#flights.set(key, promise);
    this.#waitUntil(promise.catch(() => {}));
    return promise;
  }
}
