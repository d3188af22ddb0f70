// Error pages in the reader's language, with a way on.
import { html } from "hono/html";
import { frontPath } from "../../article/paths.ts";
import { formatDate } from "../../i18n/format.ts";
import { locales } from "../../i18n/locales.ts";
import { translate } from "../../i18n/messages.ts";
import { langUnless } from "../blocks.ts";
import { type ProblemView, problemWords } from "../problem-view.ts";
import { languageLink, renderDocument, sectionLinks } from "./document.ts";

export function renderErrorPage(view: ProblemView): string {
  const { locale, status, site, details, alternates } = view;
  const { title, text } = problemWords(view);
  const say = (key: string) => translate(locale, `page.${key}`);
  const fronts = locales.map((each) => ({ locale: each, url: frontPath(each) }));
  const { note, noteLanguage, retractedAt } = details;
  const main = html`<div class="error"><p class="kicker">${status}</p>
<h1>${title}</h1>
<p>${text}</p>
${alternates.length > 0 && html`<ul>${alternates.map((each) => languageLink(each))}</ul>`}
${note && html`<blockquote${langUnless(locale, noteLanguage)}><p>${note}</p></blockquote>`}
${retractedAt && html`<p class="meta">${say("retraction")} <time datetime="${retractedAt}">${formatDate(retractedAt, locale)}</time></p>`}
<ul class="on"><li><a href="${frontPath(locale)}">${say("front")}</a></li>
${site && sectionLinks(site, locale, "")}</ul></div>`;
  return renderDocument({ locale, title, site, head: "", path: "", languages: fronts, main });
}
