// The latest of a section for an iframe: as many headlines as its height has room for.
import { html } from "hono/html";
import { sectionPagePath } from "../../article/paths.ts";
import { translate } from "../../i18n/messages.ts";
import { absolute } from "../links.ts";
import { siteName } from "../problem-view.ts";
import type { ListView } from "../view.ts";
import { LIST_EMBED_STYLE } from "./card-style.ts";
import { frameDocument } from "./frame.ts";

export function renderListEmbed({ locale, filter, list, site, origin, theme }: ListView): string {
  const section = filter.slice(2);
  const name = site.sections[section]?.[locale] ?? section;
  const path = sectionPagePath(locale, section);
  const siteTitle = siteName(site, locale);
  return frameDocument({
    locale,
    title: `${name} · ${siteTitle}`,
    theme,
    canonical: absolute(path, origin),
    style: LIST_EMBED_STYLE,
    body: html`<main><header><p class="k"><b>${siteTitle}</b></p>
<h1><a href="${path}" target="_blank" rel="noopener">${name}</a></h1></header>
${
  list.items.length === 0
    ? html`<p class="e">${translate(locale, "page.empty")}</p>`
    : html`<ol>${list.items.map(
        ({ url, headline, inLanguage, datePublished, display }) =>
          html`<li><a lang="${inLanguage}" href="${url}" target="_blank" rel="noopener">${headline}</a>
<time datetime="${datePublished}">${display.datePublished}</time></li>`,
      )}</ol>`
}</main>`,
  });
}
