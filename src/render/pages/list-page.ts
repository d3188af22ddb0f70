// The front page, and the pages of a section and an author.
import { html } from "hono/html";
import type { Summary } from "../../article/article.ts";
import { authorPagePath, frontPath, sectionPagePath } from "../../article/paths.ts";
import { LOCALES, type Locale, locales } from "../../i18n/locales.ts";
import { translate } from "../../i18n/messages.ts";
import { langUnless, renderPicture } from "../blocks.ts";
import { renderFeedLinks } from "../feeds/feed.ts";
import { absolute } from "../links.ts";
import { named, openGraphLocale, property } from "../metadata.ts";
import { siteName } from "../problem-view.ts";
import type { Html, ListView } from "../view.ts";
import { type Document, renderDocument, renderHreflang } from "./document.ts";

/** How wide the first picture of a list is shown, and another. */
const LEAD_SIZES = "(min-width:736px) 660px,calc(100vw - 48px)";
const SIZES = "(min-width:736px) 350px,calc(100vw - 48px)";

export function renderListPage(view: ListView): string {
  const { locale, filter, list, cursor, site } = view;
  const say = (key: string, values = {}) => translate(locale, `page.${key}`, values);
  const { title, path } = subject(view);
  const here = path(locale);
  const front = filter === "all";
  const first = cursor === null;
  const languages = locales.map((each) => ({ locale: each, url: path(each) }));
  const next = list.nextCursor === undefined ? null : `${here}?cursor=${list.nextCursor}`;
  const heading = html`<header><h1>${title}</h1><p class="meta">${say("articles", { count: list.total })}</p></header>`;
  const items = list.items.map((item, i) => renderItem(item, view, first && i === 0));
  const pages = html`<nav class="pages" aria-label="${say("pages")}">
${!first && html`<a href="${here}">${say("newest")}</a>`}
${next && html`<a rel="next" href="${next}">${say("older")}</a>`}</nav>`;
  return renderDocument({
    locale,
    title,
    site,
    head: metadata(view, title, here, languages, next),
    path: here,
    languages,
    front,
    main: html`<div class="list${front && first && " front"}">
${!front && heading}
${items.length > 0 ? html`<ul>${items}</ul>` : html`<p class="empty">${say(first ? "empty" : "end")}</p>`}
${(next || !first) && pages}</div>`,
  });
}

function metadata(
  { locale, cursor, site, origin, filter }: ListView,
  title: string,
  here: string,
  languages: Document["languages"],
  next: string | null,
): Html {
  const about = site.description[locale] ?? "";
  const canonical = absolute(cursor === null ? here : `${here}?cursor=${cursor}`, origin);
  return html`${named("description", filter === "all" ? about : `${title}. ${about}`)}
<link rel="canonical" href="${canonical}">
${cursor === null && renderHreflang(languages, origin)}
${next && html`<link rel="next" href="${next}">`}
${renderFeedLinks(site, locale, filter.startsWith("s:") ? filter.slice(2) : undefined)}
${property("og:type", "website")}
${property("og:site_name", siteName(site, locale))}
${property("og:title", title)}
${property("og:description", about)}
${property("og:url", canonical)}
${property("og:locale", openGraphLocale(locale))}`;
}

/** The subject of the list. */
function subject({ filter, locale, site }: ListView): { title: string; path: (locale: Locale) => string } {
  const id = filter.slice(2);
  if (filter.startsWith("s:"))
    return { title: site.sections[id]?.[locale] ?? id, path: (each) => sectionPagePath(each, id) };
  if (filter.startsWith("a:"))
    return { title: site.authors[id]?.name[locale] ?? id, path: (each) => authorPagePath(each, id) };
  return { title: siteName(site, locale), path: frontPath };
}

/** @param lead whether it is the first that readers see. */
function renderItem(item: Summary, { locale, filter }: ListView, lead: boolean): Html {
  const { section, image, display, inLanguage } = item;
  // What is in the reader's language inside an article that may not be.
  const own = langUnless(inLanguage, locale);
  const language = html`<span class="tag" lang="${inLanguage}">${LOCALES[inLanguage as Locale].name}</span>`;
  return html`<li><article${langUnless(locale, inLanguage)}>
${image && renderPicture(image, "", lead ? "eager" : "lazy", lead ? LEAD_SIZES : SIZES)}
<div>${!filter.startsWith("s:") && html`<p class="kicker"${own}><a href="${section.url}">${section.name}</a></p>`}
<h2><a href="${item.url}">${item.headline}</a></h2>
<p>${item.description}</p>
<p class="meta"${own}><time datetime="${item.datePublished}">${display.datePublished}</time>
<span>${display.readingTime}</span>
${item.isFallback && language}</p></div></article></li>`;
}
