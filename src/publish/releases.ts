// The chain of releases, newest first.
import type { Release } from "../store/format.ts";
import type { Hash } from "../store/keys.ts";
import { type ObjectReader, parseObject } from "./load.ts";

/** Releases that stay whole whatever their age. */
export const RELEASES_KEPT = 5;

export interface ReleaseInChain {
  hash: Hash;
  release: Release;
}

/** From `newest` to the first release, or to where gc has cleared away what came before. */
export async function* releaseChain(read: ObjectReader, newest: Hash): AsyncGenerator<ReleaseInChain> {
  for (let hash: Hash | null = newest; hash; ) {
    const bytes: Uint8Array | null = await read(hash).catch(() => null);
    if (!bytes) return;
    const release: Release = parseObject(bytes);
    yield { hash, release };
    hash = release.parent;
  }
}

/**
 * @param name a release's name, its beginning or its sequence; `null` for the one before the live one.
 * @throws with what to do if there is no such release.
 */
export async function findRelease(
  read: ObjectReader,
  live: Hash,
  name: string | null,
): Promise<ReleaseInChain> {
  const found: ReleaseInChain[] = [];
  for await (const each of releaseChain(read, live)) {
    const matches = each.hash.startsWith(name ?? "") || String(each.release.sequence) === name;
    if (each.hash !== live && name === null) return each;
    if (name !== null && matches) found.push(each);
  }
  const exact = found.filter(({ hash, release }) => hash === name || String(release.sequence) === name);
  const [only, ...others] = exact.length > 0 ? exact : found;
  if (only && others.length === 0) return only;
  throw new Error(
    name === null
      ? "there is no release before this one: nothing to roll back to"
      : `${only ? "more than one release begins" : "no release that is kept begins"} with ${name}: npm run content -- releases lists them`,
  );
}
