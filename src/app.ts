// The route table: every URL that we answer, and who answers it.
import { Hono } from "hono";
import { article, articleById } from "./routes/article.ts";
import { Gateway, type RequestScope, type RouterEnv } from "./routes/gateway.ts";
import { list } from "./routes/list.ts";
import { media } from "./routes/media.ts";
import { problem } from "./routes/outcome.ts";
import { renderAddress } from "./routes/renderer.ts";
import { health, problemPage } from "./routes/status.ts";
import { type KvReader, ObjectStore } from "./store/objects.ts";
import { PointerReader } from "./store/pointer.ts";
import type { WaitUntil } from "./store/single-flight.ts";

export interface Settings {
  kv: KvReader;
  /** Scheme and host of every absolute URL: from configuration, never from a request. */
  origin: string;
  /** Id of the deployed version, for /healthz and for whatever depends on the code. */
  build: string;
  /** Milliseconds since 1970. */
  now: () => number;
  waitUntil: WaitUntil;
}

/** What one isolate runs: both halves share what it has read. */
export interface Visnyk {
  /** Answers a client. */
  fetch(request: Request, scope: RequestScope): Promise<Response>;
  /** Answers the gateway: the request's URL is a representation address. */
  render(request: Request): Promise<Response>;
}

export function createVisnyk({ kv, origin, build, now, waitUntil }: Settings): Visnyk {
  const objects = new ObjectStore(kv, waitUntil);
  const gateway = new Gateway({ objects, pointer: new PointerReader(kv, now, waitUntil), origin, now });
  const app = new Hono<RouterEnv>();

  // The API with the locale left to Accept-Language.
  app.all("/v1/articles", gateway.serve("negotiated", list));
  app.all("/v1/articles/:slug", gateway.serve("negotiated", article));

  // The API with the locale in the path.
  app.all("/v1/:locale/articles", gateway.serve("path", list)); // ?section=&author=&limit=&cursor=&ids=&fallback=
  app.all("/v1/:locale/articles/:slug", gateway.serve("path", article)); // ?fallback=
  app.all("/v1/:locale/by-id/:id", gateway.serve("path", articleById)); // ?fallback=

  app.all("/media/:hash/:name", gateway.serve("none", media));
  app.all("/problems/:code", gateway.serve("none", problemPage(build)));
  app.all("/healthz", gateway.serve("none", health(build)));

  app.all(
    "*",
    gateway.serve("none", async () => problem("not_found")),
  );

  return {
    fetch: (request, scope) =>
      gateway.fetch(request, scope, (routed, bindings) => app.fetch(routed, bindings)),
    render: (request) => renderAddress(request, objects),
  };
}
