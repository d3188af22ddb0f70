// The route table: every URL, with its handler.
import { Hono } from "hono/tiny";
import { docsPath, frontPath } from "./article/paths.ts";
import { withPatterns } from "./article/uri-template.ts";
import { DEPRECATIONS, type Deprecation } from "./http/deprecations.ts";
import { article, articleById } from "./routes/article.ts";
import { ARTICLE_FORMATS, type ArticleFormat, type ArticleFormatRow } from "./routes/article-formats.ts";
import { llms, newsSitemap, robots, sitemapIndex, sitemapPart } from "./routes/crawlers.ts";
import { docs, lead, openapi, problemPage } from "./routes/document.ts";
import { directory } from "./routes/facets.ts";
import { Gateway, type RequestScope, type RouterEnv } from "./routes/gateway.ts";
import { list } from "./routes/list.ts";
import { LIST_ROUTES, listPage } from "./routes/list-page.ts";
import { media } from "./routes/media.ts";
import { loader, oembed } from "./routes/oembed.ts";
import { Renderer } from "./routes/renderer.ts";
import { problem } from "./routes/result.ts";
import { health } from "./routes/status.ts";
import { offline, sync } from "./routes/sync.ts";
import { type Assets, Documents } from "./store/documents.ts";
import { type KvReader, ObjectStore } from "./store/objects.ts";
import { PointerReader } from "./store/pointer.ts";
import type { WaitUntil } from "./store/single-flight.ts";

/** A language tag, perhaps of a language that is not ours. */
const LOCALE = ":locale{[a-z][a-z](?:-[a-z0-9]+)*}";

/** A URI template as the router spells it. A first segment of a page is a language tag. */
const route = (template: string): string =>
  withPatterns(template, (name, suffix) =>
    suffix ? `:${name}{[^/]+${suffix.replace(".", "\\.")}}` : `:${name}`,
  ).replace(/^\/:locale/, `/${LOCALE}`);

export interface Settings {
  kv: KvReader;
  /** Documents that were built with the Worker. */
  assets: Assets;
  /** Scheme and host of every absolute URL: from configuration, never from a request. */
  origin: string;
  /** Id of the deployed version, for /healthz and for whatever depends on the code. */
  build: string;
  /** Milliseconds since 1970. */
  now: () => number;
  waitUntil: WaitUntil;
  /** Deprecated operations and parameters; tests bring their own. */
  deprecations?: readonly Deprecation[];
  /** Milliseconds for which the pointer is believed; left out, the default. */
  pointerMaxAge?: number | undefined;
}

/** The code of one isolate: both halves share its memory. */
export interface Visnyk {
  /** Answers a client. */
  fetch(request: Request, scope: RequestScope): Promise<Response>;
  /** Answers the gateway: the request's URL is a representation address. */
  render(request: Request): Promise<Response>;
}

export function createVisnyk({
  kv,
  assets,
  origin,
  build,
  now,
  waitUntil,
  deprecations = DEPRECATIONS,
  pointerMaxAge,
}: Settings): Visnyk {
  const objects = new ObjectStore(kv, waitUntil);
  const documents = new Documents(assets);
  const renderer = new Renderer({ objects, documents, now, waitUntil });
  const gateway = new Gateway({
    kv,
    objects,
    pointer: new PointerReader(kv, now, waitUntil, pointerMaxAge),
    origin,
    now,
    waitUntil,
    deprecations,
  });
  const app = new Hono<RouterEnv>();

  // An article: /v1/{locale}/articles/{slug}, /{locale}/articles/{slug}[.md], /embed/… and /fragment/… (article-formats.ts).
  // ?fallback=, ?revision= in JSON, ?theme= in embeds
  for (const [format, row] of Object.entries<ArticleFormatRow>(ARTICLE_FORMATS)) {
    const handler = article(format as ArticleFormat, build);
    if (row.negotiated) app.all(route(row.negotiated.path.template), gateway.serve("negotiated", handler));
    app.all(route(row.path.template), gateway.serve("path", handler));
  }

  // Lists for readers: /{locale}, /{locale}/sections/{id}, /{locale}/authors/{id}, their feeds, and a section's embed
  // (list-page.ts). ?cursor= on pages, ?theme= in embeds
  for (const each of LIST_ROUTES)
    app.all(route(each.path.template), gateway.serve("path", listPage(each, build)));

  // The API with the locale left to Accept-Language.
  app.all("/v1/articles", gateway.serve("negotiated", list));

  // The API with the locale in the path.
  app.all("/v1/:locale/articles", gateway.serve("path", list)); // ?section=&author=&limit=&cursor=&ids=&fallback=
  app.all("/v1/:locale/by-id/:id", gateway.serve("path", articleById)); // ?fallback=
  app.all("/v1/:locale/sections", gateway.serve("path", directory("sections")));
  app.all("/v1/:locale/authors", gateway.serve("path", directory("authors")));
  app.all("/v1/:locale/sync", gateway.serve("path", sync)); // ?since=
  app.all("/v1/:locale/offline", gateway.serve("path", offline)); // ?limit=

  app.all("/v1/openapi.json", gateway.serve("none", openapi(documents)));

  app.all("/", gateway.serve("negotiated", lead(frontPath)));
  app.all("/embed/1.js", gateway.serve("none", loader(build)));
  app.all("/oembed", gateway.serve("none", oembed(build, origin))); // ?url=&format=&maxwidth=&maxheight=

  app.all("/sitemap.xml", gateway.serve("none", sitemapIndex(build)));
  app.all("/:part{sitemap-(?:pages|[1-9]\\d*)\\.xml}", gateway.serve("none", sitemapPart(build)));
  app.all("/news-sitemap.xml", gateway.serve("none", newsSitemap(build, now)));
  app.all("/robots.txt", gateway.serve("none", robots(build)));
  app.all("/llms.txt", gateway.serve("none", llms(build)));

  app.all("/media/:hash/:name", gateway.serve("none", media));

  // For developers. Built with the Worker.
  app.all("/docs", gateway.serve("negotiated", lead(docsPath)));
  app.all("/docs/:locale", gateway.serve("path", docs(documents)));
  app.all("/problems/:code", gateway.serve("none", problemPage(documents)));
  app.all("/healthz", gateway.serve("none", health(build)));

  const nothing = async () => problem("not_found");
  app.all("/:prefix{v1|media|problems|healthz|oembed}/*", gateway.serve("none", nothing));
  app.all("*", gateway.serve("either", nothing));

  return {
    fetch: (request, scope) =>
      gateway.fetch(request, scope, (routed, bindings) => app.fetch(routed, bindings)),
    render: (request) => renderer.fetch(request),
  };
}
