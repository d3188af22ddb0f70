// Content shared by all feed formats: the feed's own data, and the whole text of an article.
import { html } from "hono/html";
import type { StoredArticle } from "../../article/article.ts";
import {
  FEED_FORMATS,
  FEED_TYPES,
  type FeedFormat,
  feedPath,
  frontPath,
  sectionPagePath,
} from "../../article/paths.ts";
import type { Locale } from "../../i18n/locales.ts";
import { translate } from "../../i18n/messages.ts";
import type { ListKey, Site } from "../../store/format.ts";
import { renderBlocks, renderCorrection, renderFigure, settingOf } from "../blocks.ts";
import { absolute } from "../links.ts";
import { siteName } from "../problem-view.ts";
import { previewOf } from "../social-preview.ts";
import type { Html } from "../view.ts";

export interface FeedView {
  locale: Locale;
  /** Everything, or a section. */
  filter: ListKey;
  /** Newest first. */
  articles: readonly StoredArticle[];
  site: Site;
  origin: string;
}

/** When a feed without articles was last changed. */
const NEVER = "1970-01-01T00:00:00Z";
/** A year from which on the host of the origin may be taken for the newsroom's own (RFC 4151 §2.1). */
const SINCE = 2026;

/** A tag URI (RFC 4151): it stays when slugs, paths, scheme and port change. @param specific without locale nor host. */
const tagUri = ({ site, origin }: FeedView, specific: string): string =>
  `tag:${site.taggingEntity ?? `${new URL(origin).hostname},${SINCE}`}:${specific}`;

/**
 * By the language of the text: a fallback is the same entry as in the feed of its own language, and the translation is
 * another one when it lands.
 */
export const entryId = ({ id, inLanguage }: StoredArticle, view: FeedView): string =>
  tagUri(view, `${inLanguage}/articles/${id}`);

export function describeFeed(view: FeedView, format: FeedFormat) {
  const { locale, filter, articles, site, origin } = view;
  const section = filter === "all" ? undefined : filter.slice(2);
  const page = section === undefined ? frontPath(locale) : sectionPagePath(locale, section);
  return {
    id: tagUri(view, page.slice(1)),
    title: feedTitle(site, locale, section),
    description: site.description[locale] ?? "",
    page: absolute(page, origin),
    self: absolute(feedPath(locale, format, section), origin),
    /** When one of its articles last changed in substance. */
    updated:
      articles
        .map(({ dateModified }) => dateModified)
        .sort()
        .at(-1) ?? NEVER,
  };
}

export const feedTitle = (site: Site, locale: Locale, section?: string): string => {
  const name = siteName(site, locale);
  return section === undefined ? name : `${site.sections[section]?.[locale] ?? section} · ${name}`;
};

/** For autodiscovery. @param section whose feeds; without one those of everything. */
export const renderFeedLinks = (site: Site, locale: Locale, section?: string): Html[] =>
  FEED_FORMATS.map(
    (format) =>
      html`<link rel="alternate" type="${FEED_TYPES[format]}" title="${feedTitle(site, locale, section)}" href="${feedPath(locale, format, section)}">`,
  );

/** The whole text as HTML that may stand anywhere: every URL in it is absolute. */
export function entryHtml(article: StoredArticle, origin: string): string {
  const { requestedLanguage, isFallback, image, body, corrections } = article;
  const locale = requestedLanguage as Locale;
  const setting = settingOf(article, { origin, sizes: "100vw", plain: true });
  return html`${isFallback && html`<p lang="${locale}">${translate(locale, "reader.untranslated.title")}</p>`}
${image && renderFigure(image, setting, "lazy")}
${renderBlocks(body, setting)}
${corrections.map((each) => html`<p>${renderCorrection(each, setting)}</p>`)}`
    .toString()
    .trim();
}

/** The picture that stands for an article. */
export const entryPicture = ({ image }: StoredArticle) => previewOf(image) ?? image;

/** Media RSS 1.5.1: unlike an enclosure it needs no length in bytes, and says how large the picture is. */
export function renderMedia(article: StoredArticle, origin: string): Html | "" {
  const picture = entryPicture(article);
  if (!picture) return "";
  const { url, type, width, height } = picture;
  return html`<media:content url="${absolute(url, origin)}" type="${type}" medium="image" width="${width}" height="${height}"><media:description>${article.image?.caption ?? article.image?.alt}</media:description></media:content>`;
}
