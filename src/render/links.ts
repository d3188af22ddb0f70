// Stored URLs are root-relative; where an answer needs them whole, they get the origin here and nowhere else.
import { SITE_LINK } from "../article/links.ts";
import { OEMBED_PATH } from "../article/paths.ts";

const OEMBED_URL = `${OEMBED_PATH}?url=`;

/** @param html of a block. @returns it with the links within the site whole. */
export const absoluteLinks = (html: string, origin: string): string =>
  html.replaceAll(SITE_LINK, `${SITE_LINK.slice(0, -1)}${origin}/`);

/** @param url root-relative, or absolute already. The URL inside an oEmbed one becomes absolute with it. */
export function absolute(url: string, origin: string): string {
  if (!url.startsWith("/")) return url;
  return url.startsWith(OEMBED_URL)
    ? origin + OEMBED_URL + encodeURIComponent(origin) + url.slice(OEMBED_URL.length)
    : origin + url;
}
