// The page that `npm run dev` shows in place of every page while the content has errors.
import type { Locale } from "../../i18n/locales.ts";
import { type Diagnostic, severityOf } from "../diagnostics/diagnostic.ts";
import { diagnosticWords, reportWords } from "../diagnostics/messages.ts";
import { countLine } from "../report/diagnostics.ts";
import { EVENTS_PATH } from "./proxy.ts";

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#ddd, #444); --error: light-dark(#b00020, #ff8a80);
  --warning: light-dark(#8a5a00, #ffcc66); --quiet: light-dark(#555, #aaa); --mend: light-dark(#14691b, #8fd694) }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1.5rem; max-width: 60rem }
h1 { font-size: 1.4rem; margin: 0; color: var(--error) }
h2 { font: 600 1rem ui-monospace, monospace; margin: 2rem 0 0; overflow-wrap: anywhere }
ul { list-style: none; margin: 0; padding: 0 }
li { border-top: 1px solid var(--line); padding: .6rem 0; display: grid; gap: 0 1rem; grid-template-columns: 5rem 1fr }
code { font: .95em ui-monospace, monospace; color: var(--quiet) }
b { font-weight: 600; color: var(--error) } .warning b { color: var(--warning) }
p { margin: 0; overflow-wrap: anywhere } .mend { color: var(--mend) } header p { color: var(--quiet) }
@media (max-width: 30rem) { li { grid-template-columns: 1fr } }`;

/** It goes away by itself once nothing is wrong. @param problems in the order of the files. */
export function problemsPage(diagnostics: readonly Diagnostic[], locale: Locale): string {
  const groups = [...Map.groupBy(diagnostics, ({ file }) => file)];
  const title = reportWords(locale, "dev.title");
  return `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
<header>
<h1>${escapeHtml(`${title} ${countLine(diagnostics, locale)}`)}</h1>
<p>${escapeHtml(reportWords(locale, "dev.kept"))}</p>
</header>
<main>
${groups.map(([file, group]) => `<h2>${escapeHtml(file)}</h2>\n<ul>\n${group.map((each) => item(each, locale)).join("\n")}\n</ul>`).join("\n")}
</main>
<script>new EventSource("${EVENTS_PATH}").onmessage = () => location.reload()</script>
`;
}

function item(diagnostic: Diagnostic, locale: Locale): string {
  const { line, column, field } = diagnostic;
  const { message, fix } = diagnosticWords(diagnostic, locale);
  const name = field ? `<b>${escapeHtml(field)}</b> ` : "";
  return `<li class="${severityOf(diagnostic)}"><code>${line}:${column}</code><div><p>${name}${escapeHtml(message)}</p><p class="mend">→ ${escapeHtml(fix)}</p></div></li>`;
}

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
