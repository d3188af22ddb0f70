// Documents that are built with the Worker and not from content: the contract, its pages and the explained problems.
// They are static assets, each named by the hash of its bytes; the manifest says which URL leads to which.
import { READ_DEADLINE } from "./objects.ts";
import { Unavailable, withDeadline } from "./single-flight.ts";

/** The origin in documents, whose real one is configuration: it takes its place when they are served (RFC 2606 §2). */
export const PLACEHOLDER_ORIGIN = "https://visnyk.invalid";
export const MANIFEST = "manifest.json";

/** By canonical path. */
export type Manifest = Record<string, DocumentRef>;
/** Name of the asset, and the Content-Security-Policy of a page. */
export type DocumentRef = [file: string, policy?: string];

/** The part of the static assets' binding that serving uses. */
export interface Assets {
  fetch(url: string): Promise<Response>;
}

export class Documents {
  readonly #assets: Assets;
  /** It belongs to the Worker's version, as this isolate does. */
  #manifest: Manifest | null = null;

  constructor(assets: Assets) {
    this.#assets = assets;
  }

  /** @returns `null` where no document is. @throws Unavailable */
  async find(path: string): Promise<DocumentRef | null> {
    this.#manifest ??= JSON.parse(await this.#text(MANIFEST)) as Manifest;
    return Object.hasOwn(this.#manifest, path) ? (this.#manifest[path] as DocumentRef) : null;
  }

  /** @throws Unavailable */
  async read(file: string, origin: string): Promise<string> {
    const text = await this.#text(file);
    // It stands in the queries of URLs, too.
    return text
      .replaceAll(PLACEHOLDER_ORIGIN, origin)
      .replaceAll(encodeURIComponent(PLACEHOLDER_ORIGIN), encodeURIComponent(origin));
  }

  async #text(file: string): Promise<string> {
    const read = this.#assets.fetch(`${PLACEHOLDER_ORIGIN}/${file}`).catch((cause) => {
      throw new Unavailable(`asset ${file}`, { cause });
    });
    const response = await withDeadline(read, READ_DEADLINE, file);
    if (!response.ok) throw new Unavailable(`asset ${file}: ${response.status}`);
    return response.text();
  }
}
