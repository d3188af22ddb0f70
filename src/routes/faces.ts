// A problem's face is that of what was asked for: JSON for the API, a page for readers, a card for embeds.
import type { HeaderFormat } from "../http/headers.ts";
import { problemBody } from "../http/problems.ts";
import { renderErrorPage } from "../render/error-page.ts";
import { renderFragmentProblem } from "../render/fragment.ts";
import { HOSTED_SCRIPT } from "../render/hosted.ts";
import { renderMarkdownProblem } from "../render/markdown.ts";
import type { ProblemView } from "../render/problem-view.ts";
import { renderTombstone } from "../render/tombstone.ts";

interface Face {
  headers: HeaderFormat;
  /** Whether it shows the site's names. */
  named?: true;
  render: (view: ProblemView) => string;
}

const API: Face = {
  headers: "problem",
  render: ({ code, locale, origin, details }) => problemBody(code, locale, origin, details),
};
const PAGE: Face = { headers: "errorPage", named: true, render: renderErrorPage };

/** By the first segment of the path; everything else is a page. */
const BY_DOOR: Readonly<Record<string, Face>> = {
  v1: API,
  media: API,
  problems: API,
  healthz: API,
  oembed: API,
  embed: { headers: "card", named: true, render: renderTombstone },
  fragment: { headers: "fragment", render: renderFragmentProblem },
};

/** By more than the first segment: these come first. */
const BY_PATTERN: readonly [RegExp, Face][] = [
  // Their hosts show nothing until the frame speaks.
  [
    /^\/embed\/.*\/(hosted|full)\/?$/i,
    { headers: "hosted", render: (view) => renderTombstone(view, HOSTED_SCRIPT) },
  ],
  [/\.md$/i, { headers: "markdown", render: renderMarkdownProblem }],
];

/** @param path as the client wrote it. */
export function faceOf(path: string): Face {
  const door = path.split("/", 2)[1]?.toLowerCase() ?? "";
  const special = BY_PATTERN.find(([pattern]) => pattern.test(path))?.[1];
  return special ?? (Object.hasOwn(BY_DOOR, door) ? (BY_DOOR[door] as Face) : PAGE);
}
