// The main calls, each in the languages that people build with: docs/samples, with this server's addresses in them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { html } from "hono/html";
import type { Example } from "../contract/examples.ts";
import { words } from "../contract/words.ts";
import type { Locale } from "../i18n/locales.ts";
import { ROOT } from "../publish/files/root.ts";
import type { Html } from "../render/view.ts";
import { PLACEHOLDER_ORIGIN } from "../store/documents.ts";
import { code, paragraphs } from "./markup.ts";
import { renderAnswer } from "./reference.ts";

/** By the ending of their files. */
export const LANGUAGES = { sh: "curl", ts: "TypeScript", swift: "Swift", kt: "Kotlin" } as const;

export interface Place {
  locale: Locale;
  slug: string;
}

/** @param name of a file in docs/samples. */
export const readSample = (name: string, { locale, slug }: Place): string =>
  readFileSync(join(ROOT, "docs/samples", name), "utf8")
    .replaceAll("ORIGIN", PLACEHOLDER_ORIGIN)
    .replaceAll("LOCALE", locale)
    .replaceAll("SLUG", slug);

/** The same call in every language; without the chooser's style, one below the other. */
export const renderSample = (name: string, place: Place): Html =>
  html`<div class="samples">${Object.entries(LANGUAGES).map(
    ([ending, language]) =>
      html`<div class="sample ${ending}"><p class="caption">${language}</p>${code(readSample(`${name}.${ending}`, place))}</div>`,
  )}</div>`;

/** Which language the samples are shown in; it needs no script. */
export const renderChooser = (
  locale: Locale,
): Html => html`<fieldset class="chooser"><legend>${words(locale, "docs.chooser")}</legend>
${Object.entries(LANGUAGES).map(
  ([ending, language], i) =>
    html`<label><input type="radio" name="language" id="in-${ending}"${i === 0 && html` checked`}> ${language}</label>`,
)}</fieldset>`;

/** @param answer what it gives; `null` where words say enough. */
export const renderCall = (name: string, place: Place, answer: Example | null): Html => {
  const say = (key: string) => words(place.locale, `docs.calls.${name}.${key}`);
  return html`<section id="call-${name}"><h3>${say("title")}</h3>
${paragraphs(say("text"))}
${renderSample(name, place)}
${answer && renderAnswer(answer, place.locale)}</section>`;
};
