// Sitemaps (sitemaps.org 0.9): only what really exists in a language, never a fallback.
import { html } from "hono/html";
import {
  articlePagePath,
  authorPagePath,
  docsPath,
  frontPath,
  sectionPagePath,
  sitemapPartPath,
} from "../../article/paths.ts";
import type { Edition, SummaryRow } from "../../article/summary.ts";
import { type Locale, locales } from "../../i18n/locales.ts";
import type { Leaf, Site } from "../../store/format.ts";
import { absolute } from "../links.ts";
import { type Document, hreflangOf } from "../pages/document.ts";
import { siteName } from "../problem-view.ts";
import type { Html, RowsView } from "../view.ts";
import { xmlDocument } from "../xml.ts";

/** The part with the pages that are no articles. */
export const PAGES_PART = "pages";
/** Google News reads no more of a sitemap. */
export const NEWS_MAX = 1000;

const SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";

/** @param parts how many there are with articles. */
export function renderSitemapIndex(parts: number, origin: string): string {
  const names = [PAGES_PART, ...Array.from({ length: parts }, (_, i) => `${i + 1}`)];
  return xmlDocument(html`<sitemapindex xmlns="${SITEMAP}">
${names.map((name) => html`<sitemap><loc>${absolute(sitemapPartPath(name), origin)}</loc></sitemap>\n`)}</sitemapindex>`);
}

export const renderSitemap = (rows: Leaf, origin: string): string =>
  urlset(
    rows.map((row) => {
      const pages = pagesOf(row);
      return pages.map(({ url, edition }) =>
        entry(url, html`<lastmod>${edition.dateModified}</lastmod>${alternates(pages, origin)}`, origin),
      );
    }),
  );

/** The front page, sections, authors and the page for developers. */
export const renderPagesSitemap = ({ sections, authors }: Site, origin: string): string =>
  urlset(
    [
      frontPath,
      ...Object.keys(sections).map((id) => (locale: string) => sectionPagePath(locale, id)),
      ...Object.keys(authors).map((id) => (locale: string) => authorPagePath(locale, id)),
      docsPath,
    ].map((path) => {
      const pages = locales.map((locale) => ({ locale, url: path(locale) }));
      return pages.map(({ url }) => entry(url, alternates(pages, origin), origin));
    }),
  );

/** Google News. @param since UTC; nothing older. */
export function renderNewsSitemap({ rows, site, origin }: RowsView, since: string): string {
  const news = rows.filter(({ datePublished }) => datePublished >= since).flatMap(pagesOf);
  return urlset(
    news
      .slice(0, NEWS_MAX)
      .map(({ locale, url, edition, row }) =>
        entry(
          url,
          html`<news:news><news:publication><news:name>${siteName(site, locale)}</news:name><news:language>${locale}</news:language></news:publication><news:publication_date>${row.datePublished}</news:publication_date><news:title>${edition.headline}</news:title></news:news>`,
          origin,
        ),
      ),
  );
}

/** The article's page in every language that it has been written in or translated to. */
const pagesOf = (row: SummaryRow): { locale: Locale; url: string; edition: Edition; row: SummaryRow }[] =>
  locales.flatMap((locale) => {
    const edition = row.editions[locale];
    return edition?.inLanguage === locale
      ? [{ locale, url: articlePagePath(locale, edition.slug), edition, row }]
      : [];
  });

const alternates = (pages: Document["languages"], origin: string): Html[] =>
  hreflangOf(pages, origin).map(
    ([tag, url]) => html`<xhtml:link rel="alternate" hreflang="${tag}" href="${url}"/>`,
  );

const entry = (url: string, about: Html | Html[], origin: string): Html =>
  html`<url><loc>${absolute(url, origin)}</loc>${about}</url>\n`;

const urlset = (entries: (Html | Html[])[]): string =>
  xmlDocument(html`<urlset xmlns="${SITEMAP}" xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
${entries}</urlset>`);
