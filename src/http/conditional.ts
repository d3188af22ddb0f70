// Conditional requests (RFC 9110 §13). We send no Last-Modified (an article's dates say nothing about its bytes:
// a typo fix does not move dateModified), so If-Modified-Since has no date to compare with and is ignored.

/** One element of a list; what is not divided by commas is none. */
const ENTITY_TAG = /(?:^|,)[ \t]*(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")[ \t]*(?=,|$)/g;

/**
 * Weak comparison against a list of entity tags or `*` (§13.1.2, §8.8.3.2).
 * @param header If-None-Match, or `null` when the client sent none.
 * @param etag strong, quotes included.
 */
export function matchesIfNoneMatch(header: string | null, etag: string): boolean {
  if (header === null) return false;
  if (header === etag || header.trim() === "*") return true;
  for (const [, tag] of header.matchAll(ENTITY_TAG)) if (tag === etag) return true;
  return false;
}
