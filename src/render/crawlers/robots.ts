// robots.txt (RFC 9309). Everything may be fetched: what is not for search says so in X-Robots-Tag, and only who fetches
// it learns that; and the API is for programs.
import { NEWS_SITEMAP_PATH, SITEMAP_PATH } from "../../article/paths.ts";

export const renderRobots = (origin: string): string =>
  `User-agent: *\nAllow: /\n\nSitemap: ${origin}${SITEMAP_PATH}\nSitemap: ${origin}${NEWS_SITEMAP_PATH}\n`;
