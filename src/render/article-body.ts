// The whole text of an article as it stands outside its page: in a frame, or in another site's page.
import { html, raw } from "hono/html";
import type { Block, Image } from "../article/article.ts";
import { formatDate } from "../i18n/format.ts";
import type { Locale } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";
import { absolute } from "./links.ts";
import type { ArticleView, Html } from "./view.ts";

/** @param level of the headline; headings in the text are below it. */
export function renderWhole({ article, site, origin }: ArticleView, level: number): Html {
  const { headline, description, display, image, section, corrections } = article;
  const locale = article.requestedLanguage as Locale;
  const say = (key: string) => translate(locale, `embed.${key}`);
  // The article is in its own language; what we say about it is in the reader's.
  const own = article.isFallback ? html` lang="${locale}"` : "";
  const page = absolute(article.url, origin);
  const heading = raw(`h${level}`);
  const options = { origin, deeper: level - 1, own, say };
  return html`<p class="k"${own}><b>${site.name[locale]}</b> ${section.name}</p>
<${heading}><a href="${page}" target="_blank" rel="noopener">${headline}</a></${heading}>
<p class="d">${description}</p>
<p class="m"${own}>${display.byline} · <time datetime="${article.datePublished}">${display.datePublished}</time> · ${display.readingTime}</p>
${article.isFallback && html`<p class="n"${own}>${translate(locale, "reader.untranslated.title")}</p>`}
${image && renderFigure(image, options)}
${article.body.map((block) => renderBlock(block, options))}
${corrections.map(
  ({ kind, date, text }) =>
    html`<p class="n"><b${own}>${say(kind)}, ${formatDate(date, locale)}.</b> ${text}</p>`,
)}
<p class="m"${own}><a href="${page}" target="_blank" rel="noopener">${say("page")}</a></p>`;
}

interface BodyOptions {
  origin: string;
  /** How far headings go down, where the headline is no first-level one. */
  deeper: number;
  /** The language of our own words, where it is not the article's. */
  own: Html | string;
  say: (key: string) => string;
}

function renderBlock(block: Block, options: BodyOptions): Html | "" {
  // Inline HTML was made safe when it was published.
  const inline = block.html === undefined ? html`${block.text}` : raw(block.html);
  switch (block.type) {
    case "heading": {
      const tag = raw(`h${Math.min(6, (block.level ?? 2) + options.deeper)}`);
      return html`<${tag}>${inline}</${tag}>\n`;
    }
    case "quote":
      return html`<figure><blockquote><p>${inline}</p></blockquote>${block.cite !== undefined && html`<figcaption>${block.cite}</figcaption>`}</figure>\n`;
    case "list": {
      const tag = raw(block.ordered ? "ol" : "ul");
      return html`<${tag}>${(block.items ?? []).map((item) => html`<li>${raw(item.html)}</li>`)}</${tag}>\n`;
    }
    case "image":
      return block.image ? renderFigure(block.image, options) : "";
    case "divider":
      return html`<hr>\n`;
    default:
      return html`<p>${inline}</p>\n`;
  }
}

function renderFigure(
  { url, width, height, alt, caption, credit, source }: Image,
  { origin, own, say }: BodyOptions,
): Html {
  const from = source?.url
    ? html`<a href="${source.url}" target="_blank" rel="noopener">${source.name}</a>`
    : source?.name;
  return html`<figure><img src="${absolute(url, origin)}" width="${width}" height="${height}" alt="${alt}">${
    (caption || credit || from) &&
    html`<figcaption>${caption} ${credit && html`<span>${credit}.</span>`} ${from && html`<span><span${own}>${say("source")}:</span> ${from}</span>`}</figcaption>`
  }</figure>\n`;
}
