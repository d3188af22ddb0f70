// The doors of an article and of a list: the same thing behind different URLs, in different formats. A new door is
// a row here, a mount in app.ts and a renderer in renderer.ts.
import {
  articleApiPath,
  articlePagePath,
  cardPath,
  fragmentPath,
  fullPath,
  hostedPath,
  MARKDOWN_SUFFIX,
  markdownPath,
  negotiatedArticleApiPath,
  negotiatedArticlePath,
} from "../article/paths.ts";
import type { HeaderFormat } from "../http/headers.ts";
import type { ArticleFormat } from "../render/representation-key.ts";

export interface ArticleDoor {
  /** The canonical URL, root-relative. */
  path: (locale: string, slug: string) => string;
  format: ArticleFormat;
  headers: HeaderFormat;
  /** The URL without a locale, where there is one. */
  negotiatedPath?: (slug: string) => string;
  /** Whether that gives the article itself, or leads to the URL with the locale. */
  negotiated?: "content" | "redirect";
  /** Whether the host may ask for a colour scheme. */
  themed?: true;
  /** Whether past revisions can be asked for. */
  revisions?: true;
  /** What the last segment of the path has after the slug. */
  suffix?: string;
  /** Where it sends readers of another language; to the page if not said. */
  elsewhere?: (locale: string, slug: string) => string;
}

export const DOORS = {
  api: {
    path: articleApiPath,
    format: "article.json",
    headers: "json",
    negotiatedPath: negotiatedArticleApiPath,
    negotiated: "content",
    revisions: true,
  },
  page: {
    path: articlePagePath,
    format: "article.html",
    headers: "page",
    negotiatedPath: negotiatedArticlePath,
    negotiated: "redirect",
  },
  markdown: {
    path: markdownPath,
    format: "article.md",
    headers: "markdown",
    suffix: MARKDOWN_SUFFIX,
    elsewhere: markdownPath,
  },
  card: { path: cardPath, format: "card.html", headers: "card", themed: true },
  hosted: { path: hostedPath, format: "hosted.html", headers: "hosted", themed: true },
  full: { path: fullPath, format: "full.html", headers: "full", themed: true },
  fragment: { path: fragmentPath, format: "fragment.html", headers: "fragment", themed: true },
} as const satisfies Record<string, ArticleDoor>;
