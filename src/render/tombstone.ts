// What an embed shows in place of an article that is not there, or not any more.
import { html } from "hono/html";
import { frontPath } from "../article/paths.ts";
import { LOCALES } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";
import { CARD_STYLE } from "./card-style.ts";
import { frameDocument } from "./frame.ts";
import { type ProblemView, problemWords, siteName } from "./problem-view.ts";
import type { Html } from "./view.ts";

/** The same door in another language keeps the reader in the frame; everything else opens beside it. */
const link = (url: string, text: string, language?: string): Html =>
  language
    ? html`<a href="${url}" lang="${language}" hreflang="${language}">${text}</a>`
    : html`<a href="${url}" target="_blank" rel="noopener">${text}</a>`;

/** @param script what the document runs, for hosts that show it only when it answers. */
export function renderTombstone(view: ProblemView, script?: string): string {
  const { locale, site, theme, details, elsewhere } = view;
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
<p class="s">${text}</p>
${note && html`<p class="n" lang="${noteLanguage}">${note}</p>`}
<p class="m">${elsewhere.map(({ locale: other, url }) => html`${link(url, LOCALES[other].name, other)} · `)}${link(frontPath(locale), translate(locale, "page.seeAll"))}</p>
</div></main>`,
  });
}
