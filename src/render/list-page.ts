// The front page, and the pages of a section and an author.
import { html } from "hono/html";
import type { ListView } from "./view.ts";

export const renderListPage = ({ locale, list }: ListView): string =>
  html`<!doctype html><html lang="${locale}"><title>${list.total}</title></html>`.toString();
