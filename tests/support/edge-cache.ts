// A model of the platform's edge cache in front of one entrypoint: keyed by cf.cacheKey, honouring Cache-Control,
// emitting Age and Cf-Cache-Status. What a response without Cache-Control gets is what the platform gives it.

export type Callee = (request: Request) => Promise<Response>;

interface Stored {
  response: Response;
  storedAt: number;
  expiresAt: number;
}

/** Seconds for which the platform keeps what says nothing about caching. */
const SILENT: Record<number, number> = { 200: 7200, 404: 180 };

export class EdgeCache {
  readonly #callee: Callee;
  readonly #now: () => number;
  readonly #stored = new Map<string, Stored>();
  /** Keys of every request that reached the callee, in order. */
  readonly calls: string[] = [];

  /** @param now milliseconds since 1970. */
  constructor(callee: Callee, now: () => number) {
    this.#callee = callee;
    this.#now = now;
  }

  get keys(): string[] {
    return [...this.#stored.keys()];
  }

  async fetch(request: Request, key: string): Promise<Response> {
    const found = this.#stored.get(key);
    if (found && this.#now() < found.expiresAt) {
      const response = new Response(found.response.clone().body, found.response);
      response.headers.set("age", String(Math.floor((this.#now() - found.storedAt) / 1000)));
      response.headers.set("cf-cache-status", "HIT");
      return response;
    }
    this.calls.push(key);
    const response = await this.#callee(request);
    const seconds = freshFor(response);
    if (seconds > 0) {
      const expiresAt = this.#now() + seconds * 1000;
      this.#stored.set(key, { response: response.clone(), storedAt: this.#now(), expiresAt });
    }
    const answer = new Response(response.body, response);
    answer.headers.set("cf-cache-status", seconds > 0 ? "MISS" : "BYPASS");
    return answer;
  }
}

function freshFor(response: Response): number {
  const control = response.headers.get("cache-control");
  if (control === null) return SILENT[response.status] ?? 0;
  if (/no-store|private/.test(control)) return 0;
  return Number(/max-age=(\d+)/.exec(control)?.[1] ?? 0);
}

/** Seconds for which a cache may serve an answer, stale included (RFC 5861). */
export const usableFor = ({ headers }: Response): number =>
  [...(headers.get("cache-control") ?? "").matchAll(/(?:max-age|stale-while-revalidate)=(\d+)/g)].reduce(
    (sum, [, seconds]) => sum + Number(seconds),
    0,
  );
