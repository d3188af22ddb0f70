// The page behind a problem's `type`: the error explained, in every language on one page.
import { html, raw } from "hono/html";
import { docsPath, problemPath } from "../article/paths.ts";
import { problemExample } from "../contract/examples.ts";
import { languageOfWords, words } from "../contract/words.ts";
import { PROBLEMS, type ProblemCode } from "../http/problems.ts";
import { DEFAULT_LOCALE, type Locale, locales } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";
import { langUnless } from "../render/blocks.ts";
import { renderDocument } from "../render/pages/document.ts";
import type { Html } from "../render/view.ts";
import { code as copyable, entry, pretty, prose } from "./markup.ts";
import { DOCS_STYLE } from "./style.ts";

export const renderProblemPage = (code: ProblemCode): string =>
  renderDocument({
    locale: DEFAULT_LOCALE,
    title: code,
    // It is ours, not the newsroom's.
    site: null,
    head: html`<style>${raw(DOCS_STYLE)}</style>`,
    path: problemPath(code),
    languages: [],
    main: html`<div class="docs"><div class="words"><h1><code>${code}</code></h1>
${locales.map((locale) => explanation(code, locale))}</div></div>`,
  });

function explanation(code: ProblemCode, locale: Locale): Html {
  const say = (key: string) => words(locale, `problemPage.${key}`);
  const own = langUnless(locale, languageOfWords(locale));
  return html`<section class="part"${langUnless(DEFAULT_LOCALE, locale)}><h2>${translate(locale, `problem.${code}.title`)}</h2>
<dl class="facts"${own}>${entry(say("status"), String(PROBLEMS[code].status))}
${entry(say("when"), prose(words(locale, `problems.${code}.when`)))}
${entry(say("do"), prose(words(locale, `problems.${code}.do`)))}</dl>
<details${own}><summary>${say("example")}</summary>
${copyable(pretty(problemExample(code, locale)))}</details>
<p${own}><a href="${docsPath(locale)}#problems">${say("all")}</a></p></section>`;
}
