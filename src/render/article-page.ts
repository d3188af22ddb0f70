// The page of an article.
import { html } from "hono/html";
import type { StoredArticle } from "../article/article.ts";
import { frontPath } from "../article/paths.ts";
import { formatDate, splitNames } from "../i18n/format.ts";
import type { Locale } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";
import { langUnless, renderBlocks, renderFigure, settingOf } from "./blocks.ts";
import { languageLink, renderDocument } from "./document.ts";
import { absolute } from "./links.ts";
import { canonicalOf, languagesOf, renderArticleHead } from "./metadata.ts";
import { cardSnippet, fullSnippet } from "./snippets.ts";
import type { ArticleView, Html } from "./view.ts";

export function renderArticlePage(view: ArticleView): string {
  const { article, site, origin } = view;
  const locale = article.requestedLanguage as Locale;
  const say = (key: string) => translate(locale, `page.${key}`);
  /** On what is in the reader's language inside an article that is not. */
  const own = langUnless(article.inLanguage, locale);
  const setting = settingOf(article);
  const languages = languagesOf(article);
  const { section, author, display, image, corrections, related } = article;
  const main = html`${article.isFallback && html`<div class="notice"><p>${say("notTranslated")}</p><ul>${languageLink({ locale: article.inLanguage as Locale, url: canonicalOf(article) })}</ul></div>`}<article class="text"${langUnless(locale, article.inLanguage)}><header><p class="kicker"${own}><a href="${section.url}">${section.name}</a></p><h1>${article.headline}</h1><p class="lede">${article.description}</p><p class="meta"${own}><span>${say(author.length > 1 ? "authors" : "author")}:\u00a0${byline(author, locale)}</span> <time datetime="${article.datePublished}">${display.datePublished}</time>${article.dateModified !== article.datePublished && html` <span>${say("updated")} <time datetime="${article.dateModified}">${formatDate(article.dateModified, locale)}</time></span>`} <span>${display.readingTime}</span></p></header>${image && renderFigure(image, setting, "eager")}${renderBlocks(article.body, setting)}${corrections.length > 0 && html`<section class="corrections" aria-labelledby="corrections"><h2 id="corrections"${own}>${say("corrections")}</h2><ul>${corrections.map(({ kind, date, text }) => html`<li><b${own}>${say(kind)}, <time datetime="${date}">${formatDate(date, locale)}</time></b> ${text}</li>`)}</ul></section>`}</article>${shareBox(article, origin, say)}<aside class="related" aria-labelledby="related"><h2 id="related">${say("related")}</h2>${related.length > 0 && html`<ul>${related.map((each) => html`<li><a href="${each.url}"${langUnless(locale, each.inLanguage)}>${each.headline}</a></li>`)}</ul>`}<p><a href="${frontPath(locale)}">${say("seeAll")}</a></p></aside>`;
  return renderDocument({
    locale,
    title: article.headline,
    site,
    head: renderArticleHead(view),
    path: article.url,
    languages,
    main,
  });
}

/** Names as the language lists them, each a link. */
function byline(author: StoredArticle["author"], locale: Locale): (Html | string)[] {
  const left = [...author];
  return splitNames(
    author.map(({ name }) => name),
    locale,
  ).map(({ type, value }) => {
    const url = type === "element" ? left.shift()?.url : undefined;
    return url === undefined ? value : html`<a rel="author" href="${url}">${value}</a>`;
  });
}

function shareBox(article: StoredArticle, origin: string, say: (key: string) => string): Html {
  const snippets = {
    link: absolute(article.url, origin),
    card: cardSnippet(article, origin),
    full: fullSnippet(article, origin),
  };
  return html`<details class="share"><summary>${say("share")}</summary>${Object.entries(snippets).map(([key, snippet]) => html`<label>${say(key)}<textarea readonly rows="${key === "link" ? 2 : 7}">${snippet}</textarea></label>`)}</details>`;
}
