// All formats that the Worker renders, by the name that begins their representation keys.
import type { StoredArticle } from "../article/article.ts";
import { PICTURE_TYPES } from "../article/paths.ts";
import { renderDirectory, renderIds, renderList } from "../render/api/json.ts";
import { renderChanges, renderOffline, renderSnapshot } from "../render/api/sync.ts";
import { renderLlms } from "../render/crawlers/llms.ts";
import { renderRobots } from "../render/crawlers/robots.ts";
import {
  renderNewsSitemap,
  renderPagesSitemap,
  renderSitemap,
  renderSitemapIndex,
} from "../render/crawlers/sitemap.ts";
import { renderListEmbed } from "../render/embeds/list-embed.ts";
import { LOADER } from "../render/embeds/loader.ts";
import { buildOembed, oembedJson, oembedXml } from "../render/embeds/oembed.ts";
import { renderAtom } from "../render/feeds/atom.ts";
import { renderJsonFeed } from "../render/feeds/json-feed.ts";
import { renderRss } from "../render/feeds/rss.ts";
import { renderListPage } from "../render/pages/list-page.ts";
import { parseChangesInputs, parseIdsInputs, parseListInputs } from "../render/representation-key.ts";
import { LOG_PAGE_MAX, type LogPage } from "../store/format.ts";
import { ARTICLE_FORMATS, type FormatRow } from "./article-formats.ts";
import { LIST_EMBED, PAGE } from "./document-parts.ts";
import {
  parseMaximumSize,
  readArticleView,
  readDirectoryView,
  readFeedView,
  readListView,
  readRows,
  readRowsView,
  readSite,
} from "./render-inputs.ts";

const API = { headers: "json", errors: "problem" } as const;
const XML = { headers: "xml", errors: "problem" } as const;
const TEXT = { headers: "text", errors: "problem" } as const;

export const FORMATS = {
  ...ARTICLE_FORMATS,

  "list.json": {
    ...API,
    render: async (inputs) =>
      renderList(await readRows(inputs), parseListInputs(inputs.query), inputs.origin),
  },
  "ids.json": {
    ...API,
    render: async ({ objects, origin, query }) => {
      const { articles } = parseIdsInputs(query);
      return renderIds(articles, await objects.readAll<StoredArticle>(articles), origin);
    },
  },
  "directory.json": {
    ...API,
    render: async (inputs) => {
      const { kind, locale, site, counts } = await readDirectoryView(inputs);
      return renderDirectory(kind, locale, site, counts, inputs.origin);
    },
  },
  "sync.json": {
    ...API,
    render: async (inputs) => {
      const { query, origin } = inputs;
      const list = parseListInputs(query);
      return renderSnapshot(await readRows(inputs), list, query.get("token") ?? "", origin);
    },
  },
  "changes.json": {
    ...API,
    render: async ({ objects, origin, args }) => {
      const changes = parseChangesInputs(args);
      const { page, from } = changes;
      const entries = page === null ? [] : await objects.readIndex<LogPage>(page);
      return renderChanges(entries.slice(from, from + LOG_PAGE_MAX), changes, origin);
    },
  },
  "offline.json": {
    ...API,
    render: async (inputs) =>
      renderOffline(await readRows(inputs), parseListInputs(inputs.query), inputs.origin),
  },

  "list.html": {
    headers: "page",
    errors: "page",
    document: PAGE,
    render: async (inputs) => renderListPage(await readListView(inputs)),
  },
  "list-embed.html": {
    headers: "listEmbed",
    errors: "card",
    document: LIST_EMBED,
    render: async (inputs) => renderListEmbed(await readListView(inputs)),
  },

  "feed.atom": {
    headers: "feed.atom",
    errors: "problem",
    render: async (inputs) => renderAtom(await readFeedView(inputs)),
  },
  "feed.rss": {
    headers: "feed.rss",
    errors: "problem",
    render: async (inputs) => renderRss(await readFeedView(inputs)),
  },
  "feed.json": {
    headers: "feed.json",
    errors: "problem",
    render: async (inputs) => renderJsonFeed(await readFeedView(inputs)),
  },

  "sitemap-index.xml": {
    ...XML,
    render: async ({ origin, query }) => renderSitemapIndex(Number(query.get("parts")), origin),
  },
  "sitemap-pages.xml": {
    ...XML,
    render: async (inputs) => renderPagesSitemap(await readSite(inputs), inputs.origin),
  },
  "sitemap.xml": {
    ...XML,
    render: async (inputs) => renderSitemap(await readRows(inputs), inputs.origin),
  },
  "news-sitemap.xml": {
    ...XML,
    render: async (inputs) => renderNewsSitemap(await readRowsView(inputs), inputs.query.get("since") ?? ""),
  },
  "robots.txt": { ...TEXT, render: async ({ origin }) => renderRobots(origin) },
  "llms.txt": { ...TEXT, render: async (inputs) => renderLlms(await readRowsView(inputs)) },

  "oembed.json": {
    ...API,
    render: async (inputs) =>
      oembedJson(buildOembed(await readArticleView(inputs), parseMaximumSize(inputs.query))),
  },
  "oembed.xml": {
    ...XML,
    render: async (inputs) =>
      oembedXml(buildOembed(await readArticleView(inputs), parseMaximumSize(inputs.query))),
  },
  "loader.js": { headers: "script", errors: "card", render: async () => LOADER },

  media: {
    headers: null,
    errors: "problem",
    render: async ({ objects, now, args: [hash = "", extension = ""] }) => {
      const type = PICTURE_TYPES[extension];
      return type === undefined ? null : objects.readMedia(hash, type, now);
    },
  },
  document: {
    headers: null,
    errors: "page",
    render: ({ documents, origin, args: [file = ""] }) => documents.read(file, origin),
  },
} as const satisfies Record<string, FormatRow>;

export type Format = keyof typeof FORMATS;
