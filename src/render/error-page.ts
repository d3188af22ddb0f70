// What readers see in place of a page.
import { html } from "hono/html";
import { type ProblemView, problemWords } from "./problem-view.ts";

export function renderErrorPage(view: ProblemView): string {
  const { title, text } = problemWords(view);
  return html`<!doctype html><html lang="${view.locale}"><title>${title}</title><p>${text}</p></html>`.toString();
}
