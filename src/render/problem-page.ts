// What a problem's `type` URL answers: the error explained, in every language that we have, on one page.
import { html } from "hono/html";
import { PROBLEMS, type ProblemCode } from "../http/problems.ts";
import { locales } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";

/** Placeholders stand for what an answer fills in. */
const VALUES = { parameter: "…", expected: "…" };

export function renderProblemPage(code: ProblemCode): string {
  const { status } = PROBLEMS[code];
  const section = (locale: (typeof locales)[number]) => html`<section lang="${locale}">
<h2>${translate(locale, `problem.${code}.title`)}</h2>
<dl><dt>${translate(locale, "problemPage.status")}</dt><dd>${status}</dd>
<dt>${translate(locale, "problemPage.cause")}</dt><dd>${translate(locale, `problem.${code}.detail`, VALUES)}</dd></dl>
</section>`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>${code} · ${status}</title></head>
<body><h1><code>${code}</code></h1>
${locales.map(section)}
</body></html>`.toString();
}
