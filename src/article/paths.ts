// The URL contract as functions: every path that we ever link or redirect to is built here, root-relative.
import { type PathTemplate, pathTemplate } from "./uri-template.ts";

export const articleApiPath = pathTemplate("/v1/{locale}/articles/{slug}");

export const articlePagePath = pathTemplate("/{locale}/articles/{slug}");

export const MARKDOWN_SUFFIX = ".md";
export const markdownPath = pathTemplate(`/{locale}/articles/{slug}${MARKDOWN_SUFFIX}`);

export const cardPath = pathTemplate("/embed/{locale}/articles/{slug}");

/** The card for oEmbed hosts. */
export const hostedPath = pathTemplate("/embed/{locale}/articles/{slug}/hosted");

/** The whole article for an iframe. */
export const fullPath = pathTemplate("/embed/{locale}/articles/{slug}/full");

export const fragmentPath = pathTemplate("/fragment/{locale}/articles/{slug}");

/** The article with the locale left to Accept-Language. */
export const negotiatedArticleApiPath = pathTemplate("/v1/articles/{slug}");

/** Leads to the page in the reader's language. */
export const negotiatedArticlePath = pathTemplate("/articles/{slug}");

/** @param page root-relative; the origin comes before it where the answer is made (render/links.ts). */
export const oembedPath = (page: string): string => `${OEMBED_PATH}?url=${encodeURIComponent(page)}`;

export const OEMBED_PATH = "/oembed";
export const LOADER_PATH = "/embed/1.js";
export const frontPath = pathTemplate("/{locale}");

export const sectionPagePath = pathTemplate("/{locale}/sections/{section}");

export const authorPagePath = pathTemplate("/{locale}/authors/{author}");

/** "Latest in section", for an iframe. */
export const sectionEmbedPath = pathTemplate("/embed/{locale}/sections/{section}");

/** Formats of feeds, by the extension of their URLs, with their media types (RFC 4287, RSS 2.0, JSON Feed 1.1). */
export const FEED_TYPES = {
  atom: "application/atom+xml",
  rss: "application/rss+xml",
  json: "application/feed+json",
} as const;
export type FeedFormat = keyof typeof FEED_TYPES;
export const FEED_FORMATS = Object.keys(FEED_TYPES) as FeedFormat[];

/** Of all articles. */
export const FEED_PATHS = {
  atom: pathTemplate("/{locale}/feed.atom"),
  rss: pathTemplate("/{locale}/feed.rss"),
  json: pathTemplate("/{locale}/feed.json"),
} as const satisfies Record<FeedFormat, PathTemplate>;

export const SECTION_FEED_PATHS = {
  atom: pathTemplate("/{locale}/sections/{section}/feed.atom"),
  rss: pathTemplate("/{locale}/sections/{section}/feed.rss"),
  json: pathTemplate("/{locale}/sections/{section}/feed.json"),
} as const satisfies Record<FeedFormat, PathTemplate>;

/** @param section `undefined` for the feed of all articles. */
export const feedPath = (locale: string, format: FeedFormat, section?: string): string =>
  section === undefined ? FEED_PATHS[format](locale) : SECTION_FEED_PATHS[format](locale, section);

export const ROBOTS_PATH = "/robots.txt";
export const LLMS_PATH = "/llms.txt";
export const SITEMAP_PATH = "/sitemap.xml";
export const NEWS_SITEMAP_PATH = "/news-sitemap.xml";

/** A part of the sitemap; it stands at the root, since a sitemap speaks for what is below it only. */
export const sitemapPartPath = (part: string): string => `/sitemap-${part}.xml`;

export const listApiPath = pathTemplate("/v1/{locale}/articles");

export const NEGOTIATED_LIST_API_PATH = "/v1/articles";

export const sectionApiPath = (locale: string, section: string): string =>
  `${listApiPath(locale)}?section=${encodeURIComponent(section)}`;

export const sectionsApiPath = pathTemplate("/v1/{locale}/sections");

export const authorsApiPath = pathTemplate("/v1/{locale}/authors");

export const authorApiPath = (locale: string, author: string): string =>
  `${listApiPath(locale)}?author=${encodeURIComponent(author)}`;

export const syncPath = (locale: string, since: string): string =>
  `/v1/${locale}/sync${since && `?since=${since}`}`;

export const offlinePath = pathTemplate("/v1/{locale}/offline");

/** One revision of an article, for good. @param api of the article. */
export const revisionPath = (api: string, revision: string): string => `${api}?revision=${revision}`;

/** An article's `links`, in the order of the JSON. */
export const LINKS = {
  self: articleApiPath,
  page: articlePagePath,
  embed: cardPath,
  fragment: fragmentPath,
  oembed: (locale, slug) => oembedPath(articlePagePath(locale, slug)),
  section: (locale, _slug, section) => sectionApiPath(locale, section),
  markdown: markdownPath,
} as const satisfies Record<string, (locale: string, slug: string, section: string) => string>;

export type LinkName = keyof typeof LINKS;

export const OPENAPI_PATH = "/v1/openapi.json";

/** The contract for people. */
export const docsPath = pathTemplate("/docs/{locale}");

export const problemPath = pathTemplate("/problems/{code}");

export const mediaPath = pathTemplate("/media/{hash}/{name}");

/** A picture is named for its article, so that a request for one tells which article to ask about it. */
export const mediaName = (articleId: string, extension: string): string => `${articleId}.${extension}`;

/** The article id in a media file's name; ids hold no dot. */
export const articleIdOfMedia = (name: string): string => name.slice(0, name.indexOf("."));

/** File extension → media type, for every picture that we publish. */
export const PICTURE_TYPES: Readonly<Record<string, string>> = {
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  avif: "image/avif",
};
