// What a release says about a slug, an id, a list or a picture: one object read each, never an article's.
import type {
  ArticleEntry,
  Catalog,
  GoneEntry,
  LeafRef,
  ListKey,
  Release,
  Site,
  SlugEntry,
  SlugShard,
} from "./format.ts";
import { type Hash, hashOf, idSlug, slugBits } from "./keys.ts";
import type { ObjectStore } from "./objects.ts";

/** Of inline sites: the object is kept with its release, so it is hashed once. */
const siteHashes = new WeakMap<Site, Promise<Hash>>();

export class ReleaseIndex {
  readonly hash: Hash;
  readonly sequence: number;
  readonly #release: Release;
  readonly #objects: ObjectStore;

  private constructor(hash: Hash, release: Release, objects: ObjectStore) {
    this.hash = hash;
    this.sequence = release.sequence;
    this.#release = release;
    this.#objects = objects;
  }

  /** @throws Unavailable */
  static async open(objects: ObjectStore, hash: Hash): Promise<ReleaseIndex> {
    return new ReleaseIndex(hash, await objects.readIndex<Release>(hash), objects);
  }

  /** @returns `null` if no article has, or had, this slug in any locale. @throws Unavailable */
  async slug(slug: string): Promise<SlugEntry | null> {
    const bits = await slugBits(slug);
    const ref = this.#release.slugs.find(([prefix]) => bits.startsWith(prefix));
    if (!ref) return null;
    const shard = await this.#objects.readIndex<SlugShard>(ref[1]);
    return Object.hasOwn(shard, slug) ? (shard[slug] ?? null) : null;
  }

  /** @returns `null` for an id that is not published. @throws Unavailable */
  async article(id: string): Promise<ArticleEntry | GoneEntry | null> {
    return (await this.slug(idSlug(id))) as ArticleEntry | GoneEntry | null;
  }

  /** @returns the list's leaves, newest first; `null` for a section or author that does not exist. @throws Unavailable */
  async list(key: ListKey): Promise<LeafRef[] | null> {
    const catalog = await this.#objects.readIndex<Catalog>(this.#release.catalog);
    return Object.hasOwn(catalog, key) ? (catalog[key] ?? null) : null;
  }

  /** Whether a current or past edition of the article uses the picture at `path`. @throws Unavailable */
  async uses({ past = {}, id: _, ...editions }: ArticleEntry, path: string): Promise<boolean> {
    const articles = [
      ...Object.values(editions).map(([, article]) => article),
      ...Object.values(past).flat(),
    ];
    const texts = await Promise.all(articles.map((article) => this.#objects.read<unknown>(article)));
    return texts.some((text) => JSON.stringify(text).includes(`"${path}"`));
  }

  /** Names of the site, its sections and authors. @throws Unavailable */
  async site(): Promise<Site> {
    const { site } = this.#release;
    return typeof site === "string" ? this.#objects.readIndex<Site>(site) : site;
  }

  /** Name of the site object, also of one that is inline. */
  siteHash(): Promise<Hash> {
    const { site } = this.#release;
    if (typeof site === "string") return Promise.resolve(site);
    const hash = siteHashes.get(site) ?? hashOf(JSON.stringify(site));
    siteHashes.set(site, hash);
    return hash;
  }

  isWithdrawn(media: Hash): boolean {
    return this.#release.gone.includes(media);
  }
}
