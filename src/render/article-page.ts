// The page of an article.
import { html } from "hono/html";
import type { ArticleView } from "./view.ts";

export const renderArticlePage = ({ article }: ArticleView): string =>
  html`<!doctype html><html lang="${article.requestedLanguage}"><title>${article.headline}</title><p>${article.headline}</p></html>`.toString();
