// The card: an article in an iframe of fixed height, without JavaScript. One link, one picture.
import { html, raw } from "hono/html";
import type { Locale } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";
import { CARD_STYLE } from "./card-style.ts";
import { frameDocument } from "./frame.ts";
import type { ArticleView } from "./view.ts";

/** @param script what the document runs, allowed by its hash; a card itself runs none. */
export function renderCard({ article, site, origin, theme }: ArticleView, script?: string): string {
  const { headline, description, display, image, inLanguage, section } = article;
  const locale = article.requestedLanguage as Locale;
  return frameDocument({
    locale,
    title: headline,
    theme,
    canonical: origin + article.url,
    style: CARD_STYLE,
    script,
    body: html`<main>${
      image &&
      html`<img${image.type === "image/svg+xml" && raw(' class="v"')} lang="${inLanguage}" src="${image.url}" width="${image.width}" height="${image.height}" alt="${image.alt}">`
    }<div class="t">
<p class="k"><b>${site.name[locale]}</b> ${section.name}</p>
<h1 lang="${inLanguage}"><a href="${article.url}" target="_blank" rel="noopener">${headline}</a></h1>
<p class="d" lang="${inLanguage}">${description}</p>
${article.isFallback && html`<p class="n">${translate(locale, "reader.untranslated.title")}</p>`}
<p class="m"><span>${display.byline}</span> <time datetime="${article.datePublished}">${display.datePublished}</time> <span>${display.readingTime}</span></p>
</div></main>`,
  });
}
