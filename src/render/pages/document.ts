// The frame of every page for readers: head, masthead, sections, language switch, footer.
import { html, raw } from "hono/html";
import { authorPagePath, docsPath, feedPath, frontPath, sectionPagePath } from "../../article/paths.ts";
import { compareNames } from "../../i18n/format.ts";
import { DEFAULT_LOCALE, LOCALES, type Locale } from "../../i18n/locales.ts";
import { translate } from "../../i18n/messages.ts";
import type { Site } from "../../store/format.ts";
import { absolute } from "../links.ts";
import { siteName } from "../problem-view.ts";
import type { Html } from "../view.ts";
import { PAGE_STYLE } from "./page-style.ts";

export interface Document {
  locale: Locale;
  /** Without the site's name. */
  title: string;
  /** `null` while storage does not answer. */
  site: Site | null;
  /** Metadata of the page; it comes before the style, for consumers that read only so far. */
  head: Html | string;
  /** Root-relative path of the page. */
  path: string;
  /** The page in the languages that it exists in. */
  languages: readonly { locale: Locale; url: string }[];
  main: Html;
  /** The front page: the masthead is its heading. */
  front?: boolean;
}

const ICON =
  "data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22%20viewBox=%220%200%209%209%22%3E%3Cpath%20fill=%22%230b4f9e%22%20d=%22M0%200h9v9H0z%22/%3E%3Cpath%20fill=%22%23fff%22%20d=%22M2%202h5v1H2zm0%202h5v1H2zm0%202h3v1H2z%22/%3E%3C/svg%3E";

export function renderDocument(document: Document): string {
  const { locale, title, site, head, path, languages, main, front = false } = document;
  const say = (key: string) => translate(locale, `page.${key}`);
  const name = siteName(site, locale);
  const tagline = site?.description[locale];
  const home = frontPath(locale);
  const brand = front
    ? html`<h1 class="brand">${name}</h1>${tagline && html`<p>${tagline}</p>`}`
    : html`<a class="brand" href="${home}">${name}</a>`;
  const nav = (kind: string, label: string, links: Html[]) =>
    html`<nav class="${kind}" aria-label="${say(label)}"><ul>${links}</ul></nav>`;
  const switched = languages.map((each) => languageLink(each, each.url === path));
  return html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${front ? name : `${title} · ${name}`}</title>
${head}
<link rel="icon" href="${ICON}"><style>${raw(PAGE_STYLE)}</style></head>
<body><a class="skip" href="#main">${say("skip")}</a>
<header class="top"><div>${brand}</div>
${switched.length > 0 && nav("switch", "language", switched)}
${site && nav("sections", "sections", sectionLinks(site, locale, path))}</header>
<main id="main" tabindex="-1">
${main}
</main>
<footer class="foot"><p><b>${name}</b>${tagline && html`<br>${tagline}`}</p>
${site && html`<nav aria-label="${say("authors")}"><h2>${say("authors")}</h2><ul>${authorLinks(site, locale)}</ul></nav>`}
<p><a href="${home}">${say("front")}</a> <a href="${feedPath(locale, "rss")}">RSS</a> <a href="${docsPath(locale)}">API</a></p></footer></body></html>`.toString();
}

/** A language's own name leads to it. */
export const languageLink = ({ locale, url }: Document["languages"][number], current = false): Html =>
  html`<li><a href="${url}" hreflang="${locale}" lang="${locale}"${current && html` aria-current="page"`}>${LOCALES[locale].name}</a></li>`;

/** In the newsroom's order. */
export const sectionLinks = ({ sections }: Site, locale: Locale, current: string): Html[] =>
  Object.entries(sections).map(([id, names]) => {
    const url = sectionPagePath(locale, id);
    return html`<li><a href="${url}"${url === current && html` aria-current="page"`}>${names[locale] ?? id}</a></li>`;
  });

const authorLinks = ({ authors }: Site, locale: Locale): Html[] =>
  Object.entries(authors)
    .map(([id, { name }]) => ({ id, name: name[locale] ?? id }))
    .sort((a, b) => compareNames(a.name, b.name, locale))
    .map(({ id, name }) => html`<li><a href="${authorPagePath(locale, id)}">${name}</a></li>`);

/** Each language that the page really exists in, itself included, and where who reads none of them is led. */
export function hreflangOf(languages: Document["languages"], origin: string): [tag: string, url: string][] {
  const links = languages.map(({ locale, url }): [string, string] => [locale, absolute(url, origin)]);
  const standard = links.find(([locale]) => locale === DEFAULT_LOCALE);
  return standard ? [...links, ["x-default", standard[1]]] : links;
}

export const renderHreflang = (languages: Document["languages"], origin: string): Html[] =>
  hreflangOf(languages, origin).map(
    ([tag, url]) => html`<link rel="alternate" hreflang="${tag}" href="${url}">`,
  );
