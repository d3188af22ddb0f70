// The card for oEmbed hosts: it tells its host how high it is.
import { html } from "hono/html";
import type { ArticleView } from "./view.ts";

export const renderHosted = ({ article }: ArticleView): string =>
  html`<!doctype html><html lang="${article.requestedLanguage}"><title>${article.headline}</title><p>${article.headline}</p></html>`.toString();
export const HOSTED_SCRIPT = "0";
