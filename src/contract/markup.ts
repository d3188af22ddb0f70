// Pieces that the pages of the contract are made of.
import { html, raw } from "hono/html";
import type { Html } from "../render/view.ts";

/** Words with `code` in them. */
export const prose = (text: string): Html =>
  html`${text.split("`").map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part))}`;

/** Paragraphs of words, divided by empty lines. */
export const paragraphs = (text: string): Html =>
  html`${text.split("\n\n").map((each) => html`<p>${prose(each)}</p>`)}`;

/** A text to copy. @param label what it is, for those who do not see it. @param classes for the style. */
export const code = (text: string, label: string, classes = ""): Html =>
  html`<pre class="${classes}" tabindex="0" role="region" aria-label="${label}"><code>${raw(escapeHtml(text))}</code></pre>`;

export const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

/** The template tag escapes as well, but quotes in a text need not be. */
const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
