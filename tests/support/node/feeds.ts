// The feeds of a content folder, by the real compile and render code.
import type { StoredArticle } from "../../../src/article/article.ts";
import type { FeedFormat } from "../../../src/article/paths.ts";
import type { Locale } from "../../../src/i18n/locales.ts";
import { renderAtom } from "../../../src/render/feeds/atom.ts";
import type { FeedView } from "../../../src/render/feeds/feed.ts";
import { renderJsonFeed } from "../../../src/render/feeds/json-feed.ts";
import { renderRss } from "../../../src/render/feeds/rss.ts";
import { compileFolder } from "./compiled.ts";
import type { Newsroom } from "./newsroom.ts";

const RENDERERS: Record<FeedFormat, (view: FeedView) => string> = {
  atom: renderAtom,
  rss: renderRss,
  json: renderJsonFeed,
};

export interface Feeds {
  /** Text of a feed. @param section whose; without one that of everything. */
  feed(format: FeedFormat, locale: Locale, section?: string): string;
}

/** @param origin of the URLs. */
export async function feedsOf({ folder }: Newsroom, origin = "https://visnyk.example"): Promise<Feeds> {
  const { site, articles, stored } = await compileFolder(folder);
  const read = (revision: string) => stored.get(revision) as StoredArticle;
  return {
    feed: (format, locale, section) =>
      RENDERERS[format]({
        locale,
        filter: section === undefined ? "all" : `s:${section}`,
        articles: articles
          .filter(({ row }) => section === undefined || row.section === section)
          .flatMap(({ row }) => row.editions[locale]?.revision ?? [])
          .map(read),
        site,
        origin,
      }),
  };
}
