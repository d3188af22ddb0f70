// The URL contract as functions: every path that we ever link or redirect to is built here, root-relative.

export const articleApiPath = (locale: string, slug: string): string =>
  `/v1/${locale}/articles/${encodeURIComponent(slug)}`;

/** The article with the locale left to Accept-Language. */
export const negotiatedArticleApiPath = (slug: string): string => `/v1/articles/${encodeURIComponent(slug)}`;

export const listApiPath = (locale: string): string => `/v1/${locale}/articles`;

export const NEGOTIATED_LIST_API_PATH = "/v1/articles";

export const sectionApiPath = (locale: string, section: string): string =>
  `${listApiPath(locale)}?section=${encodeURIComponent(section)}`;

export const byIdApiPath = (locale: string, id: string): string =>
  `/v1/${locale}/by-id/${encodeURIComponent(id)}`;

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
