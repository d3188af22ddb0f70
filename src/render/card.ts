// The card: an article in an iframe of fixed height, without JavaScript.
import { html } from "hono/html";
import type { ArticleView } from "./view.ts";

export const renderCard = ({ article }: ArticleView): string =>
  html`<!doctype html><html lang="${article.requestedLanguage}"><title>${article.headline}</title><p>${article.headline}</p></html>`.toString();
