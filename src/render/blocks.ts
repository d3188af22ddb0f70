// The text of an article as HTML: its blocks and pictures, the same in every format.
import { html, raw } from "hono/html";
import type { Block, Correction, Image, StoredArticle } from "../article/article.ts";
import { formatDate } from "../i18n/format.ts";
import type { Locale } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";
import { absolute, absoluteLinks } from "./links.ts";
import type { Html } from "./view.ts";

/** How pictures and their labels come out. */
export interface Setting {
  /** Language of the labels: the reader's. */
  locale: Locale;
  /** Language of the text around them. */
  contentLanguage: string;
  /** Comes before URLs of ours where the HTML may stand on another site's page; "" on our own. */
  origin: string;
  /** How wide pictures in the text are shown (HTML, the attribute of the same name). */
  sizes: string;
  /** Whether no style of ours reaches it, which a preview needs to stand behind its picture. */
  plain?: boolean;
  /** How much further down headings go, where the headline is no first-level one. */
  deeper?: number;
}

export const settingOf = (
  article: StoredArticle,
  more: Omit<Setting, "locale" | "contentLanguage">,
): Setting => ({
  locale: article.requestedLanguage as Locale,
  contentLanguage: article.inLanguage,
  ...more,
});

/** ` lang="…"` where the language is another one than around it. */
export const langUnless = (around: string, language: string | undefined) =>
  language === undefined || language === around ? "" : html` lang="${language}"`;

/**
 * The variant that suits the device; behind it, until it has come, a preview.
 * @param load "eager" for the picture that the page begins with.
 * @param sizes see Setting.
 */
export function renderPicture(
  { url, width, height, alt, variants = [], preview }: Image,
  origin: string,
  load: "eager" | "lazy",
  sizes: string,
): Html {
  const sources = Object.entries(Object.groupBy(variants, (variant) => variant.type)).map(
    ([of, some = []]) => {
      const urls = some.map((variant) => `${absolute(variant.url, origin)} ${variant.width}w`);
      return { of, urls: html` srcset="${urls.join(", ")}" sizes="${sizes}"` };
    },
  );
  // The last type is for browsers without the others.
  const last = sources.pop();
  const picture = html`<picture>${sources.map(({ of, urls }) => html`<source type="${of}"${urls}>\n`)}<img src="${absolute(variants.at(-1)?.url ?? url, origin)}"${last?.urls}
 width="${width}" height="${height}" alt="${alt}"${raw(load === "lazy" ? ' loading="lazy"' : ' fetchpriority="high"')} decoding="async"></picture>`;
  return preview === undefined
    ? picture
    : html`<span class="p"><img src="data:image/webp;base64,${preview}" alt="">${picture}</span>`;
}

/** The picture with its caption, who made it, and where the caption's facts come from. */
export function renderFigure(
  image: Image,
  setting: Setting,
  load: "eager" | "lazy",
  sizes = setting.sizes,
): Html {
  const { caption, credit, source, preview, ...bare } = image;
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
  return html`<figure>${renderPicture(setting.plain ? bare : image, origin, load, sizes)}
${parts.length > 0 && html`<figcaption>${text}</figcaption>`}</figure>`;
}

/** Corrections and updates with their dates. */
export function renderCorrection({ kind, date, text }: Correction, setting: Setting): Html {
  const { locale, contentLanguage } = setting;
  const day = html`<time datetime="${date}">${formatDate(date, locale)}</time>`;
  return html`<b${langUnless(contentLanguage, locale)}>${translate(locale, `page.${kind}`)} ${day}:</b> ${text}`;
}

/** A type that is not here shows its text. `html` of a block is safe: publishing made it. */
const BLOCKS: Record<string, (block: Block, setting: Setting) => Html> = {
  paragraph: (block, setting) => html`<p>${inline(block, setting)}</p>`,
  heading: (block, setting) => {
    const { deeper = 0 } = setting;
    const tag = raw(`h${Math.min(Math.max(block.level ?? 2, 2), 4) + deeper}`);
    return html`<${tag}>${inline(block, setting)}</${tag}>`;
  },
  quote: (block, setting) =>
    html`<figure class="quote"><blockquote${langUnless(setting.contentLanguage, block.inLanguage)}>
<p>${inline(block, setting)}</p></blockquote>
${block.cite && html`<figcaption>${block.cite}</figcaption>`}</figure>`,
  list: ({ ordered, items = [] }, setting) => {
    const tag = raw(ordered ? "ol" : "ul");
    return html`<${tag}>${items.map((item) => html`<li>${inline(item, setting)}</li>`)}</${tag}>`;
  },
  image: (block, setting) => (block.image ? renderFigure(block.image, setting, "lazy") : plain(block)),
  divider: () => html`<hr>`,
};

const inline = ({ html: safe, text }: { html?: string | undefined; text: string }, { origin }: Setting) =>
  safe === undefined ? text : raw(absoluteLinks(safe, origin));
const plain = (block: Block): Html => html`<p>${block.text}</p>`;

export const renderBlocks = (body: readonly Block[], setting: Setting): Html[] =>
  body.map((block) =>
    Object.hasOwn(BLOCKS, block.type)
      ? (BLOCKS[block.type] as (typeof BLOCKS)[string])(block, setting)
      : plain(block),
  );
