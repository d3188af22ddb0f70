// Worst-case propagation delays, in milliseconds.
import { SHORTEST_CACHE_TTL } from "../../store/objects.ts";
import { STALE } from "../../store/pointer.ts";

/** KV says "up to 60 seconds or more" of a write's way to every location. */
const KV_LAG = 90_000;

/** Until every isolate goes by it: KV tells every location, keeps what it has read, and an isolate goes by that. */
export const KNOWN_EVERYWHERE = KV_LAG + SHORTEST_CACHE_TTL * 1000 + STALE;

/** For as long a cache may serve what it was given (http/cache-policy.ts). */
const CACHED = 660_000;

/** Until nobody gets anything from before. */
export const SEEN_EVERYWHERE = KNOWN_EVERYWHERE + CACHED;
