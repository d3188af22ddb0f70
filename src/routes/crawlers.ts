// Files for crawlers: sitemaps, robots.txt, llms.txt.
import {
  LLMS_PATH,
  NEWS_SITEMAP_PATH,
  ROBOTS_PATH,
  SITEMAP_PATH,
  sitemapPartPath,
} from "../article/paths.ts";
import type { HeaderFormat } from "../http/headers.ts";
import { locales } from "../i18n/locales.ts";
import { NEWS_MAX, PAGES_PART } from "../render/crawlers/sitemap.ts";
import { type CrawlerFormat, crawlerAddress } from "../render/representation-key.ts";
import type { LeafRef } from "../store/format.ts";
import type { Hash } from "../store/keys.ts";
import { type Ask, type Found, type Outcome, problem } from "./result.ts";

const HOUR = 3_600_000;
const NEWS_AGE = 48 * HOUR;

/** @param inputs what the file is made of beside the site. */
async function file(
  { release }: Ask,
  build: string,
  url: string,
  format: CrawlerFormat,
  inputs: Record<string, string> = {},
  headers: HeaderFormat = "xml",
): Promise<Found> {
  const address = crawlerAddress(format, { build, site: await release.siteHash() }, inputs);
  return { kind: "found", url, address, release: release.hash, headers };
}

/** Every article, newest first. */
const everything = async ({ release }: Ask): Promise<LeafRef[]> => (await release.list("all")) ?? [];

/** GET /sitemap.xml */
export const sitemapIndex = (build: string) => async (ask: Ask) =>
  file(ask, build, SITEMAP_PATH, "sitemap-index.xml", { parts: String((await everything(ask)).length) });

/**
 * GET /sitemap-{part}.xml: a leaf each, numbered from the oldest, so that what a crawler has read in the index keeps its
 * address when something is published.
 */
export const sitemapPart =
  (build: string) =>
  async (ask: Ask): Promise<Outcome> => {
    const [, part = ""] = /-(\w+)/.exec(ask.params.part ?? "") ?? [];
    const url = sitemapPartPath(part);
    if (part === PAGES_PART) return file(ask, build, url, "sitemap-pages.xml");
    const leaf = (await everything(ask)).at(-Number(part));
    return leaf ? file(ask, build, url, "sitemap.xml", { leaves: leaf[0] }) : problem("not_found");
  };

/**
 * GET /news-sitemap.xml: of the last two days (Google News). It becomes another one with the hour, which is the only
 * time that its address knows.
 */
export const newsSitemap =
  (build: string, now: () => number) =>
  async (ask: Ask): Promise<Outcome> => {
    const nextHour = Math.ceil((now() + 1) / HOUR) * HOUR;
    // Nothing is older than two days when the hour ends.
    const since = new Date(nextHour - NEWS_AGE).toISOString();
    const leaves = newsLeaves(await everything(ask), since);
    const found = await file(ask, build, NEWS_SITEMAP_PATH, "news-sitemap.xml", { since, leaves });
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
export const robots = (build: string) => async (ask: Ask) =>
  file(ask, build, ROBOTS_PATH, "robots.txt", {}, "text");

/** GET /llms.txt */
export const llms = (build: string) => async (ask: Ask) => {
  const [newest] = await everything(ask);
  return file(ask, build, LLMS_PATH, "llms.txt", { leaves: newest?.[0] ?? "" }, "text");
};
