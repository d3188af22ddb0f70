// Input of the HTML renderers: complete data with root-relative URLs.
import type { html } from "hono/html";
import type { List, StoredArticle } from "../article/article.ts";
import type { Locale } from "../i18n/locales.ts";
import type { Leaf, ListKey, Site } from "../store/format.ts";
import type { Theme } from "./representation-key.ts";

/** The template tag's output: escaped, and safe inside another template. */
export type Html = ReturnType<typeof html>;

export interface ArticleView {
  article: StoredArticle;
  site: Site;
  /** Scheme and host, for the URLs that have to be absolute. */
  origin: string;
  theme?: Theme;
}

export interface ListView {
  locale: Locale;
  filter: ListKey;
  list: List;
  /** `null` on the list's first page. */
  cursor: string | null;

  site: Site;
  origin: string;
  theme?: Theme;
}

/** Articles as the lists have them, in all their languages. */
export interface RowsView {
  /** Newest first. */
  rows: Leaf;
  site: Site;
  origin: string;
}
