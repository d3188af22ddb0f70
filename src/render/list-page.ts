// The front page, and the pages of a section and an author.
import { html } from "hono/html";
import type { Summary } from "../article/article.ts";
import { authorPagePath, frontPath, sectionPagePath } from "../article/paths.ts";
import { LOCALES, type Locale, locales } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";
import { langUnless, renderPicture } from "./blocks.ts";
import { renderDocument, renderHreflang } from "./document.ts";
import { openGraphLocale } from "./metadata.ts";
import { siteName } from "./problem-view.ts";
import type { Html, ListView } from "./view.ts";

export function renderListPage(view: ListView): string {
  const { locale, filter, list, cursor, site, origin } = view;
  const say = (key: string, values = {}) => translate(locale, `page.${key}`, values);
  const { title, path } = subject(view);
  const front = filter === "all";
  const continued = cursor !== null;
  const languages = locales.map((each) => ({ locale: each, url: path(each) }));
  const here = path(locale);
  const next = list.nextCursor === undefined ? null : `${here}?cursor=${list.nextCursor}`;
  const canonical = `${origin}${here}${cursor === null ? "" : `?cursor=${cursor}`}`;
  const description = site.description[locale] ?? "";
  const head = html`<meta name="description" content="${front ? description : `${title}. ${description}`}"><link rel="canonical" href="${canonical}">${!continued && renderHreflang(languages, origin)}${next && html`<link rel="next" href="${next}">`}<meta property="og:type" content="website"><meta property="og:site_name" content="${siteName(site, locale)}"><meta property="og:title" content="${title}"><meta property="og:description" content="${description}"><meta property="og:url" content="${canonical}"><meta property="og:locale" content="${openGraphLocale(locale)}">`;
  const main = html`<div class="list${front && !continued ? " front" : ""}">${!front && html`<header><h1>${title}</h1><p class="meta">${say("articles", { count: list.total })}</p></header>`}${
    list.items.length > 0
      ? html`<ul>${list.items.map((item, i) => renderItem(item, locale, filter, i === 0 && !continued))}</ul>`
      : html`<p class="empty">${say(continued ? "end" : "empty")}</p>`
  }${(continued || next) && html`<nav class="pages" aria-label="${title}">${continued && html`<a href="${here}">${say("newest")}</a>`} ${next && html`<a rel="next" href="${next}">${say("older")}</a>`}</nav>`}</div>`;
  return renderDocument({ locale, title, site, head, path: here, languages, main, front });
}

/** What the list is of. */
function subject({ filter, locale, site }: ListView): { title: string; path: (locale: Locale) => string } {
  const id = filter.slice(2);
  if (filter.startsWith("s:"))
    return { title: site.sections[id]?.[locale] ?? id, path: (each) => sectionPagePath(each, id) };
  if (filter.startsWith("a:"))
    return { title: site.authors[id]?.name[locale] ?? id, path: (each) => authorPagePath(each, id) };
  return { title: siteName(site, locale), path: frontPath };
}

function renderItem(item: Summary, locale: Locale, filter: string, first: boolean): Html {
  const { section, headline, description, image, display, datePublished, inLanguage, isFallback } = item;
  const own = langUnless(inLanguage, locale);
  return html`<li><article${langUnless(locale, inLanguage)}>${image && renderPicture(image, "", first ? "eager" : "lazy", "(min-width:50em) 40em,100vw")}<div>${!filter.startsWith("s:") && html`<p class="kicker"${own}><a href="${section.url}">${section.name}</a></p>`}<h2><a href="${item.url}">${headline}</a></h2><p>${description}</p><p class="meta"${own}><time datetime="${datePublished}">${display.datePublished}</time> <span>${display.readingTime}</span>${isFallback && html` <span class="tag" lang="${inLanguage}">${LOCALES[inLanguage as Locale].name}</span>`}</p></div></article></li>`;
}
