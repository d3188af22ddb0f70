// The card: an article in an iframe of fixed height, without JavaScript. One link, one picture.
import { html, raw } from "hono/html";
import type { Locale } from "../../i18n/locales.ts";
import { translate } from "../../i18n/messages.ts";
import { langUnless, renderPicture } from "../blocks.ts";
import { absolute } from "../links.ts";
import { canonicalOf } from "../metadata.ts";
import { siteName } from "../problem-view.ts";
import type { ArticleView } from "../view.ts";
import { CARD_STYLE } from "./card-style.ts";
import { frameDocument } from "./frame.ts";

/** @param script what the document runs, allowed by its hash; a card itself runs none. */
export function renderCard({ article, site, origin, theme }: ArticleView, script?: string): string {
  const { headline, description, display, image, inLanguage, section } = article;
  const locale = article.requestedLanguage as Locale;
  // The card is in the text's language; what we say about it is in the reader's.
  const own = langUnless(inLanguage, locale);
  return frameDocument({
    locale,
    title: headline,
    theme,
    canonical: absolute(canonicalOf(article), origin),
    style: CARD_STYLE,
    script,
    body: html`<main${image?.type === "image/svg+xml" && raw(' class="v"')} lang="${inLanguage}">${image && renderPicture(image, "", "eager", "640px")}<div class="t">
<p class="k"${own}><b>${siteName(site, locale)}</b> ${section.name}</p>
<h1><a href="${article.url}" target="_blank" rel="noopener">${headline}</a></h1>
<p class="d">${description}</p>
${article.isFallback && html`<p class="n"${own}>${translate(locale, "reader.untranslated.title")}</p>`}
<p class="m"${own}><span>${display.byline}</span> <time datetime="${article.datePublished}">${display.datePublished}</time> <span>${display.readingTime}</span></p>
</div></main>`,
  });
}
