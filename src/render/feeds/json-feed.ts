// A feed as JSON Feed 1.1.

import { absolute } from "../links.ts";
import { describeFeed, entryHtml, entryId, entryPicture, type FeedView } from "./feed.ts";

export function renderJsonFeed(view: FeedView): string {
  const { locale, articles, origin } = view;
  const { title, description, page, self } = describeFeed(view, "json");
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title,
    home_page_url: page,
    feed_url: self,
    description,
    language: locale,
    items: articles.map((article) => {
      const picture = entryPicture(article);
      return {
        id: entryId(article, view),
        url: absolute(article.url, origin),
        title: article.headline,
        summary: article.description,
        content_html: entryHtml(article, origin),
        ...(picture && { image: absolute(picture.url, origin) }),
        date_published: article.datePublished,
        date_modified: article.dateModified,
        authors: article.author.map(({ name, url }) => ({ name, url: absolute(url, origin) })),
        tags: [article.section.name, ...article.keywords],
        language: article.inLanguage,
      };
    }),
  });
}
