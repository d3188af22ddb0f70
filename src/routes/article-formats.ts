// Formats of an article. A row says its URL, its headers, the form of the errors there, and what renders it; app.ts mounts
// it. A new one is a row here, a path in article/paths.ts and a renderer in render/.
import type { StoredArticle } from "../article/article.ts";
import {
  articleApiPath,
  articlePagePath,
  cardPath,
  fragmentPath,
  fullPath,
  hostedPath,
  markdownPath,
  negotiatedArticleApiPath,
  negotiatedArticlePath,
} from "../article/paths.ts";
import type { PathTemplate } from "../article/uri-template.ts";
import type { DocumentParts, HeaderFormat } from "../http/headers.ts";
import { renderArticle } from "../render/api/json.ts";
import { renderCard } from "../render/embeds/card.ts";
import { renderFragment } from "../render/embeds/fragment.ts";
import { renderFull } from "../render/embeds/full.ts";
import { renderHosted } from "../render/embeds/hosted.ts";
import { renderArticlePage } from "../render/pages/article-page.ts";
import { renderMarkdown } from "../render/pages/markdown.ts";
import { CARD, FRAGMENT, FULL, HOSTED, PAGE } from "./document-parts.ts";
import type { ErrorFormat } from "./error-formats.ts";
import { type RenderInputs, readArticleView } from "./render-inputs.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface FormatRow {
  /** Headers of an answer, media type included. `null`: the route says which. */
  headers: HeaderFormat | null;
  /** Form of the errors at its URLs. */
  errors: ErrorFormat;
  /** Parts of an HTML document, for its Content-Security-Policy. */
  document?: DocumentParts;
  /** @returns `null` if nothing has this key. */
  render: (inputs: RenderInputs) => Promise<string | Bytes | null>;
}

/** A format that every article has. */
export interface ArticleFormatRow extends FormatRow {
  headers: HeaderFormat;
  path: PathTemplate<`${string}{locale}${string}{slug}${string}`>;
  /** The URL without a locale: it gives the article itself, or redirects to the URL with the locale. */
  negotiated?: { path: PathTemplate<`${string}{slug}`>; gives: "content" | "redirect" };
  /** Whether the host may choose a color scheme. */
  themed?: true;
  /** Whether past revisions can be asked for. */
  revisions?: true;
  /** Path to which readers of another language are sent, if not the page. */
  alternates?: PathTemplate<`${string}{locale}${string}{slug}${string}`>;
}

// In the order in which the router tries them.
export const ARTICLE_FORMATS = {
  "article.json": {
    path: articleApiPath,
    negotiated: { path: negotiatedArticleApiPath, gives: "content" },
    revisions: true,
    headers: "json",
    errors: "problem",
    render: async ({ objects, origin, args: [, article = ""] }) =>
      renderArticle(await objects.read<StoredArticle>(article), article, origin),
  },
  "article.md": {
    path: markdownPath,
    alternates: markdownPath,
    headers: "markdown",
    errors: "markdown",
    render: async (inputs) => renderMarkdown(await readArticleView(inputs)),
  },
  "article.html": {
    path: articlePagePath,
    negotiated: { path: negotiatedArticlePath, gives: "redirect" },
    headers: "page",
    errors: "page",
    document: PAGE,
    render: async (inputs) => renderArticlePage(await readArticleView(inputs)),
  },
  "card.html": {
    path: cardPath,
    themed: true,
    headers: "card",
    errors: "card",
    document: CARD,
    render: async (inputs) => renderCard(await readArticleView(inputs)),
  },
  "hosted.html": {
    path: hostedPath,
    themed: true,
    headers: "hosted",
    errors: "hosted",
    document: HOSTED,
    render: async (inputs) => renderHosted(await readArticleView(inputs)),
  },
  "full.html": {
    path: fullPath,
    themed: true,
    headers: "full",
    errors: "hosted",
    document: FULL,
    render: async (inputs) => renderFull(await readArticleView(inputs)),
  },
  "fragment.html": {
    path: fragmentPath,
    themed: true,
    headers: "fragment",
    errors: "fragment",
    document: FRAGMENT,
    render: async (inputs) => renderFragment(await readArticleView(inputs)),
  },
} as const satisfies Record<string, ArticleFormatRow>;

export type ArticleFormat = keyof typeof ARTICLE_FORMATS;
