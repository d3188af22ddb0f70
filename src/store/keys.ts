// Names in KV. An object is named by its bytes, so a key never changes its meaning.

/** 22 base64url characters: the first 128 bits of SHA-256 (FIPS 180-4, RFC 4648 §5). */
export type Hash = string;

export const POINTER_KEY = "pointer";
export const objectKey = (hash: Hash): string => `object/${hash}`;
export const mediaKey = (hash: Hash): string => `media/${hash}`;

/** @param token the hash of what a preview's link holds: who can read keys cannot open previews. */
export const previewKey = (token: Hash): string => `${PREVIEWS}${token}`;
export const PREVIEWS = "preview/";

/** The only shape in which anything from a request may become part of a key. */
export const HASH_PATTERN = /^[A-Za-z0-9_-]{22}$/;

async function digest(bytes: Uint8Array | string): Promise<Uint8Array> {
  const data = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  return new Uint8Array(await crypto.subtle.digest("SHA-256", data as Uint8Array<ArrayBuffer>)).subarray(
    0,
    16,
  );
}

export async function hashOf(bytes: Uint8Array | string): Promise<Hash> {
  return btoa(String.fromCharCode(...(await digest(bytes))))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .slice(0, 22);
}

/** The first 32 bits of a slug's hash as "0"s and "1"s: the path to its shard in the slug trie. */
export async function slugBits(slug: string): Promise<string> {
  const [a = 0, b = 0, c = 0, d = 0] = await digest(slug);
  return [a, b, c, d].map((byte) => byte.toString(2).padStart(8, "0")).join("");
}

/** The key under which the trie finds an article by id. `@` never occurs in a slug. */
export const idSlug = (id: string): string => `@${id}`;
