// Reads for a renderer the objects that a representation key names.
import type { StoredArticle } from "../article/article.ts";
import type { Locale } from "../i18n/locales.ts";
import { pageOf } from "../render/api/json.ts";
import type { MaximumSize } from "../render/embeds/oembed.ts";
import type { FeedView } from "../render/feeds/feed.ts";
import {
  type DirectoryKind,
  parseLeaves,
  parseListInputs,
  parseRenderOptions,
} from "../render/representation-key.ts";
import type { ArticleView, ListView, RowsView } from "../render/view.ts";
import { countArticles } from "../store/article-counts.ts";
import type { Documents } from "../store/documents.ts";
import type { Leaf, Site } from "../store/format.ts";
import { type Hash, hashOf } from "../store/keys.ts";
import type { ObjectStore } from "../store/objects.ts";
import { ReleaseIndex } from "../store/release-index.ts";
import { Unavailable } from "../store/single-flight.ts";

export interface RenderInputs {
  objects: ObjectStore;
  documents: Documents;
  /** Milliseconds since 1970. */
  now: number;
  origin: string;
  /** Segments of the key after its format. */
  args: string[];
  query: URLSearchParams;
}

/** The site by the release that the gateway names; the key names the site's hash, and has the last word. */
export async function readSite({ objects, query, args: [, hash] }: RenderInputs): Promise<Site> {
  const release = await ReleaseIndex.open(objects, query.get("release") ?? "");
  if ((await release.siteHash()) !== hash) throw new Unavailable("the release has another site");
  return release.site();
}

export async function readArticleView(inputs: RenderInputs): Promise<ArticleView> {
  const { objects, origin, query, args } = inputs;
  const [site, article] = await Promise.all([readSite(inputs), objects.read<StoredArticle>(args[2] ?? "")]);
  return { article, site, origin, ...parseRenderOptions(query) };
}

export async function readListView(inputs: RenderInputs): Promise<ListView> {
  const { origin, query } = inputs;
  const page = parseListInputs(query);
  const [site, rows] = await Promise.all([readSite(inputs), readRows(inputs)]);
  const { locale, filter, cursor } = page;
  return {
    locale,
    filter,
    list: pageOf(rows, page),
    cursor,
    site,
    origin,
    ...parseRenderOptions(query),
  };
}

/** The list's first page with the whole articles. */
export async function readFeedView(inputs: RenderInputs): Promise<FeedView> {
  const { list, ...view } = await readListView(inputs);
  const articles = await inputs.objects.readAll<StoredArticle>(list.items.map(({ revision }) => revision));
  return { ...view, articles };
}

/** Rows of the leaves that the key names, and the names of the site. */
export async function readRowsView(inputs: RenderInputs): Promise<RowsView> {
  const [site, rows] = await Promise.all([readSite(inputs), readRows(inputs)]);
  return { rows, site, origin: inputs.origin };
}

export const readRows = async ({ objects, query }: RenderInputs): Promise<Leaf> =>
  (await objects.readAll<Leaf>(parseLeaves(query))).flat();

export interface DirectoryView {
  kind: DirectoryKind;
  locale: Locale;
  site: Site;
  /** Numbers of articles by id. */
  counts: Record<string, number>;
}

export async function readDirectoryView(inputs: RenderInputs): Promise<DirectoryView> {
  const { objects, query, args } = inputs;
  const [, , kind, hash] = args as [string, string, DirectoryKind, Hash];
  const locale = query.get("locale") as Locale;
  const release = await ReleaseIndex.open(objects, query.get("release") ?? "");
  const counts = await countArticles(release, kind, locale);
  if ((await hashOf(JSON.stringify(counts))) !== hash) throw new Unavailable("the release has other counts");
  return { kind, locale, site: await readSite(inputs), counts };
}

/** The host's limits for an oEmbed; none where it says nothing. */
export const parseMaximumSize = (query: URLSearchParams): MaximumSize => {
  const limit = (name: string) => Number(query.get(name) ?? Number.POSITIVE_INFINITY);
  return { maxwidth: limit("maxwidth"), maxheight: limit("maxheight") };
};
