// oEmbed 1.0: a page's URL → how to embed it. The URL is compared and resolved as the page itself would be, never
// fetched and never redirected to. Hosts add parameters to ones that are there already: the last one counts.
import { articlePagePath, LOADER_PATH, OEMBED_PATH } from "../article/paths.ts";
import { canonicalPath, localeOfPath } from "../http/canonical-path.ts";
import { BadParameter } from "../http/query.ts";
import { loaderKey, oembedKey } from "../render/representation-key.ts";
import { resolveSlug } from "./article.ts";
import { FORMATS } from "./formats.ts";
import { problem, type RequestContext, type Result } from "./result.ts";

const FORMAT_NAMES = { json: "oembed.json", xml: "oembed.xml" } as const;

/** CSS pixels; a larger limit is as good as none. */
const LARGEST_LIMIT = 10_000;

/** Of a page, with the locale or without. */
const PAGE = /^(?:\/[^/]+)?\/articles\/([^/]+)$/;

/** GET /oembed */
export const oembed =
  (build: string, origin: string) =>
  async ({ release, query }: RequestContext): Promise<Result> => {
    // Hosts leave parameters empty where they have nothing to say.
    const last = (name: string): string | undefined => query.getAll(name).at(-1)?.trim() || undefined;
    const url = last("url");
    if (url === undefined || !URL.canParse(url)) throw new BadParameter("url", "url");
    const name = last("format")?.toLowerCase() ?? "json";
    if (name !== "json" && name !== "xml") return problem("format_not_supported");
    const maximum: Record<string, string> = {};
    for (const limit of ["maxwidth", "maxheight"]) {
      const value = last(limit);
      if (value === undefined) continue;
      const pixels = /^\d+(\.\d+)?$/.test(value) ? Math.min(Math.floor(Number(value)), LARGEST_LIMIT) : 0;
      if (pixels < 1) throw new BadParameter(limit, "pixels");
      maximum[limit] = String(pixels);
    }

    const page = pageOf(new URL(url), origin);
    if (!page) return problem("article_not_found");
    const found = await resolveSlug(release, page.locale, page.slug);
    if ("kind" in found) return found;
    const canonical = { url: origin + articlePagePath(found.locale, found.slug), format: name, ...maximum };
    const format = FORMAT_NAMES[name];
    return {
      kind: "representation",
      url: `${OEMBED_PATH}?${new URLSearchParams(canonical)}`,
      key: oembedKey(format, { build, site: await release.siteHash() }, found.article, maximum),
      release: release.hash,
      headers: FORMATS[format].headers,
      language: found.language,
    };
  };

/** @returns `null` for what is no page of an article here: another site's, another scheme, another path. */
function pageOf({ protocol, origin: theirs, pathname }: URL, origin: string) {
  // The origin of a blob: URL is that of the page inside it.
  if (!/^https?:$/.test(protocol) || theirs !== origin) return null;
  const canonical = canonicalPath(pathname);
  if ("problem" in canonical) return null;
  const slug = PAGE.exec(canonical.path)?.[1];
  const locale = localeOfPath(canonical.path);
  if (slug === undefined || (!locale && !canonical.path.startsWith("/articles/"))) return null;
  return { locale, slug: decodeURIComponent(slug) };
}

/** GET /embed/1.js */
export const loader = (build: string) => async (): Promise<Result> => ({
  kind: "representation",
  url: LOADER_PATH,
  key: loaderKey(build),
  headers: "script",
  immutable: true,
});
