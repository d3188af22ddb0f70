// Representation keys: each names every input of its bytes, so a rendered one is right for ever. A key is a path with query
// under the configured origin (itself an input: URLs in answers are absolute), and the cache key of the edge.
import type { Locale } from "../i18n/locales.ts";
import type { ListKey } from "../store/format.ts";
import type { Hash } from "../store/keys.ts";

/** Goes up when the same objects would be rendered to other JSON. */
export const JSON_SHAPE = 2;

export type DirectoryKind = "sections" | "authors";

/** Inputs of HTML beside objects and parameters: the code that renders it, and the site's names. */
export interface HtmlInputs {
  /** The Worker's version. */
  build: string;
  /** Hash of the site object. */
  site: Hash;
}

/** Options that a reader or a host may choose; an absent one is left out of the key. */
export interface RenderOptions {
  theme?: Theme;
}

export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** @returns the theme among query parameters, if it is one. */
export function parseRenderOptions(query: URLSearchParams): RenderOptions {
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
  /** The client's token afterwards. */
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

export const articleJsonKey = (article: Hash): string => `/article.json/${JSON_SHAPE}/${article}`;

/** The article in HTML or Markdown. */
export const articleKey = (
  format: string,
  { build, site }: HtmlInputs,
  article: Hash,
  { theme }: RenderOptions = {},
): string => `/${format}/${build}/${site}/${article}${theme ? `?theme=${theme}` : ""}`;

export const listPageKey = (
  format: string,
  { build, site }: HtmlInputs,
  list: ListInputs,
  { theme }: RenderOptions = {},
): string => `/${format}/${build}/${site}?${listQuery(list)}${theme ? `&theme=${theme}` : ""}`;

/**
 * URL of a representation for the renderer. The names in HTML are in the release, which is no input of the bytes (the
 * site's hash is): so it stays outside the representation key.
 */
export const withRelease = (key: string, release: Hash): string =>
  `${key}${key.includes("?") ? "&" : "?"}release=${release}`;

/** @param maximum the host's limits, as parameters. */
export const oembedKey = (
  format: string,
  { build, site }: HtmlInputs,
  article: Hash,
  maximum: Record<string, string>,
): string => `/${format}/${build}/${site}/${article}?${new URLSearchParams(maximum)}`;

/** @param inputs of the file beside the site, by name. */
export const crawlerKey = (
  format: string,
  { build, site }: HtmlInputs,
  inputs: Record<string, string>,
): string => `/${format}/${build}/${site}?${new URLSearchParams(inputs)}`;

export const loaderKey = (build: string): string => `/loader.js/${build}`;

export const mediaKey = (hash: Hash, extension: string): string => `/media/${hash}/${extension}`;

/** @param file named by the hash of what the build made: the same document has the same key over deploys. */
export const documentKey = (file: string): string => `/document/${file}`;

export const idsKey = ({ locale, articles }: IdsInputs): string =>
  `/ids.json/${JSON_SHAPE}?${new URLSearchParams({ locale, articles: articles.join(".") })}`;

/** @param counts hash of the numbers of articles. */
export const directoryKey = (kind: DirectoryKind, locale: Locale, site: Hash, counts: Hash): string =>
  `/directory.json/${JSON_SHAPE}/${site}/${kind}/${counts}?${new URLSearchParams({ locale })}`;

/** @param token where the log goes on once the copy is made. */
export const snapshotKey = (list: ListInputs, token: string): string =>
  `/sync.json/${JSON_SHAPE}?${listQuery(list)}&token=${token}`;

export const changesKey = ({ locale, token, more, page, from }: ChangesInputs): string =>
  `/changes.json/${JSON_SHAPE}/${locale}/${token}/${more ? 1 : 0}/${page ? `${page}/${from}` : ""}`;

export const offlineKey = (list: ListInputs): string => `/offline.json/${JSON_SHAPE}?${listQuery(list)}`;

export const listJsonKey = (list: ListInputs): string => `/list.json/${JSON_SHAPE}?${listQuery(list)}`;

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

/** The inverse of `listJsonKey`; representation keys come from our own gateway only. */
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

/** @param args segments of the key after its format. */
export function parseChangesInputs(args: readonly string[]): ChangesInputs {
  const [, locale, token = "", more, page, from] = args;
  return { locale: locale as Locale, token, more: more === "1", page: page || null, from: Number(from) };
}

export const parseLeaves = (query: URLSearchParams): Hash[] => hashes(query.get("leaves"));

export const parseIdsInputs = (query: URLSearchParams): IdsInputs => ({
  locale: query.get("locale") as Locale,
  articles: hashes(query.get("articles")),
});
