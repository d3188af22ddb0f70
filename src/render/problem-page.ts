// What a problem's `type` URL answers: the error explained to developers, in every language that we have, on one page.
import { html } from "hono/html";
import { problemPath } from "../article/paths.ts";
import { PROBLEMS, type ProblemCode } from "../http/problems.ts";
import { DEFAULT_LOCALE, LOCALES, type Locale, locales } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";
import { langUnless } from "./blocks.ts";
import { renderDocument } from "./document.ts";

/** Placeholders stand for what an answer fills in. */
const VALUES = { parameter: "…", expected: "…" };

/** What stands between backticks is code. */
const marked = (text: string) =>
  text.split("`").map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));

export function renderProblemPage(code: ProblemCode): string {
  const { status } = PROBLEMS[code];
  const section = (locale: Locale) => html`<section${langUnless(DEFAULT_LOCALE, locale)}>
<p class="kicker">${LOCALES[locale].name}</p>
<h2>${translate(locale, `problem.${code}.title`)}</h2>
<p>${marked(translate(locale, `problem.${code}.detail`, VALUES))}</p>
</section>`;
  return renderDocument({
    locale: DEFAULT_LOCALE,
    title: code,
    // It is ours, not the newsroom's, and is there also while storage does not answer.
    site: null,
    head: "",
    path: problemPath(code),
    languages: [],
    main: html`<div class="error"><p class="kicker">${status}</p>
<h1><code>${code}</code></h1>
${locales.map(section)}</div>`,
  });
}
