// Where the `type` of a problem leads: the error explained, in every language that we have, on one page.
import { html, raw } from "hono/html";
import { docsPath, problemPath } from "../article/paths.ts";
import { PROBLEMS, type ProblemCode } from "../http/problems.ts";
import { DEFAULT_LOCALE, type Locale, locales } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";
import { renderDocument } from "../render/document.ts";
import type { Html } from "../render/view.ts";
import { DOCS_STYLE } from "./docs-style.ts";
import { problemExample } from "./examples.ts";
import { code as copyable, pretty, prose } from "./markup.ts";
import { words } from "./words.ts";

export const renderProblemPage = (code: ProblemCode): string =>
  renderDocument({
    locale: DEFAULT_LOCALE,
    title: code,
    site: null,
    head: html`<meta name="robots" content="noindex"><style>${raw(DOCS_STYLE)}</style>`,
    path: problemPath(code),
    languages: [],
    main: html`<div class="docs problem"><h1><code>${code}</code></h1>
${locales.map((locale) => explanation(code, locale))}</div>`,
  });

function explanation(code: ProblemCode, locale: Locale): Html {
  const say = (key: string) => words(locale, `problemPage.${key}`);
  return html`<section lang="${locale}"><h2>${translate(locale, `problem.${code}.title`)}</h2>
<dl><dt>${say("status")}</dt><dd>${PROBLEMS[code].status}</dd>
<dt>${say("when")}</dt><dd>${prose(words(locale, `problems.${code}.when`))}</dd>
<dt>${say("do")}</dt><dd>${prose(words(locale, `problems.${code}.do`))}</dd></dl>
<details><summary>${say("example")}</summary>
${copyable(pretty(problemExample(code, locale)), say("example"))}</details>
<p><a href="${docsPath(locale)}#problems">${say("all")}</a></p></section>`;
}
