// Forms of a problem: JSON for the API, a page for readers, a card for embeds.
import type { DocumentParts, HeaderFormat } from "../http/headers.ts";
import { problemBody } from "../http/problems.ts";
import { renderFragmentProblem } from "../render/embeds/fragment.ts";
import { HOSTED_SCRIPT } from "../render/embeds/hosted.ts";
import { renderTombstone } from "../render/embeds/tombstone.ts";
import { renderErrorPage } from "../render/pages/error-page.ts";
import { renderMarkdownProblem } from "../render/pages/markdown.ts";
import type { ProblemView } from "../render/problem-view.ts";
import { PAGE } from "./document-parts.ts";

export type ErrorFormat = "problem" | "page" | "card" | "hosted" | "fragment" | "markdown";

interface ErrorFormatRow {
  headers: HeaderFormat;
  document?: DocumentParts;
  /** Whether it shows the site's names. */
  named?: true;
  render: (view: ProblemView) => string;
}

export const ERROR_FORMATS: Record<ErrorFormat, ErrorFormatRow> = {
  problem: {
    headers: "problem",
    render: ({ code, locale, origin, details }) => problemBody(code, locale, origin, details),
  },
  page: { headers: "errorPage", document: PAGE, named: true, render: renderErrorPage },
  card: { headers: "card", named: true, render: renderTombstone },
  // Its host shows nothing until the frame speaks.
  hosted: { headers: "hosted", named: true, render: (view) => renderTombstone(view, HOSTED_SCRIPT) },
  fragment: { headers: "fragment", render: renderFragmentProblem },
  markdown: { headers: "markdown", render: renderMarkdownProblem },
};
