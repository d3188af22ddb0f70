// The embed in place of an article that is missing or withdrawn.
import { html } from "hono/html";
import { frontPath } from "../../article/paths.ts";
import { LOCALES, type Locale } from "../../i18n/locales.ts";
import { translate } from "../../i18n/messages.ts";
import { type ProblemView, problemWords, siteName } from "../problem-view.ts";
import type { Html } from "../view.ts";
import { CARD_STYLE } from "./card-style.ts";
import { frameDocument } from "./frame.ts";

/** It opens beside the host's page. */
const link = (url: string, text: string, language?: Locale): Html =>
  html`<a href="${url}"${language && html` lang="${language}" hreflang="${language}"`} target="_blank" rel="noopener">${text}</a>`;

/** @param script what the document runs, for hosts that show it only when it answers. */
export function renderTombstone(view: ProblemView, script?: string): string {
  const { locale, site, theme, details, alternates } = view;
  const { title, text } = problemWords(view);
  const { note, noteLanguage } = details;
  return frameDocument({
    locale,
    title,
    theme,
    style: CARD_STYLE,
    script,
    body: html`<main><div class="t">
<p class="k"><b>${siteName(site, locale)}</b></p>
<h1>${title}</h1>
<p>${text} ${alternates.map(({ locale: other, url }) => link(url, LOCALES[other].name, other))}</p>
${note && html`<p class="n" lang="${noteLanguage}">${note}</p>`}
<p class="m">${link(frontPath(locale), translate(locale, "page.seeAll"))}</p>
</div></main>`,
  });
}
