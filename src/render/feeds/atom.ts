// A feed as Atom (RFC 4287).
import { html } from "hono/html";
import type { StoredArticle } from "../../article/article.ts";
import { FEED_TYPES } from "../../article/paths.ts";
import { absolute } from "../links.ts";
import { xmlDocument } from "../xml.ts";
import { describeFeed, entryHtml, entryId, type FeedView, renderMedia } from "./feed.ts";

export function renderAtom(view: FeedView): string {
  const { locale, articles } = view;
  const { id, title, description, page, self, updated } = describeFeed(view, "atom");
  return xmlDocument(html`<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="${locale}">
<id>${id}</id>
<title>${title}</title>
<subtitle>${description}</subtitle>
<updated>${updated}</updated>
<link rel="self" type="${FEED_TYPES.atom}" href="${self}"/>
<link rel="alternate" type="text/html" href="${page}"/>
${articles.map((article) => entry(article, view))}</feed>`);
}

function entry(article: StoredArticle, view: FeedView) {
  const { inLanguage, isFallback, headline, url, section, keywords, author, description } = article;
  const { locale, origin } = view;
  // Names are in the reader's language, whatever the text is in.
  const own = isFallback && html` xml:lang="${locale}"`;
  return html`<entry${isFallback && html` xml:lang="${inLanguage}"`}>
<id>${entryId(article, view)}</id>
<title>${headline}</title>
<link rel="alternate" type="text/html" href="${absolute(url, origin)}"/>
<published>${article.datePublished}</published>
<updated>${article.dateModified}</updated>
${author.map((each) => html`<author${own}><name>${each.name}</name><uri>${absolute(each.url, origin)}</uri></author>`)}
<category${own} term="${section.id}" label="${section.name}"/>
${keywords.map((word) => html`<category term="${word}"/>`)}
<summary>${description}</summary>
${renderMedia(article, origin)}
<content type="html">${entryHtml(article, origin)}</content>
</entry>
`;
}
