// Every Cache-Control that leaves the Worker (RFC 9111, RFC 5861). Never s-maxage or must-revalidate: they
// would turn off the stale serving that is wanted here.

export const IMMUTABLE = "public, max-age=31536000, immutable";
export const NO_STORE = "no-store";
/** For who asked, and for nobody's cache. */
export const PRIVATE = "private, no-store";
/** A 404 or a 410. */
export const NEGATIVE = "public, max-age=60";
/** A redirect to the canonical URL. */
export const REDIRECT = "public, max-age=300";

const MAX_AGE = 60;
const STALE_WHILE_REVALIDATE = 600;
const STALE_IF_ERROR = 86_400;

/**
 * For what a publish can change.
 * @param untilNext seconds until the release timeline moves on, after which nothing of now may be served, not
 *   even as a stale answer; `null` when nothing is scheduled.
 */
export function changeable(untilNext: number | null): string {
  const left = untilNext === null ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor(untilNext));
  const maxAge = Math.min(MAX_AGE, left);
  const stale = left - maxAge;
  return (
    `public, max-age=${maxAge}, stale-while-revalidate=${Math.min(STALE_WHILE_REVALIDATE, stale)}, ` +
    `stale-if-error=${Math.min(STALE_IF_ERROR, stale)}`
  );
}

/** `policy` with its max-age cut to the timeline's next moment: an answer of now may be wrong after it. */
export function cutTo(policy: string, untilNext: number | null): string {
  if (untilNext === null) return policy;
  const left = Math.max(0, Math.floor(untilNext));
  return policy.replace(/max-age=(\d+)/, (_, age) => `max-age=${Math.min(Number(age), left)}`);
}
