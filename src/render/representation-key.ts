// Representation addresses: each names every input of its bytes, so what was rendered for one is right for ever.
// An address is a path with query under the configured origin (itself an input: URLs in answers are absolute).
import type { FeedFormat } from "../article/paths.ts";
import type { Locale } from "../i18n/locales.ts";
import type { ListKey } from "../store/format.ts";
import type { Hash } from "../store/keys.ts";

/** Goes up when the same objects would be rendered to other JSON. */
export const JSON_SHAPE = 2;

/** An article behind one of its doors. */
export type ArticleFormat =
  | "article.json"
  | "article.html"
  | "article.md"
  | "card.html"
  | "hosted.html"
  | "full.html"
  | "fragment.html";

export type ListFormat = "list.json" | "list.html" | "list-embed.html" | `feed.${FeedFormat}`;

/** What is made for crawlers. */
export type CrawlerFormat =
  | "sitemap-index.xml"
  | "sitemap.xml"
  | "sitemap-pages.xml"
  | "news-sitemap.xml"
  | "robots.txt"
  | "llms.txt";

export type OembedFormat = "oembed.json" | "oembed.xml";

export type DirectoryKind = "sections" | "authors";

export type SyncFormat = "sync.json" | "changes.json" | "offline.json";

export type Format =
  | ArticleFormat
  | SyncFormat
  | ListFormat
  | OembedFormat
  | CrawlerFormat
  | "loader.js"
  | "ids.json"
  | "directory.json"
  | "media"
  | "document";

/** What the bytes of HTML depend on beside objects and parameters: the code that renders it, and the site's names. */
export interface HtmlInputs {
  /** The Worker's version. */
  build: string;
  /** Hash of the site object. */
  site: Hash;
}

/** What a reader or a host may ask a representation to be like; an absent one is left out of the address. */
export interface Look {
  theme?: Theme;
}

export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** @returns the theme among query parameters, if it is one. */
export function lookOf(query: URLSearchParams): Look {
  const theme = THEMES.find((each) => each === query.get("theme"));
  return theme ? { theme } : {};
}

export interface ListInputs {
  locale: Locale;
  filter: ListKey;
  /** Whether rows without a translation are shown in their fallback language. */
  fallback: boolean;
  /** Items at most. */
  limit: number;
  /** The list begins after this cursor; `null` at its top. */
  cursor: string | null;
  total: number;
  /** Whether leaves with something to show follow after `leaves`. */
  more: boolean;
  leaves: Hash[];
}

/** A part of the sync log. */
export interface ChangesInputs {
  locale: Locale;
  /** What the client knows afterwards. */
  token: string;
  /** Whether the log goes on after it. */
  more: boolean;
  /** Page of the log, and its entry that comes first; `null`: nothing has changed. */
  page: Hash | null;
  from: number;
}

export interface IdsInputs {
  locale: Locale;
  articles: Hash[];
}

export const articleAddress = (article: Hash): string => `/article.json/${JSON_SHAPE}/${article}`;

/** The article in HTML or Markdown. */
export const articleHtmlAddress = (
  format: Exclude<ArticleFormat, "article.json">,
  { build, site }: HtmlInputs,
  article: Hash,
  { theme }: Look = {},
): string => `/${format}/${build}/${site}/${article}${theme ? `?theme=${theme}` : ""}`;

export const listHtmlAddress = (
  format: Exclude<ListFormat, "list.json">,
  { build, site }: HtmlInputs,
  list: ListInputs,
  { theme }: Look = {},
): string => `/${format}/${build}/${site}?${listQuery(list)}${theme ? `&theme=${theme}` : ""}`;

/**
 * The URL under which the renderer is asked for an address. The names in HTML are in the release, which is no
 * input of the bytes (the site's hash is): so it stays outside the address, and outside the key of the edge cache.
 */
export const withRelease = (address: string, release: Hash): string =>
  `${address}${address.includes("?") ? "&" : "?"}release=${release}`;

/** @param room the host's limits, as parameters. */
export const oembedAddress = (
  format: OembedFormat,
  { build, site }: HtmlInputs,
  article: Hash,
  room: Record<string, string>,
): string => `/${format}/${build}/${site}/${article}?${new URLSearchParams(room)}`;

/** @param inputs what it is made of beside the site, by name. */
export const crawlerAddress = (
  format: CrawlerFormat,
  { build, site }: HtmlInputs,
  inputs: Record<string, string>,
): string => `/${format}/${build}/${site}?${new URLSearchParams(inputs)}`;

export const loaderAddress = (build: string): string => `/loader.js/${build}`;

export const mediaAddress = (hash: Hash, extension: string): string => `/media/${hash}/${extension}`;

/** @param file named by the hash of what the build made: the same document has the same address over deploys. */
export const documentAddress = (file: string): string => `/document/${file}`;

export const idsAddress = ({ locale, articles }: IdsInputs): string =>
  `/ids.json/${JSON_SHAPE}?${new URLSearchParams({ locale, articles: articles.join(".") })}`;

/** @param counts hash of the numbers of articles. */
export const directoryAddress = (kind: DirectoryKind, locale: Locale, site: Hash, counts: Hash): string =>
  `/directory.json/${JSON_SHAPE}/${site}/${kind}/${counts}?${new URLSearchParams({ locale })}`;

/** @param token where the log goes on once the copy is made. */
export const snapshotAddress = (list: ListInputs, token: string): string =>
  `/sync.json/${JSON_SHAPE}?${listQuery(list)}&token=${token}`;

export const changesAddress = ({ locale, token, more, page, from }: ChangesInputs): string =>
  `/changes.json/${JSON_SHAPE}/${locale}/${token}/${more ? 1 : 0}/${page ? `${page}/${from}` : ""}`;

export const offlineAddress = (list: ListInputs): string => `/offline.json/${JSON_SHAPE}?${listQuery(list)}`;

export const listAddress = (list: ListInputs): string => `/list.json/${JSON_SHAPE}?${listQuery(list)}`;

function listQuery(list: ListInputs): URLSearchParams {
  const inputs = new URLSearchParams({
    locale: list.locale,
    filter: list.filter,
    fallback: list.fallback ? "chain" : "none",
    limit: String(list.limit),
    total: String(list.total),
    more: String(list.more),
    leaves: list.leaves.join("."),
  });
  if (list.cursor !== null) inputs.set("cursor", list.cursor);
  return inputs;
}

const hashes = (value: string | null): Hash[] => (value ? value.split(".") : []);

/** The inverse of `listAddress`; addresses come from our own gateway only. */
export const parseListInputs = (query: URLSearchParams): ListInputs => ({
  locale: query.get("locale") as Locale,
  filter: query.get("filter") as ListKey,
  fallback: query.get("fallback") === "chain",
  limit: Number(query.get("limit")),
  cursor: query.get("cursor"),
  total: Number(query.get("total")),
  more: query.get("more") === "true",
  leaves: parseLeaves(query),
});

/** @param args segments of the address after its format. */
export function parseChangesInputs(args: readonly string[]): ChangesInputs {
  const [, locale, token = "", more, page, from] = args;
  return { locale: locale as Locale, token, more: more === "1", page: page || null, from: Number(from) };
}

export const parseLeaves = (query: URLSearchParams): Hash[] => hashes(query.get("leaves"));

export const parseIdsInputs = (query: URLSearchParams): IdsInputs => ({
  locale: query.get("locale") as Locale,
  articles: hashes(query.get("articles")),
});
