// A problem's face is that of what was asked for: JSON for the API, a page for readers, a card for embeds.
import { FEED_FORMATS, MARKDOWN_SUFFIX } from "../article/paths.ts";
import { canonicalPath } from "../http/canonical-path.ts";
import type { HeaderFormat } from "../http/headers.ts";
import { problemBody } from "../http/problems.ts";
import { renderFragmentProblem } from "../render/embeds/fragment.ts";
import { HOSTED_SCRIPT } from "../render/embeds/hosted.ts";
import { renderTombstone } from "../render/embeds/tombstone.ts";
import { renderErrorPage } from "../render/pages/error-page.ts";
import { renderMarkdownProblem } from "../render/pages/markdown.ts";
import type { ProblemView } from "../render/problem-view.ts";

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

/** Its host shows nothing until the frame speaks. */
const HOSTED: Face = {
  headers: "hosted",
  named: true,
  render: (view) => renderTombstone(view, HOSTED_SCRIPT),
};
const MARKDOWN: Face = { headers: "markdown", render: renderMarkdownProblem };

/** By the first segment of the path. */
const BY_DOOR: Readonly<Record<string, Face>> = {
  v1: API,
  media: API,
  problems: API,
  healthz: API,
  oembed: API,
  embed: { headers: "card", named: true, render: renderTombstone },
  fragment: { headers: "fragment", render: renderFragmentProblem },
};

/** Read by programs only. */
const FILE = new RegExp(
  `^/([^/]+/(sections/[^/]+/)?feed\\.(${FEED_FORMATS.join("|")})|(news-)?sitemap[^/]*\\.xml|(robots|llms)\\.txt)$`,
);

/** @param path as the client wrote it, in any spelling of the canonical one. */
export function faceOf(path: string): Face {
  const canonical = canonicalPath(path);
  const spelled = "path" in canonical ? canonical.path : path.toLowerCase();
  const [, door = "", ...tail] = spelled.split("/");
  if (door === "embed" && /^(hosted|full)$/.test(tail[3] ?? "")) return HOSTED;
  if (FILE.test(spelled)) return API;
  if (Object.hasOwn(BY_DOOR, door)) return BY_DOOR[door] as Face;
  return tail[0] === "articles" && tail[1]?.endsWith(MARKDOWN_SUFFIX) ? MARKDOWN : PAGE;
}
