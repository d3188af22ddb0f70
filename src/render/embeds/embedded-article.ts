// The whole text of an article as it stands outside its page: in a frame, or in another site's page.
import { html, raw } from "hono/html";
import type { Locale } from "../../i18n/locales.ts";
import { translate } from "../../i18n/messages.ts";
import { langUnless, renderBlocks, renderCorrection, renderFigure, settingOf } from "../blocks.ts";
import { absolute } from "../links.ts";
import { siteName } from "../problem-view.ts";
import type { ArticleView, Html } from "../view.ts";

/** How wide pictures are shown: as wide as the column, unless the host makes it narrower. */
const SIZES = "(min-width:660px) 620px,100vw";

/**
 * @param level of the headline; headings in the text are below it.
 * @param load how the first picture comes: what stands in another site's page waits until it is seen.
 */
export function renderWhole(
  { article, site, origin }: ArticleView,
  level: number,
  load: "eager" | "lazy",
): Html {
  const { headline, description, display, image, section, corrections } = article;
  const locale = article.requestedLanguage as Locale;
  // The article is in its own language; what we say about it is in the reader's.
  const own = langUnless(article.inLanguage, locale);
  const page = absolute(article.url, origin);
  const heading = raw(`h${level}`);
  const setting = settingOf(article, { origin, sizes: SIZES, deeper: level - 1 });
  return html`<p class="k"${own}><b>${siteName(site, locale)}</b> ${section.name}</p>
<${heading}><a href="${page}" target="_blank" rel="noopener">${headline}</a></${heading}>
<p class="d">${description}</p>
<p class="m"${own}>${display.byline} · <time datetime="${article.datePublished}">${display.datePublished}</time> · ${display.readingTime}</p>
${article.isFallback && html`<p class="n"${own}>${translate(locale, "reader.untranslated.title")}</p>`}
${image && renderFigure(image, setting, load)}
${renderBlocks(article.body, setting)}
${corrections.map((each) => html`<p class="n">${renderCorrection(each, setting)}</p>`)}
<p class="m"${own}><a href="${page}" target="_blank" rel="noopener">${translate(locale, "embed.page", { site: siteName(site, locale) })}</a></p>`;
}
