// The route table: every URL that we answer, and who answers it.
import { Hono } from "hono/tiny";
import { docsPath, frontPath } from "./article/paths.ts";
import { DEPRECATIONS, type Deprecation } from "./http/deprecations.ts";
import { article, articleById } from "./routes/article.ts";
import { DOORS } from "./routes/article-routes.ts";
import { llms, newsSitemap, robots, sitemapIndex, sitemapPart } from "./routes/crawlers.ts";
import { docs, lead, openapi, problemPage } from "./routes/document.ts";
import { directory } from "./routes/facets.ts";
import { Gateway, type RequestScope, type RouterEnv } from "./routes/gateway.ts";
import { list } from "./routes/list.ts";
import { feedDoor, LIST_DOORS, listPage } from "./routes/list-page.ts";
import { media } from "./routes/media.ts";
import { loader, oembed } from "./routes/oembed.ts";
import { renderAddress } from "./routes/renderer.ts";
import { problem } from "./routes/result.ts";
import { health } from "./routes/status.ts";
import { offline, sync } from "./routes/sync.ts";
import { type Assets, Documents } from "./store/documents.ts";
import { type KvReader, ObjectStore } from "./store/objects.ts";
import { PointerReader } from "./store/pointer.ts";
import type { WaitUntil } from "./store/single-flight.ts";

/** What looks like a language tag. */
const LOCALE = ":locale{[a-z][a-z](?:-[a-z0-9]+)*}";

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
  /** What goes one day; tests bring their own. */
  deprecations?: readonly Deprecation[];
  /** Milliseconds for which what is live is taken for granted; left out, as long as readers can do without. */
  pointerMaxAge?: number | undefined;
}

/** What one isolate runs: both halves share what it has read. */
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
  const gateway = new Gateway({
    kv,
    objects,
    pointer: new PointerReader(kv, now, waitUntil, pointerMaxAge),
    origin,
    now,
    deprecations,
  });
  const app = new Hono<RouterEnv>();

  // The API with the locale left to Accept-Language.
  app.all("/v1/articles", gateway.serve("negotiated", list));
  app.all("/v1/articles/:slug", gateway.serve("negotiated", article(DOORS.api, build)));

  // The API with the locale in the path.
  app.all("/v1/:locale/articles", gateway.serve("path", list)); // ?section=&author=&limit=&cursor=&ids=&fallback=
  app.all("/v1/:locale/articles/:slug", gateway.serve("path", article(DOORS.api, build))); // ?fallback=&revision=
  app.all("/v1/:locale/by-id/:id", gateway.serve("path", articleById)); // ?fallback=
  app.all("/v1/:locale/sections", gateway.serve("path", directory("sections")));
  app.all("/v1/:locale/authors", gateway.serve("path", directory("authors")));
  app.all("/v1/:locale/sync", gateway.serve("path", sync)); // ?since=
  app.all("/v1/:locale/offline", gateway.serve("path", offline)); // ?limit=

  app.all("/v1/openapi.json", gateway.serve("none", openapi(documents)));

  // Pages for readers. A first segment that looks like a language is one, though perhaps none of ours.
  app.all("/", gateway.serve("negotiated", lead(frontPath)));
  app.all("/articles/:slug", gateway.serve("negotiated", article(DOORS.page, build)));
  app.all(`/${LOCALE}`, gateway.serve("path", listPage(LIST_DOORS.front, build))); // ?cursor=
  app.all(`/${LOCALE}/articles/:slug{[^/]+\\.md}`, gateway.serve("path", article(DOORS.markdown, build)));
  app.all(`/${LOCALE}/articles/:slug`, gateway.serve("path", article(DOORS.page, build))); // ?fallback=
  app.all(`/${LOCALE}/sections/:id`, gateway.serve("path", listPage(LIST_DOORS.section, build))); // ?cursor=
  app.all(`/${LOCALE}/authors/:id`, gateway.serve("path", listPage(LIST_DOORS.author, build))); // ?cursor=

  for (const format of ["atom", "rss", "json"] as const) {
    const [all, section] = [feedDoor(format, "front"), feedDoor(format, "section")];
    app.all(`/${LOCALE}/feed.${format}`, gateway.serve("path", listPage(all, build)));
    app.all(`/${LOCALE}/sections/:id/feed.${format}`, gateway.serve("path", listPage(section, build)));
  }

  // For other people's pages. ?theme=light|dark
  app.all("/embed/:locale/articles/:slug", gateway.serve("path", article(DOORS.card, build)));
  app.all("/embed/:locale/articles/:slug/hosted", gateway.serve("path", article(DOORS.hosted, build)));
  app.all("/embed/:locale/articles/:slug/full", gateway.serve("path", article(DOORS.full, build)));
  app.all("/embed/:locale/sections/:id", gateway.serve("path", listPage(LIST_DOORS.sectionEmbed, build)));
  app.all("/fragment/:locale/articles/:slug", gateway.serve("path", article(DOORS.fragment, build)));
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
  app.all("/:door{v1|media|problems|healthz|oembed}/*", gateway.serve("none", nothing));
  app.all("*", gateway.serve("either", nothing));

  return {
    fetch: (request, scope) =>
      gateway.fetch(request, scope, (routed, bindings) => app.fetch(routed, bindings)),
    render: (request) => renderAddress(request, objects, documents, now()),
  };
}
