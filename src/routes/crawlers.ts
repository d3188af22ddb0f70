// Files for crawlers: sitemaps, robots.txt, llms.txt.
import {
  LLMS_PATH,
  NEWS_SITEMAP_PATH,
  ROBOTS_PATH,
  SITEMAP_PATH,
  sitemapPartPath,
} from "../article/paths.ts";
import { locales } from "../i18n/locales.ts";
import { NEWS_MAX, PAGES_PART } from "../render/crawlers/sitemap.ts";
import { crawlerKey } from "../render/representation-key.ts";
import type { LeafRef } from "../store/format.ts";
import type { Hash } from "../store/keys.ts";
import { FORMATS, type Format } from "./formats.ts";
import { problem, type Representation, type RequestContext, type Result } from "./result.ts";

const HOUR = 3_600_000;
const NEWS_AGE = 48 * HOUR;

type CrawlerFormat = Extract<Format, `${string}.xml` | `${string}.txt`>;

/** @param inputs of the file beside the site, by name. */
async function file(
  { release }: RequestContext,
  build: string,
  url: string,
  format: CrawlerFormat,
  inputs: Record<string, string> = {},
): Promise<Representation> {
  const key = crawlerKey(format, { build, site: await release.siteHash() }, inputs);
  return { kind: "representation", url, key, release: release.hash, headers: FORMATS[format].headers };
}

/** Every article, newest first. */
const everything = async ({ release }: RequestContext): Promise<LeafRef[]> =>
  (await release.list("all")) ?? [];

/** GET /sitemap.xml */
export const sitemapIndex = (build: string) => async (context: RequestContext) =>
  file(context, build, SITEMAP_PATH, "sitemap-index.xml", {
    parts: String((await everything(context)).length),
  });

/**
 * GET /sitemap-{part}.xml: a leaf each, numbered from the oldest, so that what a crawler has read in the index keeps its
 * key when something is published.
 */
export const sitemapPart =
  (build: string) =>
  async (context: RequestContext): Promise<Result> => {
    const [, part = ""] = /-(\w+)/.exec(context.params.part ?? "") ?? [];
    const url = sitemapPartPath(part);
    if (part === PAGES_PART) return file(context, build, url, "sitemap-pages.xml");
    const leaf = (await everything(context)).at(-Number(part));
    return leaf ? file(context, build, url, "sitemap.xml", { leaves: leaf[0] }) : problem("not_found");
  };

/**
 * GET /news-sitemap.xml: of the last two days (Google News). It becomes another one with the hour, which is the only
 * time that its key knows.
 */
export const newsSitemap =
  (build: string, now: () => number) =>
  async (context: RequestContext): Promise<Result> => {
    const nextHour = Math.ceil((now() + 1) / HOUR) * HOUR;
    // Nothing is older than two days when the hour ends.
    const since = new Date(nextHour - NEWS_AGE).toISOString();
    const leaves = newsLeaves(await everything(context), since);
    const found = await file(context, build, NEWS_SITEMAP_PATH, "news-sitemap.xml", { since, leaves });
    return { ...found, left: (nextHour - now()) / 1000 };
  };

/** The leaves that may hold something published since then, as many as it takes for a full sitemap. */
function newsLeaves(leaves: LeafRef[], since: string): string {
  const wanted: Hash[] = [];
  let urls = 0;
  for (const [leaf, , counts, [newest]] of leaves) {
    if (newest < since || urls >= NEWS_MAX) break;
    wanted.push(leaf);
    for (const locale of locales) urls += counts[locale]?.[1] ?? 0;
  }
  return wanted.join(".");
}

/** GET /robots.txt */
export const robots = (build: string) => async (context: RequestContext) =>
  file(context, build, ROBOTS_PATH, "robots.txt");

/** GET /llms.txt */
export const llms = (build: string) => async (context: RequestContext) => {
  const [newest] = await everything(context);
  return file(context, build, LLMS_PATH, "llms.txt", { leaves: newest?.[0] ?? "" });
};
