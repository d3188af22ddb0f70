// Form of an error by the URL, also where nothing was routed: a path that is too long or cannot be decoded.
import { withPatterns } from "../article/uri-template.ts";
import { canonicalPath } from "../http/canonical-path.ts";
import { ARTICLE_FORMATS } from "./article-formats.ts";
import type { ErrorFormat } from "./error-formats.ts";
import { FORMATS } from "./formats.ts";
import { LIST_ROUTES } from "./list-page.ts";

/** By the first segment of the path, for what is no URL of a format. */
const BY_PREFIX: Readonly<Record<string, ErrorFormat>> = {
  v1: "problem",
  media: "problem",
  problems: "problem",
  healthz: "problem",
  oembed: "problem",
  embed: "card",
  fragment: "fragment",
};

/** Read by programs only. */
const FILE = /^\/((news-)?sitemap[^/]*\.xml|(robots|llms)\.txt)$/;

const firstSegment = (path: string): string => path.split("/", 2)[1] ?? "";

/** First segments and patterns of the URLs that formats have. */
const ROWS = [
  ...Object.values(ARTICLE_FORMATS).map(({ path, errors }) => ({ path, errors })),
  ...LIST_ROUTES.map(({ path, format }) => ({ path, errors: FORMATS[format].errors })),
].map(({ path: { template }, errors }) => ({
  first: firstSegment(template),
  pattern: new RegExp(`^${withPatterns(template, (_, suffix) => `[^/]+${suffix.replace(".", "\\.")}`)}$`),
  errors,
}));

/** @param path as the client wrote it, in any spelling of the canonical one. */
export function errorFormatFor(path: string): ErrorFormat {
  const canonical = canonicalPath(path);
  const spelled = "path" in canonical ? canonical.path : path.toLowerCase();
  if (FILE.test(spelled)) return "problem";
  const first = firstSegment(spelled);
  const byPrefix = Object.hasOwn(BY_PREFIX, first) ? BY_PREFIX[first] : undefined;
  const row = ROWS.find(
    (each) => (byPrefix ? each.first === first : each.first.startsWith("{")) && each.pattern.test(spelled),
  );
  return row?.errors ?? byPrefix ?? "page";
}
