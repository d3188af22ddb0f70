// Stored URLs are root-relative; where an answer needs them whole, they get the origin here and nowhere else.
import { OEMBED_PATH } from "../article/paths.ts";

const OEMBED_URL = `${OEMBED_PATH}?url=`;

/** @param url root-relative, or absolute already. The URL inside an oEmbed one becomes absolute with it. */
export function absolute(url: string, origin: string): string {
  if (!url.startsWith("/")) return url;
  return url.startsWith(OEMBED_URL)
    ? origin + OEMBED_URL + encodeURIComponent(origin) + url.slice(OEMBED_URL.length)
    : origin + url;
}
