// One read a key at a time in an isolate, and no read that a request waits for without end.

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

/**
 * Callers that ask for a key while it is being read share the read. Each has its own deadline, because the
 * request that began the read may have gone away, and its I/O with it; the next caller then reads anew.
 */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Promise<T>>();

  readonly #deadlineMs: number;

  constructor(deadlineMs: number) {
    this.#deadlineMs = deadlineMs;
  }

  async run(key: string, read: () => Promise<T>): Promise<T> {
    const current = this.#flights.get(key) ?? read();
    this.#flights.set(key, current);
    try {
      return await withDeadline(current, this.#deadlineMs, key);
    } finally {
      if (this.#flights.get(key) === current) this.#flights.delete(key);
    }
  }
}
