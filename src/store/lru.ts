// The values used last, within a bound. A Map keeps the order in which its keys were set, so using one sets it again.
// (Libraries for this weigh a tenth of the whole Worker.)

export class Lru<T> {
  readonly #entries = new Map<string, { value: T; size: number }>();
  readonly #limit: number;
  #size = 0;

  /** @param limit the most that the sizes of all that is kept may add up to. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  /** The least recently used value makes room. A value that is larger than the limit is not kept. */
  set(key: string, value: T, size: number): void {
    this.#drop(key);
    if (size > this.#limit) return;
    this.#entries.set(key, { value, size });
    this.#size += size;
    for (const oldest of this.#entries.keys()) {
      if (this.#size <= this.#limit) break;
      this.#drop(oldest);
    }
  }

  clear(): void {
    this.#entries.clear();
    this.#size = 0;
  }

  #drop(key: string): void {
    this.#size -= this.#entries.get(key)?.size ?? 0;
    this.#entries.delete(key);
  }
}
