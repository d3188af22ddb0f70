// Headers that depend on the time of the answer.
import { changeable } from "../http/cache-policy.ts";
import type { KnownUrl } from "../store/response-cache.ts";

/** Updates the time-dependent headers of a remembered answer. @param until and `now` in milliseconds since 1970. */
export function refreshHeaders(known: KnownUrl, until: number | null, now: number): void {
  const second = Math.floor(now / 1000);
  if (known.second === second && known.until === until) return;
  known.second = second;
  known.until = until;
  for (const headers of [known.headers, known.notModified]) {
    headers.set("date", httpDate(second * 1000));
    if (known.changeable) headers.set("cache-control", changeable(secondsUntil(until, now)));
  }
}

export const secondsUntil = (moment: number | null, now: number): number | null =>
  moment === null ? null : (moment - now) / 1000;

/** RFC 9110 §5.6.7. @param time milliseconds since 1970. */
export const httpDate = (time: number): string => new Date(time).toUTCString();
