// Looks up a slug, an id, a list or a picture in a release: one object read each, never an article's.
import type {
  ArticleEntry,
  Catalog,
  GoneEntry,
  LeafRef,
  ListKey,
  LogPage,
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
    const shard = await this.#shardOf(slug);
    return shard === null ? null : entryIn(await this.#objects.readIndex<SlugShard>(shard), slug);
  }

  /** @returns `null` for an id that is not published. @throws Unavailable */
  async article(id: string): Promise<ArticleEntry | GoneEntry | null> {
    return (await this.slug(idSlug(id))) as ArticleEntry | GoneEntry | null;
  }

  /** The same for several ids, in their order and with one bulk read. @throws Unavailable */
  async articles(ids: readonly string[]): Promise<(ArticleEntry | GoneEntry | null)[]> {
    const names = await Promise.all(ids.map((id) => this.#shardOf(idSlug(id))));
    const shards = await this.#objects.readIndexes<SlugShard>(names.filter((name) => name !== null));
    return ids.map((id, i) => {
      const shard = shards.get(names[i] ?? "");
      return (shard ? entryIn(shard, idSlug(id)) : null) as ArticleEntry | GoneEntry | null;
    });
  }

  async #shardOf(slug: string): Promise<Hash | null> {
    const bits = await slugBits(slug);
    return this.#release.slugs.find(([prefix]) => bits.startsWith(prefix))?.[1] ?? null;
  }

  /** @returns the list's leaves, newest first; `null` for a section or author that does not exist. @throws Unavailable */
  async list(key: ListKey): Promise<LeafRef[] | null> {
    const catalog = await this.#objects.readIndex<Catalog>(this.#release.catalog);
    return Object.hasOwn(catalog, key) ? (catalog[key] ?? null) : null;
  }

  /** Where the sync log is. A log of before there were marks counts as empty. */
  get log(): Required<Release["log"]> {
    const { log } = this.#release;
    return log.end === undefined
      ? { ...log, closed: [], first: 0, end: 0 }
      : (log as Required<Release["log"]>);
  }

  /** @param page that `log` names. @throws Unavailable */
  logPage(page: Hash): Promise<LogPage> {
    return this.#objects.readIndex<LogPage>(page);
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

  /** Whether a picture is here before its time. */
  isWithheld(media: Hash): boolean {
    return this.#release.withheld?.includes(media) ?? false;
  }
}

const entryIn = (shard: SlugShard, slug: string): SlugEntry | null =>
  Object.hasOwn(shard, slug) ? (shard[slug] ?? null) : null;
