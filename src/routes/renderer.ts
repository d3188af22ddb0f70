// Representation key → bytes. The edge cache stands in front of this (worker.ts), keyed by the representation key, so it
// runs once for each; only successes may be cached.
import { IMMUTABLE, NO_STORE } from "../http/cache-policy.ts";
import type { Documents } from "../store/documents.ts";
import type { ObjectStore } from "../store/objects.ts";
import { REQUEST_DEADLINE, SingleFlight, type WaitUntil } from "../store/single-flight.ts";
import { FORMATS, type Format } from "./formats.ts";

const isFormat = (name: string): name is Format => Object.hasOwn(FORMATS, name);

interface Services {
  objects: ObjectStore;
  documents: Documents;
  /** Milliseconds since 1970. */
  now: () => number;
  waitUntil: WaitUntil;
}

export class Renderer {
  readonly #services: Services;
  /** Renderings under way, by URL: bytes, or the status of a failure. */
  readonly #flights: SingleFlight<Uint8Array<ArrayBuffer> | number>;

  constructor(services: Services) {
    this.#services = services;
    this.#flights = new SingleFlight(REQUEST_DEADLINE, services.waitUntil);
  }

  /** @returns 200 with the bytes, kept for ever; 404 if there is nothing by the key; 503 if storage failed. */
  async fetch({ url }: Request): Promise<Response> {
    const rendered = await this.#flights.run(url, () => this.#render(url)).catch(() => 503);
    const isFailure = typeof rendered === "number";
    return new Response(isFailure ? null : rendered, {
      status: isFailure ? rendered : 200,
      headers: { "cache-control": isFailure ? NO_STORE : IMMUTABLE },
    });
  }

  async #render(url: string): Promise<Uint8Array<ArrayBuffer> | number> {
    const { objects, documents, now } = this.#services;
    const { origin, pathname, searchParams: query } = new URL(url);
    const [format = "", ...args] = pathname.slice(1).split("/");
    if (!isFormat(format)) return 404;
    try {
      const body = await FORMATS[format].render({ objects, documents, now: now(), origin, args, query });
      if (body === null) return 404;
      return typeof body === "string" ? (new TextEncoder().encode(body) as Uint8Array<ArrayBuffer>) : body;
    } catch (error) {
      console.error("renderer:", format, error);
      return 503;
    }
  }
}
