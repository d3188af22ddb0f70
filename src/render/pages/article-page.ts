// The page of an article.
import { html } from "hono/html";
import type { Correction, StoredArticle } from "../../article/article.ts";
import { frontPath } from "../../article/paths.ts";
import { formatDate, splitNames } from "../../i18n/format.ts";
import type { Locale } from "../../i18n/locales.ts";
import { translate } from "../../i18n/messages.ts";
import {
  langUnless,
  renderBlocks,
  renderCorrection,
  renderFigure,
  type Setting,
  settingOf,
} from "../blocks.ts";
import { absolute } from "../links.ts";
import { canonicalOf, languagesOf, renderArticleHead } from "../metadata.ts";
import { cardSnippet, fullSnippet } from "../snippets.ts";
import type { ArticleView, Html } from "../view.ts";
import { languageLink, renderDocument } from "./document.ts";

/** How wide pictures are shown: 48rem and 33rem, or what is left between the margins. */
const LEAD_SIZES = "(min-width:960px) 912px,calc(100vw - 48px)";
const SIZES = "(min-width:675px) 627px,calc(100vw - 48px)";

type Say = (key: string) => string;

export function renderArticlePage(view: ArticleView): string {
  const { article, site, origin } = view;
  const locale = article.requestedLanguage as Locale;
  const say: Say = (key) => translate(locale, `page.${key}`);
  const setting = settingOf(article, { origin: "", sizes: SIZES });
  return renderDocument({
    locale,
    title: article.headline,
    site,
    head: renderArticleHead(view),
    path: article.url,
    languages: languagesOf(article),
    main: html`${article.isFallback && notice(article, say)}
<article class="text"${langUnless(locale, article.inLanguage)}>
${heading(article, locale, say)}
${article.image && renderFigure(article.image, setting, "eager", LEAD_SIZES)}
${renderBlocks(article.body, setting)}
${article.corrections.length > 0 && corrections(article.corrections, setting, say)}
</article>
${shareBox(article, origin, say)}
${related(article, locale, say)}`,
  });
}

/** Not in the reader's language yet: here is the language that it comes in. */
const notice = (article: StoredArticle, say: Say): Html =>
  html`<div class="notice"><p>${say("notTranslated")}</p>
<ul>${languageLink({ locale: article.inLanguage as Locale, url: canonicalOf(article) })}</ul></div>`;

function heading(article: StoredArticle, locale: Locale, say: Say): Html {
  const { section, author, display, datePublished, dateModified } = article;
  // What is in the reader's language inside an article that may not be.
  const own = langUnless(article.inLanguage, locale);
  const updated =
    dateModified !== datePublished &&
    html`<span>${say("updated")} <time datetime="${dateModified}">${formatDate(dateModified, locale)}</time></span>`;
  return html`<header><p class="kicker"${own}><a href="${section.url}">${section.name}</a></p>
<h1>${article.headline}</h1>
<p class="lede">${article.description}</p>
<p class="meta"${own}><span>${say(author.length > 1 ? "authors" : "author")}:\u00a0${byline(author, locale)}</span>
<time datetime="${datePublished}">${display.datePublished}</time>
${updated}
<span>${display.readingTime}</span></p></header>`;
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

/** Newest first, as the article has them. */
function corrections(all: readonly Correction[], setting: Setting, say: Say): Html {
  const own = langUnless(setting.contentLanguage, setting.locale);
  const item = (each: Correction) => html`<li>${renderCorrection(each, setting)}</li>`;
  return html`<section class="corrections" aria-labelledby="corrections">
<h2 id="corrections"${own}>${say("corrections")}</h2><ul>${all.map(item)}</ul></section>`;
}

/** Snippets for sharing and embedding. */
function shareBox(article: StoredArticle, origin: string, say: Say): Html {
  const field = (key: string, rows: number, text: string) =>
    html`<label>${say(key)}<textarea readonly rows="${rows}">${text}</textarea></label>`;
  return html`<details class="share"><summary>${say("share")}</summary>
${field("link", 2, absolute(article.url, origin))}
${field("card", 7, cardSnippet(article, origin))}
${field("full", 7, fullSnippet(article, origin))}
</details>`;
}

function related({ related: all }: StoredArticle, locale: Locale, say: Say): Html {
  const item = ({ url, inLanguage, headline }: StoredArticle["related"][number]) =>
    html`<li><a href="${url}"${langUnless(locale, inLanguage)}>${headline}</a></li>`;
  return html`<aside class="related" aria-labelledby="related"><h2 id="related">${say("related")}</h2>
${all.length > 0 && html`<ul>${all.map(item)}</ul>`}
<p><a href="${frontPath(locale)}">${say("seeAll")}</a></p></aside>`;
}
