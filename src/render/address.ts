// Representation addresses: each names every input of its bytes, so what was rendered for one is right for ever.
// An address is a path with query under the configured origin (itself an input: URLs in answers are absolute).
import type { Locale } from "../i18n/locales.ts";
import type { ListKey } from "../store/format.ts";
import type { Hash } from "../store/keys.ts";

/** Goes up when the same objects would be rendered to other JSON. */
const JSON_SHAPE = 1;

export type Format = "article.json" | "list.json" | "ids.json" | "media" | "problem.html";

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

export interface IdsInputs {
  locale: Locale;
  articles: Hash[];
}

export const articleAddress = (article: Hash): string => `/article.json/${JSON_SHAPE}/${article}`;

export const mediaAddress = (hash: Hash, extension: string): string => `/media/${hash}/${extension}`;

/** @param build the Worker's version: HTML depends on the code that renders it. */
export const problemPageAddress = (build: string, code: string): string => `/problem.html/${build}/${code}`;

export const idsAddress = ({ locale, articles }: IdsInputs): string =>
  `/ids.json/${JSON_SHAPE}?${new URLSearchParams({ locale, articles: articles.join(".") })}`;

export function listAddress(list: ListInputs): string {
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
  return `/list.json/${JSON_SHAPE}?${inputs}`;
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
  leaves: hashes(query.get("leaves")),
});

export const parseIdsInputs = (query: URLSearchParams): IdsInputs => ({
  locale: query.get("locale") as Locale,
  articles: hashes(query.get("articles")),
});
