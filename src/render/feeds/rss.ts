// A feed as RSS 2.0, with the modules that readers know: Atom for what it is called and when it changed, Dublin Core
// for names and languages, Content for the whole text, Media for pictures.
import { html } from "hono/html";
import type { StoredArticle } from "../../article/article.ts";
import { FEED_TYPES } from "../../article/paths.ts";
import { absolute } from "../links.ts";
import { xmlDocument } from "../xml.ts";
import { describeFeed, entryHtml, entryId, type FeedView, renderMedia } from "./feed.ts";

/** RFC 822 §5, with the year in full (RFC 1123 §5.2.14). */
const rfc822 = (utc: string): string => new Date(utc).toUTCString();

export function renderRss(view: FeedView): string {
  const { locale, articles } = view;
  const { title, description, page, self, updated } = describeFeed(view, "rss");
  return xmlDocument(html`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>${title}</title>
<link>${page}</link>
<description>${description}</description>
<language>${locale}</language>
${articles.length > 0 && html`<lastBuildDate>${rfc822(updated)}</lastBuildDate>`}
<atom:link rel="self" type="${FEED_TYPES.rss}" href="${self}"/>
${articles.map((article) => item(article, view))}</channel></rss>`);
}

function item(article: StoredArticle, view: FeedView) {
  const { inLanguage, isFallback, headline, url, section, keywords, author, description } = article;
  const { origin } = view;
  return html`<item>
<title>${headline}</title>
<link>${absolute(url, origin)}</link>
<guid isPermaLink="false">${entryId(article, view)}</guid>
<pubDate>${rfc822(article.datePublished)}</pubDate>
<atom:updated>${article.dateModified}</atom:updated>
${author.map(({ name }) => html`<dc:creator>${name}</dc:creator>`)}
${isFallback && html`<dc:language>${inLanguage}</dc:language>`}
${[section.name, ...keywords].map((word) => html`<category>${word}</category>`)}
<description>${description}</description>
${renderMedia(article, origin)}
<content:encoded>${entryHtml(article, origin)}</content:encoded>
</item>
`;
}
