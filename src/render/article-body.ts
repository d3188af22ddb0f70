// The parts of an article that every HTML form of the whole text shares: body blocks, pictures, corrections.
import { html, raw } from "hono/html";
import type { Block, Image, StoredArticle } from "../article/article.ts";
import type { Locale } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";

export type Html = ReturnType<typeof html>;

export interface BodyOptions {
  origin: string;
  /** Language of the interface strings; the text says its own. */
  locale: Locale;
  /** How far headings go down, where the headline is no first-level one. */
  deeper?: number;
}

export const renderBody = (blocks: readonly Block[], options: BodyOptions): Html =>
  html`${blocks.map((block) => renderBlock(block, options))}`;

function renderBlock(block: Block, options: BodyOptions): Html | "" {
  // Inline HTML was made safe when it was published.
  const inline = block.html === undefined ? html`${block.text}` : raw(block.html);
  switch (block.type) {
    case "heading": {
      const tag = raw(`h${Math.min(6, (block.level ?? 2) + (options.deeper ?? 0))}`);
      return html`<${tag}>${inline}</${tag}>`;
    }
    case "quote":
      return html`<figure><blockquote><p>${inline}</p></blockquote>${block.cite !== undefined && html`<figcaption>${block.cite}</figcaption>`}</figure>`;
    case "list": {
      const tag = raw(block.ordered ? "ol" : "ul");
      return html`<${tag}>${(block.items ?? []).map((item) => html`<li>${raw(item.html)}</li>`)}</${tag}>`;
    }
    case "image":
      return block.image ? renderFigure(block.image, options) : "";
    case "divider":
      return html`<hr>`;
    default:
      return html`<p>${inline}</p>`;
  }
}

export function renderFigure(
  { url, width, height, alt, caption, credit, source }: Image,
  { origin, locale }: BodyOptions,
): Html {
  const from = source?.url ? html`<a href="${source.url}" rel="noopener">${source.name}</a>` : source?.name;
  return html`<figure><img src="${origin + url}" width="${width}" height="${height}" alt="${alt}">${
    (caption || credit || from) &&
    html`<figcaption>${caption}${credit && html` <small lang="${locale}">${credit}.</small>`}${from && html` <small lang="${locale}">${translate(locale, "source")}: ${from}</small>`}</figcaption>`
  }</figure>`;
}
