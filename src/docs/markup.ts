// Pieces that the pages of the contract are made of.
import { html, raw } from "hono/html";
import type { Html } from "../render/view.ts";

/** Words with `code` and [links](/somewhere) in them. */
export const prose = (text: string): Html =>
  html`${text.split(/(`[^`]+`|\[[^\]]+\]\([^)]+\))/).map((part) => {
    if (part.startsWith("`")) return html`<code>${part.slice(1, -1)}</code>`;
    const [, words, to] = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(part) ?? [];
    return words ? html`<a href="${to}">${words}</a>` : part;
  })}`;

/** Paragraphs of words, divided by empty lines. */
export const paragraphs = (text: string): Html =>
  html`${text.split("\n\n").map((each) => html`<p>${prose(each)}</p>`)}`;

/** A text to copy. */
export const code = (text: string): Html =>
  html`<div class="code"><pre><code>${text.trimEnd()}</code></pre></div>`;

export const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

/** Reference material: closed until it is wanted, or until a link leads to `id` in it. */
export const fold = (
  id: string,
  level: 3 | 4,
  heading: Html | string,
  kicker: Html | string,
  content: Html,
): Html =>
  html`<details class="fold"><summary>${raw(`<h${level}>`)}${heading}${raw(`</h${level}>`)}<span>${kicker}</span></summary><div id="${id}">${content}</div></details>`;

/** A thing and what is said of it. */
export const entry = (name: Html | string, said: Html | string): Html =>
  html`<dt>${name}</dt><dd>${said}</dd>`;
