// A long list in short pieces.

/** @param size of a piece; the last one may be shorter. */
export function* chunks<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}
