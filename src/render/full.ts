// The whole article for an iframe.
import { html } from "hono/html";
import type { ArticleView } from "./view.ts";

export const renderFull = ({ article }: ArticleView): string =>
  html`<!doctype html><html lang="${article.requestedLanguage}"><title>${article.headline}</title><p>${article.headline}</p></html>`.toString();
export const FULL_STYLE = "p{margin:0}";
