// The text of an article as HTML: its blocks and pictures, the same behind every door.
import { html, raw } from "hono/html";
import type { Block, Correction, Image, StoredArticle } from "../article/article.ts";
import { formatDate } from "../i18n/format.ts";
import type { Locale } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";
import { absolute } from "./links.ts";
import type { Html } from "./view.ts";

/** How pictures and their labels come out. */
export interface Setting {
  /** Language of the labels: the reader's. */
  locale: Locale;
  /** Language of the text around them. */
  contentLanguage: string;
  /** Comes before URLs of ours where the HTML may stand on another site's page; "" on our own. */
  origin: string;
  /** How much further down headings go, where the headline is no first-level one. */
  deeper?: number;
}

export const settingOf = (article: StoredArticle, origin = ""): Setting => ({
  locale: article.requestedLanguage as Locale,
  contentLanguage: article.inLanguage,
  origin,
});

/** ` lang="…"` where the language is another one than around it. */
export const langUnless = (around: string, language: string | undefined) =>
  language === undefined || language === around ? "" : html` lang="${language}"`;

/** @param load "eager" for the picture that the page begins with. */
export function renderPicture(
  { url, width, height, alt, type, variants = [] }: Image,
  origin: string,
  load: "eager" | "lazy",
  sizes = "100vw",
): Html {
  const types = [...new Set(variants.map((variant) => variant.type))].filter((each) => each !== type);
  const sourceSet = (of: string) =>
    variants
      .filter((variant) => variant.type === of)
      .map((variant) => `${absolute(variant.url, origin)} ${variant.width}w`)
      .join(", ");
  const own = sourceSet(type);
  const loading = load === "lazy" ? html` loading="lazy"` : html` fetchpriority="high"`;
  const img = html`<img src="${absolute(url, origin)}"${own && html` srcset="${own}" sizes="${sizes}"`}
 width="${width}" height="${height}" alt="${alt}"${loading} decoding="async">`;
  if (types.length === 0) return img;
  return html`<picture>
${types.map((each) => html`<source type="${each}" srcset="${sourceSet(each)}" sizes="${sizes}">`)}
${img}</picture>`;
}

/** The picture with its caption, who made it, and where the caption's facts come from. */
export function renderFigure(image: Image, setting: Setting, load: "eager" | "lazy"): Html {
  const { caption, credit, source } = image;
  const { locale, contentLanguage, origin } = setting;
  const label = (key: string) =>
    html`<span${langUnless(contentLanguage, locale)}>${translate(locale, `page.${key}`)}:</span>`;
  const from = source?.url ? html`<a href="${source.url}">${source.name}</a>` : source?.name;
  const parts = [
    caption && html`<span>${caption}</span>`,
    credit && html`<small>${label("credit")}\u00a0${credit}</small>`,
    from && html`<small>${label("source")}\u00a0${from}</small>`,
  ].filter((part) => part !== undefined && part !== "");
  const text = parts.map((part, i) => (i > 0 ? html` ${part}` : part));
  return html`<figure>${renderPicture(image, origin, load)}
${parts.length > 0 && html`<figcaption>${text}</figcaption>`}</figure>`;
}

/** What was corrected or updated, and on which day. */
export function renderCorrection({ kind, date, text }: Correction, setting: Setting): Html {
  const { locale, contentLanguage } = setting;
  const day = html`<time datetime="${date}">${formatDate(date, locale)}</time>`;
  return html`<b${langUnless(contentLanguage, locale)}>${translate(locale, `page.${kind}`)} ${day}:</b> ${text}`;
}

/** A type that is not here shows its text. `html` of a block is safe: publishing made it. */
const BLOCKS: Record<string, (block: Block, setting: Setting) => Html> = {
  paragraph: (block) => html`<p>${inline(block)}</p>`,
  heading: (block, { deeper = 0 }) => {
    const tag = raw(`h${Math.min(Math.max(block.level ?? 2, 2), 4) + deeper}`);
    return html`<${tag}>${inline(block)}</${tag}>`;
  },
  quote: (block, { contentLanguage }) =>
    html`<figure class="quote"><blockquote${langUnless(contentLanguage, block.inLanguage)}>
<p>${inline(block)}</p></blockquote>
${block.cite && html`<figcaption>${block.cite}</figcaption>`}</figure>`,
  list: ({ ordered, items = [] }) => {
    const tag = raw(ordered ? "ol" : "ul");
    return html`<${tag}>${items.map((item) => html`<li>${raw(item.html)}</li>`)}</${tag}>`;
  },
  image: (block, setting) => (block.image ? renderFigure(block.image, setting, "lazy") : plain(block)),
  divider: () => html`<hr>`,
};

const inline = (block: Block) => (block.html === undefined ? block.text : raw(block.html));
const plain = (block: Block): Html => html`<p>${block.text}</p>`;

export const renderBlocks = (body: readonly Block[], setting: Setting): Html[] =>
  body.map((block) =>
    Object.hasOwn(BLOCKS, block.type)
      ? (BLOCKS[block.type] as (typeof BLOCKS)[string])(block, setting)
      : plain(block),
  );
