// Metadata of an article's page: links to its other forms, previews, and schema.org's NewsArticle.
import { html, raw } from "hono/html";
import type { StoredArticle } from "../article/article.ts";
import { frontPath } from "../article/paths.ts";
import { LOCALES, type Locale } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";
import { renderFeedLinks } from "./feeds/feed.ts";
import { absolute } from "./links.ts";
import { renderHreflang } from "./pages/document.ts";
import { siteName } from "./problem-view.ts";
import { previewOf, socialCardOf } from "./social-preview.ts";
import type { ArticleView, Html } from "./view.ts";

// Consumers read the first 8 KB of a page: what may be long is said in full only where readers see it.
const READ = 8 * 1024;
const KEYWORDS = 10;
/** The newest. */
const CORRECTIONS = 3;
/** UTF-16 code units. */
const CORRECTION_LENGTH = 300;
/** Fields of the JSON-LD that are left out, in this order, where all of them would not fit. */
const GIVES_WAY = ["correction", "keywords", "image.caption", "description", "mainEntityOfPage"];

/** The article in every language that it really is in. */
export function languagesOf({ isFallback, inLanguage, url, translations }: StoredArticle) {
  const all = [...(isFallback ? [] : [{ inLanguage, url }]), ...translations];
  return (Object.keys(LOCALES) as Locale[]).flatMap((locale) => {
    const found = all.find((each) => each.inLanguage === locale);
    return found ? [{ locale, url: found.url }] : [];
  });
}

/** Where the text belongs: a fallback is only shown here. */
export const canonicalOf = (article: StoredArticle): string =>
  (article.isFallback && languagesOf(article).find(({ locale }) => locale === article.inLanguage)?.url) ||
  article.url;

/** Open Graph writes `uk_UA`. */
export const openGraphLocale = (locale: string): string =>
  (LOCALES[locale as Locale]?.tag ?? locale).replace("-", "_");

export const property = (name: string, content: unknown): Html =>
  html`<meta property="${name}" content="${content}">`;
export const named = (name: string, content: unknown): Html =>
  html`<meta name="${name}" content="${content}">`;

export function renderArticleHead({ article, site, origin }: ArticleView): Html {
  const locale = article.requestedLanguage as Locale;
  const canonical = absolute(canonicalOf(article), origin);
  const oembed = absolute(article.links.oembed, origin);
  const publisher = siteName(site, locale);
  // On a card is what the title says: it needs no description. Twitter takes it from Open Graph.
  const card = socialCardOf(article);
  const image = card ?? previewOf(article.image);
  const others = article.translations.filter(({ inLanguage }) => inLanguage !== article.inLanguage);
  const meta = html`${named("description", article.description)}
<link rel="canonical" href="${canonical}">
${!article.isFallback && renderHreflang(languagesOf(article), origin)}
<link rel="alternate" type="application/json+oembed" href="${oembed}">
<link rel="alternate" type="text/xml+oembed" href="${oembed}&format=xml">
<link rel="alternate" type="text/markdown" href="${article.links.markdown}">
${renderFeedLinks(site, locale).slice(0, 1)}
${property("og:type", "article")}
${property("og:site_name", publisher)}
${property("og:title", article.headline)}
${property("og:description", article.description)}
${property("og:url", canonical)}
${property("og:locale", openGraphLocale(article.inLanguage))}
${others.map(({ inLanguage }) => property("og:locale:alternate", openGraphLocale(inLanguage)))}
${image && property("og:image", absolute(image.url, origin))}
${image && property("og:image:width", image.width)}
${image && property("og:image:height", image.height)}
${image && !card && property("og:image:alt", article.image?.alt)}
${property("article:published_time", article.datePublished)}
${property("article:modified_time", article.dateModified)}
${property("article:section", article.section.name)}
${named("robots", "max-image-preview:large")}
${named("twitter:card", image ? "summary_large_image" : "summary")}
${named("twitter:label1", translate(locale, "page.label"))}
${named("twitter:data1", article.display.readingTime)}
${article.keywords.slice(0, KEYWORDS).map((word) => property("article:tag", word))}
`;
  // The title comes before, with what every document begins with.
  const room = READ - bytesOf(`${meta}${article.headline}`) - 512;
  const data = fitting(newsArticle(article, canonical, publisher, origin), room);
  return html`${meta}<script type="application/ld+json">${raw(data)}</script>`;
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).byteLength;

/** @param room in bytes. */
function fitting(data: Record<string, unknown>, room: number): string {
  const left = { ...data };
  for (const field of GIVES_WAY) {
    if (bytesOf(inScript(left)) <= room) break;
    const [name = "", part] = field.split(".");
    left[name] = part ? { ...(left[name] as object | undefined), [part]: undefined } : undefined;
  }
  return inScript(left);
}

/** schema.org NewsArticle: the API's object under schema.org's own names. */
function newsArticle(
  article: StoredArticle,
  url: string,
  publisher: string,
  origin: string,
): Record<string, unknown> {
  const { image } = article;
  // Search engines want the picture itself; the card is better than none.
  const picture = previewOf(image) ?? socialCardOf(article);
  return {
    "@context": "https://schema.org",
    "@type": article.type,
    url,
    mainEntityOfPage: url,
    headline: article.headline,
    description: article.description,
    inLanguage: article.inLanguage,
    articleSection: article.section.name,
    keywords: article.keywords.slice(0, KEYWORDS),
    datePublished: article.datePublished,
    dateModified: article.dateModified,
    author: article.author.map(({ type, name, url: page }) => ({
      "@type": type,
      name,
      url: absolute(page, origin),
    })),
    publisher: {
      "@type": "NewsMediaOrganization",
      name: publisher,
      url: absolute(frontPath(article.requestedLanguage), origin),
    },
    ...(picture && {
      image: {
        "@type": "ImageObject",
        url: absolute(picture.url, origin),
        width: picture.width,
        height: picture.height,
        caption: image?.caption,
        creditText: image?.credit,
      },
    }),
    wordCount: article.wordCount,
    timeRequired: article.timeRequired,
    isAccessibleForFree: true,
    ...(article.corrections.length > 0 && {
      correction: article.corrections.slice(0, CORRECTIONS).map(({ text, date }) => ({
        "@type": "CorrectionComment",
        text: text.length > CORRECTION_LENGTH ? `${text.slice(0, CORRECTION_LENGTH).toWellFormed()}…` : text,
        datePublished: date,
      })),
    }),
  };
}

/** JSON that cannot end the script element it stands in. */
const inScript = (value: object): string =>
  JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
