// What an embed shows in place of an article that is not there, or not any more.
import { html } from "hono/html";
import { type ProblemView, problemWords } from "./problem-view.ts";

export function renderTombstone(view: ProblemView): string {
  const { title, text } = problemWords(view);
  return html`<!doctype html><html lang="${view.locale}"><title>${title}</title><p>${text}</p></html>`.toString();
}
