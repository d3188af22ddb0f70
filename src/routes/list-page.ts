// Lists for readers: the front page, a section, an author, the latest of a section for an iframe, and feeds. The same
// lists as behind the API (list.ts), a page at a time.
import {
  authorPagePath,
  type FeedFormat,
  feedPath,
  frontPath,
  sectionEmbedPath,
  sectionPagePath,
} from "../article/paths.ts";
import type { HeaderFormat } from "../http/headers.ts";
import { oneOf, searchOf, single } from "../http/query.ts";
import { parseCursor } from "../render/cursor.ts";
import { type ListFormat, listHtmlAddress, THEMES } from "../render/representation-key.ts";
import type { ListKey } from "../store/format.ts";
import { listInputs } from "./list.ts";
import { type Ask, type Outcome, problem } from "./result.ts";

export interface ListDoor {
  path: (locale: string, id: string) => string;
  filter: (id: string) => ListKey;
  format: Exclude<ListFormat, "list.json">;
  headers: HeaderFormat;
  /** Items on a page. */
  limit: number;
  /** Whether it is read page by page (`?cursor=`), or shows the newest only. */
  paged: boolean;
  themed?: true;
}

const PAGE = { format: "list.html", headers: "page", limit: 20, paged: true } as const;

export const LIST_DOORS = {
  // A lead and whole rows of three below it.
  front: { path: frontPath, filter: () => "all", ...PAGE, limit: 19 },
  section: { path: sectionPagePath, filter: (id) => `s:${id}`, ...PAGE },
  author: { path: authorPagePath, filter: (id) => `a:${id}`, ...PAGE },
  sectionEmbed: {
    path: sectionEmbedPath,
    filter: (id) => `s:${id}`,
    format: "list-embed.html",
    headers: "listEmbed",
    limit: 5,
    paged: false,
    themed: true,
  },
} as const satisfies Record<string, ListDoor>;

/** The newest articles of everything or of a section, with their whole text. */
export const feedDoor = (format: FeedFormat, of: "front" | "section"): ListDoor => ({
  path: (locale, id) => feedPath(locale, format, of === "section" ? id : undefined),
  filter: LIST_DOORS[of].filter,
  format: `feed.${format}`,
  headers: `feed.${format}`,
  limit: 20,
  paged: false,
});

/** GET a list behind `door`. */
export const listPage =
  (door: ListDoor, build: string) =>
  async ({ release, locale, params: { id = "" }, query }: Ask): Promise<Outcome> => {
    const filter = door.filter(id);
    const theme = door.themed ? oneOf(query, "theme", THEMES) : null;
    const cursor = door.paged ? single(query, "cursor") : null;
    if (cursor !== null && !parseCursor(cursor, filter)) return problem("invalid_cursor");
    const leaves = await release.list(filter);
    if (!leaves) return problem("not_found");
    const page = listInputs(leaves, { locale, filter, fallback: true, limit: door.limit, cursor });
    // How many more there are is nothing to what shows the newest only.
    const inputs = door.paged ? page : { ...page, total: 0, more: false };
    return {
      kind: "found",
      url: door.path(locale, id) + searchOf({ cursor, theme }),
      address: listHtmlAddress(door.format, { build, site: await release.siteHash() }, inputs, {
        ...(theme && { theme }),
      }),
      release: release.hash,
      headers: door.headers,
      language: locale,
    };
  };
