// The latest of a section for an iframe.
import { html } from "hono/html";
import type { ListView } from "./view.ts";

export const LIST_EMBED_STYLE = "p{margin:0}";

export const renderListEmbed = ({ locale, list }: ListView): string =>
  html`<!doctype html><html lang="${locale}"><title>${list.total}</title></html>`.toString();
