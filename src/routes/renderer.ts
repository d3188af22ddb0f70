// Address → bytes. The edge cache stands in front of this (worker.ts), keyed by the address, so it runs once for
// each representation; only what succeeded may be kept.
import type { StoredArticle } from "../article/article.ts";
import { PICTURE_TYPES } from "../article/paths.ts";
import { IMMUTABLE, NO_STORE } from "../http/cache-policy.ts";
import type { Locale } from "../i18n/locales.ts";
import { pageOf, renderArticle, renderDirectory, renderIds, renderList } from "../render/api/json.ts";
import { renderChanges, renderOffline, renderSnapshot } from "../render/api/sync.ts";
import { renderLlms } from "../render/crawlers/llms.ts";
import { renderRobots } from "../render/crawlers/robots.ts";
import {
  renderNewsSitemap,
  renderPagesSitemap,
  renderSitemap,
  renderSitemapIndex,
} from "../render/crawlers/sitemap.ts";
import { renderCard } from "../render/embeds/card.ts";
import { renderFragment } from "../render/embeds/fragment.ts";
import { renderFull } from "../render/embeds/full.ts";
import { renderHosted } from "../render/embeds/hosted.ts";
import { renderListEmbed } from "../render/embeds/list-embed.ts";
import { LOADER } from "../render/embeds/loader.ts";
import { buildOembed, oembedJson, oembedXml, type Room } from "../render/embeds/oembed.ts";
import { renderAtom } from "../render/feeds/atom.ts";
import type { FeedView } from "../render/feeds/feed.ts";
import { renderJsonFeed } from "../render/feeds/json-feed.ts";
import { renderRss } from "../render/feeds/rss.ts";
import { renderArticlePage } from "../render/pages/article-page.ts";
import { renderListPage } from "../render/pages/list-page.ts";
import { renderMarkdown } from "../render/pages/markdown.ts";
import {
  type DirectoryKind,
  type Format,
  lookOf,
  parseChangesInputs,
  parseIdsInputs,
  parseLeaves,
  parseListInputs,
} from "../render/representation-key.ts";
import type { ArticleView, ListView, RowsView } from "../render/view.ts";
import type { Documents } from "../store/documents.ts";
import { type Leaf, LOG_PAGE_MAX, type LogPage, type Site } from "../store/format.ts";
import { type Hash, hashOf } from "../store/keys.ts";
import type { ObjectStore } from "../store/objects.ts";
import { ReleaseIndex } from "../store/release-index.ts";
import { Unavailable } from "../store/single-flight.ts";
import { countArticles } from "./facets.ts";

interface Inputs {
  objects: ObjectStore;
  documents: Documents;
  /** Milliseconds since 1970. */
  now: number;
  origin: string;
  /** Segments of the address after its format. */
  args: string[];
  query: URLSearchParams;
}

async function renderDirectoryOf(inputs: Inputs): Promise<string> {
  const { objects, origin, query, args } = inputs;
  const [, , kind, hash] = args as [string, string, DirectoryKind, Hash];
  const locale = query.get("locale") as Locale;
  const release = await ReleaseIndex.open(objects, query.get("release") ?? "");
  const counts = await countArticles(release, kind, locale);
  if ((await hashOf(JSON.stringify(counts))) !== hash) throw new Unavailable("the release has other counts");
  return renderDirectory(kind, locale, await readSite(inputs), counts, origin);
}

/** The site by the release that the gateway names; the address names the site's hash, and has the last word. */
async function readSite({ objects, query, args: [, hash] }: Inputs): Promise<Site> {
  const release = await ReleaseIndex.open(objects, query.get("release") ?? "");
  if ((await release.siteHash()) !== hash) throw new Unavailable("the release has another site");
  return release.site();
}

async function articleView(inputs: Inputs): Promise<ArticleView> {
  const { objects, origin, query, args } = inputs;
  const [site, article] = await Promise.all([readSite(inputs), objects.read<StoredArticle>(args[2] ?? "")]);
  return { article, site, origin, ...lookOf(query) };
}

async function listView(inputs: Inputs): Promise<ListView> {
  const { origin, query } = inputs;
  const page = parseListInputs(query);
  const [site, rows] = await Promise.all([readSite(inputs), rowsOf(inputs)]);
  const { locale, filter, cursor } = page;
  return {
    locale,
    filter,
    list: pageOf(rows, page),
    cursor,
    site,
    origin,
    ...lookOf(query),
  };
}

/** The list's first page with the whole articles. */
async function feedView(inputs: Inputs): Promise<FeedView> {
  const { list, ...view } = await listView(inputs);
  const articles = await inputs.objects.readAll<StoredArticle>(list.items.map(({ revision }) => revision));
  return { ...view, articles };
}

/** Rows of the leaves that the address names, and the names of the site. */
async function rowsView(inputs: Inputs): Promise<RowsView> {
  const [site, rows] = await Promise.all([readSite(inputs), rowsOf(inputs)]);
  return { rows, site, origin: inputs.origin };
}

const rowsOf = async ({ objects, query }: Inputs): Promise<Leaf> =>
  (await objects.readAll<Leaf>(parseLeaves(query))).flat();

const roomOf = (query: URLSearchParams): Room => {
  const limit = (name: string) => Number(query.get(name) ?? Number.POSITIVE_INFINITY);
  return { maxwidth: limit("maxwidth"), maxheight: limit("maxheight") };
};

/** A new format is a row here. `null`: there is nothing by this address. */
const FORMATS: Record<Format, (inputs: Inputs) => Promise<string | Uint8Array<ArrayBuffer> | null>> = {
  "article.json": async ({ objects, origin, args: [, article = ""] }) =>
    renderArticle(await objects.read<StoredArticle>(article), article, origin),

  "list.json": async (inputs) =>
    renderList(await rowsOf(inputs), parseListInputs(inputs.query), inputs.origin),

  "article.html": async (inputs) => renderArticlePage(await articleView(inputs)),
  "article.md": async (inputs) => renderMarkdown(await articleView(inputs)),
  "card.html": async (inputs) => renderCard(await articleView(inputs)),
  "hosted.html": async (inputs) => renderHosted(await articleView(inputs)),
  "full.html": async (inputs) => renderFull(await articleView(inputs)),
  "fragment.html": async (inputs) => renderFragment(await articleView(inputs)),
  "list.html": async (inputs) => renderListPage(await listView(inputs)),
  "list-embed.html": async (inputs) => renderListEmbed(await listView(inputs)),
  "feed.atom": async (inputs) => renderAtom(await feedView(inputs)),
  "feed.rss": async (inputs) => renderRss(await feedView(inputs)),
  "feed.json": async (inputs) => renderJsonFeed(await feedView(inputs)),

  "sitemap-index.xml": async ({ origin, query }) => renderSitemapIndex(Number(query.get("parts")), origin),
  "sitemap-pages.xml": async (inputs) => renderPagesSitemap(await readSite(inputs), inputs.origin),
  "sitemap.xml": async (inputs) => renderSitemap(await rowsOf(inputs), inputs.origin),
  "news-sitemap.xml": async (inputs) =>
    renderNewsSitemap(await rowsView(inputs), inputs.query.get("since") ?? ""),
  "robots.txt": async ({ origin }) => renderRobots(origin),
  "llms.txt": async (inputs) => renderLlms(await rowsView(inputs)),

  "oembed.json": async (inputs) => oembedJson(buildOembed(await articleView(inputs), roomOf(inputs.query))),
  "oembed.xml": async (inputs) => oembedXml(buildOembed(await articleView(inputs), roomOf(inputs.query))),
  "loader.js": async () => LOADER,

  "ids.json": async ({ objects, origin, query }) => {
    const { articles } = parseIdsInputs(query);
    return renderIds(articles, await objects.readAll<StoredArticle>(articles), origin);
  },

  "directory.json": renderDirectoryOf,

  "sync.json": async (inputs) => {
    const { query, origin } = inputs;
    const list = parseListInputs(query);
    return renderSnapshot(await rowsOf(inputs), list, query.get("token") ?? "", origin);
  },

  "changes.json": async ({ objects, origin, args }) => {
    const changes = parseChangesInputs(args);
    const { page, from } = changes;
    const entries = page === null ? [] : await objects.readIndex<LogPage>(page);
    return renderChanges(entries.slice(from, from + LOG_PAGE_MAX), changes, origin);
  },

  "offline.json": async (inputs) =>
    renderOffline(await rowsOf(inputs), parseListInputs(inputs.query), inputs.origin),

  media: async ({ objects, now, args: [hash = "", extension = ""] }) => {
    const type = PICTURE_TYPES[extension];
    return type === undefined ? null : objects.readMedia(hash, type, now);
  },

  document: ({ documents, origin, args: [file = ""] }) => documents.read(file, origin),
};

const isFormat = (name: string): name is Format => Object.hasOwn(FORMATS, name);

/** @param now milliseconds since 1970. @returns 200 with the bytes, kept for ever; 404 if there is nothing by the address; 503 if storage failed. */
export async function renderAddress(
  request: Request,
  objects: ObjectStore,
  documents: Documents,
  now: number,
): Promise<Response> {
  const { origin, pathname, searchParams: query } = new URL(request.url);
  const [format = "", ...args] = pathname.slice(1).split("/");
  const refuse = (status: number) => new Response(null, { status, headers: { "cache-control": NO_STORE } });
  try {
    const body = isFormat(format)
      ? await FORMATS[format]({ objects, documents, now, origin, args, query })
      : null;
    return body === null ? refuse(404) : new Response(body, { headers: { "cache-control": IMMUTABLE } });
  } catch (error) {
    console.error("renderer:", format, error);
    return refuse(503);
  }
}
