// Releases that are not live yet, by the secret in a preview's link. Only the secret's hash is ever a key.
import type { Preview } from "./format.ts";
import { HASH_PATTERN, hashOf, previewKey } from "./keys.ts";
import { type KvReader, READ_DEADLINE, SHORTEST_CACHE_TTL } from "./objects.ts";
import { Unavailable, withDeadline } from "./single-flight.ts";

/**
 * @param token as the link has it; 128 random bits.
 * @returns `null` if there is no such preview, or not any more. @throws Unavailable
 */
export async function readPreview(kv: KvReader, token: string, now: number): Promise<Preview | null> {
  if (!HASH_PATTERN.test(token)) return null;
  const options = { type: "arrayBuffer", cacheTtl: SHORTEST_CACHE_TTL } as const;
  const read = kv.getWithMetadata(previewKey(await hashOf(token)), options);
  const { value } = await withDeadline(read, READ_DEADLINE, "preview").catch((cause: unknown) => {
    throw new Unavailable("preview: read failed", { cause });
  });
  const preview: Preview | null = value && JSON.parse(new TextDecoder().decode(value));
  return preview && preview.until > now ? preview : null;
}
