// Snippets to paste or insert elsewhere to show an article: HTML as text, not as our markup.
import { html } from "hono/html";
import type { Summary } from "../article/article.ts";
import { LOADER_PATH } from "../article/paths.ts";
import { absolute } from "./links.ts";

export const CARD_WIDTH = 640;
export const CARD_HEIGHT = 420;
/** Room for the beginning of an article until the loader knows its height. */
const FULL_HEIGHT = 800;

type Embedded = Pick<Summary, "headline" | "url" | "links">;

/** The card without any script, with a plain link for where frames are not shown. */
export const cardSnippet = ({ headline, url, links }: Embedded, origin: string): string =>
  html`<iframe src="${absolute(links.embed, origin)}" title="${headline}" width="100%" height="${CARD_HEIGHT}" loading="lazy" style="border:0;max-width:${CARD_WIDTH}px" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
<p><a href="${absolute(url, origin)}">${headline}</a></p>`.toString();

/** The whole article; the loader gives the frame its height. */
export const fullSnippet = ({ headline, url, links }: Embedded, origin: string): string =>
  html`<iframe src="${absolute(links.embed, origin)}/full" title="${headline}" width="100%" height="${FULL_HEIGHT}" loading="lazy" style="border:0;max-width:720px" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>
<script async src="${absolute(LOADER_PATH, origin)}"></script>
<p><a href="${absolute(url, origin)}">${headline}</a></p>`.toString();

/**
 * For oEmbed hosts. WordPress keeps the block quote without attributes and, of the frame, src, width, height,
 * frameborder and title; the sandbox is for hosts that do not bring their own.
 */
export const oembedSnippet = (
  { headline, url, links }: Embedded,
  origin: string,
  width: number,
  height: number,
): string =>
  html`<blockquote><a href="${absolute(url, origin)}">${headline}</a></blockquote><iframe src="${absolute(links.embed, origin)}/hosted" width="${width}" height="${height}" title="${headline}" frameborder="0" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>`.toString();
