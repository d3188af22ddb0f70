// An article as HTML to include in another page: its style reaches nothing outside it, it has no ids and no script,
// so it may stand on a page twice. Type and colours are the page's.
import { html, raw } from "hono/html";
import { LOCALES } from "../../i18n/locales.ts";
import { absolute } from "../links.ts";
import { type ProblemView, problemWords } from "../problem-view.ts";
import type { ArticleView } from "../view.ts";
import { renderWhole } from "./embedded-article.ts";

/** Without a prelude, @scope is the parent of the style element. */
export const FRAGMENT_STYLE = `@scope{:scope{max-inline-size:68ch;overflow-wrap:anywhere}
:scope[data-theme=light]{color-scheme:light;background:#fff;color:#1c1b19}
:scope[data-theme=dark]{color-scheme:dark;background:#1b1b1d;color:#efece6}
.k,.m,figcaption{font-size:.85em;opacity:.8}
.d{font-size:1.1em}
h2{line-height:1.2;text-wrap:balance}h2 a{color:inherit;text-decoration:none}
figcaption>span{display:block}small{margin-inline-end:.8em}
figure{margin:1.4em 0}
img{display:block;max-width:100%;height:auto}
.p{display:block;position:relative;width:fit-content}.p>img{position:absolute;inset:0;width:100%;height:100%}.p picture img{position:relative}
.n,blockquote{margin-inline:0;border-inline-start:3px solid;padding-inline-start:1em}}`;

const fragment = (language: string, theme: string | undefined, content: ReturnType<typeof html>): string =>
  html`<article class="visnyk" lang="${language}"${theme && html` data-theme="${theme}"`}><style>${raw(FRAGMENT_STYLE)}</style>
${content}
</article>\n`.toString();

export const renderFragment = (view: ArticleView): string =>
  fragment(view.article.inLanguage, view.theme, renderWhole(view, 2, "lazy"));

export function renderFragmentProblem(view: ProblemView): string {
  const { locale, theme, alternates, origin, details } = view;
  const { title, text } = problemWords(view);
  const { note, noteLanguage } = details;
  const links = alternates.map(
    ({ locale: other, url }) =>
      html` <a href="${absolute(url, origin)}" lang="${other}" hreflang="${other}">${LOCALES[other].name}</a>`,
  );
  return fragment(
    locale,
    theme,
    html`<h2>${title}</h2>\n<p>${text}${links}</p>${note && html`\n<p class="n" lang="${noteLanguage}">${note}</p>`}`,
  );
}
