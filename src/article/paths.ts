// The URL contract as functions: every path that we ever link or redirect to is built here, root-relative.

/** `/{locale}/articles/{slug}`, the tail that an article has behind every door. */
const articleTail = (locale: string, slug: string): string =>
  `/${locale}/articles/${encodeURIComponent(slug)}`;

export const articleApiPath = (locale: string, slug: string): string => `/v1${articleTail(locale, slug)}`;

export const articlePagePath = articleTail;

export const markdownPath = (locale: string, slug: string): string =>
  articleTail(locale, slug) + MARKDOWN_SUFFIX;

export const cardPath = (locale: string, slug: string): string => `/embed${articleTail(locale, slug)}`;

/** The card for oEmbed hosts. */
export const hostedPath = (locale: string, slug: string): string => `${cardPath(locale, slug)}/hosted`;

/** The whole article for an iframe. */
export const fullPath = (locale: string, slug: string): string => `${cardPath(locale, slug)}/full`;

export const fragmentPath = (locale: string, slug: string): string => `/fragment${articleTail(locale, slug)}`;

/** The article with the locale left to Accept-Language. */
export const negotiatedArticleApiPath = (slug: string): string => `/v1${negotiatedArticlePath(slug)}`;

/** Leads to the page in the reader's language. */
export const negotiatedArticlePath = (slug: string): string => `/articles/${encodeURIComponent(slug)}`;

/** @param page root-relative; the origin comes before it where the answer is made (render/links.ts). */
export const oembedPath = (page: string): string => `${OEMBED_PATH}?url=${encodeURIComponent(page)}`;

export const OEMBED_PATH = "/oembed";
export const LOADER_PATH = "/embed/1.js";
export const MARKDOWN_SUFFIX = ".md";

export const frontPath = (locale: string): string => `/${locale}`;

const sectionTail = (locale: string, section: string): string =>
  `/${locale}/sections/${encodeURIComponent(section)}`;

export const sectionPagePath = sectionTail;

/** "Latest in section", for an iframe. */
export const sectionEmbedPath = (locale: string, section: string): string =>
  `/embed${sectionTail(locale, section)}`;

/** Formats of feeds, by the extension of their URLs, with their media types (RFC 4287, RSS 2.0, JSON Feed 1.1). */
export const FEED_TYPES = {
  atom: "application/atom+xml",
  rss: "application/rss+xml",
  json: "application/feed+json",
} as const;
export type FeedFormat = keyof typeof FEED_TYPES;
export const FEED_FORMATS = Object.keys(FEED_TYPES) as FeedFormat[];

/** @param section whose feed it is; without one that of everything. */
export const feedPath = (locale: string, format: FeedFormat, section?: string): string =>
  `${section === undefined ? frontPath(locale) : sectionTail(locale, section)}/feed.${format}`;

export const authorPagePath = (locale: string, author: string): string =>
  `/${locale}/authors/${encodeURIComponent(author)}`;

export const ROBOTS_PATH = "/robots.txt";
export const LLMS_PATH = "/llms.txt";
export const SITEMAP_PATH = "/sitemap.xml";
export const NEWS_SITEMAP_PATH = "/news-sitemap.xml";

/** A part of the sitemap; it stands at the root, since a sitemap speaks for what is below it only. */
export const sitemapPartPath = (part: string): string => `/sitemap-${part}.xml`;

export const listApiPath = (locale: string): string => `/v1/${locale}/articles`;

export const NEGOTIATED_LIST_API_PATH = "/v1/articles";

export const sectionApiPath = (locale: string, section: string): string =>
  `${listApiPath(locale)}?section=${encodeURIComponent(section)}`;

export const sectionsApiPath = (locale: string): string => `/v1/${locale}/sections`;

export const authorsApiPath = (locale: string): string => `/v1/${locale}/authors`;

export const authorApiPath = (locale: string, author: string): string =>
  `${listApiPath(locale)}?author=${encodeURIComponent(author)}`;

export const syncPath = (locale: string, since: string): string =>
  `/v1/${locale}/sync${since && `?since=${since}`}`;

export const offlinePath = (locale: string): string => `/v1/${locale}/offline`;

/** One revision of an article, for good. @param api of the article. */
export const revisionPath = (api: string, revision: string): string => `${api}?revision=${revision}`;

export const OPENAPI_PATH = "/v1/openapi.json";

/** The contract for people. */
export const docsPath = (locale: string): string => `/docs/${locale}`;

export const problemPath = (code: string): string => `/problems/${code}`;

export const mediaPath = (hash: string, name: string): string => `/media/${hash}/${name}`;

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
