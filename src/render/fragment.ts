// An article as HTML to include in another page.
import { html } from "hono/html";
import { type ProblemView, problemWords } from "./problem-view.ts";
import type { ArticleView } from "./view.ts";

export const renderFragment = ({ article }: ArticleView): string =>
  html`<!doctype html><html lang="${article.requestedLanguage}"><title>${article.headline}</title><p>${article.headline}</p></html>`.toString();

export const renderFragmentProblem = (view: ProblemView): string =>
  html`<p>${problemWords(view).title}</p>`.toString();
