// What an embed shows in place of an article that is not there, or not any more.
import { html } from "hono/html";
import { frontPath } from "../article/paths.ts";
import { CARD_STYLE } from "./card-style.ts";
import { frameDocument } from "./frame.ts";
import { type ProblemView, problemWords, siteName } from "./problem-view.ts";

/** @param script what the document runs, for hosts that show it only when it answers. */
export function renderTombstone(view: ProblemView, script?: string): string {
  const { locale, site, origin, theme, details } = view;
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
<p class="m"><a href="${origin + frontPath(locale)}" target="_blank" rel="noopener">TODO all news</a></p>
</div></main>`,
  });
}
