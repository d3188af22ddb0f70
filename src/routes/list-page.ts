// Lists for readers: the front page, a section, an author, the latest of a section for an iframe, and feeds. The same
// lists as in the API (list.ts), a page at a time.
import {
  authorPagePath,
  FEED_FORMATS,
  FEED_PATHS,
  type FeedFormat,
  frontPath,
  SECTION_FEED_PATHS,
  sectionEmbedPath,
  sectionPagePath,
} from "../article/paths.ts";
import { oneOf, searchOf, single } from "../http/query.ts";
import { parseCursor } from "../render/cursor.ts";
import { listPageKey, THEMES } from "../render/representation-key.ts";
import type { ListKey } from "../store/format.ts";
import { FORMATS } from "./formats.ts";
import { listInputs } from "./list.ts";
import { problem, type RequestContext, type Result } from "./result.ts";

export interface ListRoute {
  /** @param id of the section or the author, unused where the list is of all articles. */
  path: ((locale: string, id: string) => string) & { template: string };
  filter: (id: string) => ListKey;
  format: "list.html" | "list-embed.html" | `feed.${FeedFormat}`;
  /** Items on a page. */
  limit: number;
  /** Whether it is read page by page (`?cursor=`), or shows the newest only. */
  paged: boolean;
  themed?: true;
}

const all = (): ListKey => "all";
const ofSection = (id: string): ListKey => `s:${id}`;
const ofAuthor = (id: string): ListKey => `a:${id}`;
const PAGE = { format: "list.html", limit: 20, paged: true } as const;
const FEED = { limit: 20, paged: false } as const;

export const LIST_ROUTES: readonly ListRoute[] = [
  // A lead and whole rows of three below it.
  { path: frontPath, filter: all, ...PAGE, limit: 19 },
  { path: sectionPagePath, filter: ofSection, ...PAGE },
  { path: authorPagePath, filter: ofAuthor, ...PAGE },
  {
    path: sectionEmbedPath,
    filter: ofSection,
    format: "list-embed.html",
    limit: 5,
    paged: false,
    themed: true,
  },
  ...FEED_FORMATS.flatMap((feed): ListRoute[] => [
    { path: FEED_PATHS[feed], filter: all, format: `feed.${feed}`, ...FEED },
    { path: SECTION_FEED_PATHS[feed], filter: ofSection, format: `feed.${feed}`, ...FEED },
  ]),
];

/** GET the list of a route. */
export const listPage =
  ({ path, filter: filterOf, format, limit, paged, themed }: ListRoute, build: string) =>
  async ({ release, locale, params: { section, author }, query }: RequestContext): Promise<Result> => {
    const id = section ?? author ?? "";
    const filter = filterOf(id);
    const theme = themed ? oneOf(query, "theme", THEMES) : null;
    const cursor = paged ? single(query, "cursor") : null;
    if (cursor !== null && !parseCursor(cursor, filter)) return problem("invalid_cursor");
    const leaves = await release.list(filter);
    if (!leaves) return problem("not_found");
    const page = listInputs(leaves, { locale, filter, fallback: true, limit, cursor });
    // The number of older articles is no input of what shows the newest only.
    const inputs = paged ? page : { ...page, total: 0, more: false };
    return {
      kind: "representation",
      url: path(locale, id) + searchOf({ cursor, theme }),
      key: listPageKey(format, { build, site: await release.siteHash() }, inputs, {
        ...(theme && { theme }),
      }),
      release: release.hash,
      headers: FORMATS[format].headers,
      language: locale,
    };
  };
