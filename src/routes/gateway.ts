// The gateway: runs on every request and only resolves the live release, the meaning of the URL in it, and bytes that this
// isolate remembers. Rendering is another entrypoint's work.
import type { Handler as HonoHandler } from "hono";
import { canonicalPath, localeOfPath, MAX_URL } from "../http/canonical-path.ts";
import { matchesIfNoneMatch } from "../http/conditional.ts";
import { type Deprecation, deprecationHeaders } from "../http/deprecations.ts";
import type { ProblemCode } from "../http/problems.ts";
import { BadParameter } from "../http/query.ts";
import { DEFAULT_LOCALE, type Locale, locales } from "../i18n/locales.ts";
import { negotiateLocale } from "../i18n/negotiate.ts";
import { parseRenderOptions } from "../render/representation-key.ts";
import { readPreview } from "../store/draft-release.ts";
import type { Site } from "../store/format.ts";
import type { Hash } from "../store/keys.ts";
import type { KvReader, ObjectStore } from "../store/objects.ts";
import type { Live, PointerReader } from "../store/pointer.ts";
import { ReleaseIndex } from "../store/release-index.ts";
import { ResponseCache } from "../store/response-cache.ts";
import {
  REQUEST_DEADLINE,
  SingleFlight,
  Unavailable,
  type WaitUntil,
  withDeadline,
} from "../store/single-flight.ts";
import { deliver, deliverOptions, type ResponseContext, renderedBytes } from "./deliver.ts";
import { problemOf } from "./failure.ts";
import { httpDate, refreshHeaders, secondsUntil } from "./freshness.ts";
import { asPreview, parsePreviewPath } from "./preview.ts";
import { type LocaleSource, refusalLocale, requestLocale } from "./request-locale.ts";
import { type Problem, problem, type RequestContext, type Result } from "./result.ts";

/** Storage, clock and configuration; tests bring their own. */
export interface GatewayServices {
  kv: KvReader;
  pointer: PointerReader;
  objects: ObjectStore;
  /** Scheme and host of every absolute URL: from configuration, never from a request. */
  origin: string;
  /** Milliseconds since 1970. */
  now: () => number;
  waitUntil: WaitUntil;
  deprecations: readonly Deprecation[];
}

/** Arguments of one request beside itself. */
export interface RequestScope {
  /** Fetches a representation from the renderer, through the edge cache; `url` may say more than its cache key. */
  render: (url: string, key: string) => Promise<Response>;
}

/** Passed through the router: the path as the client wrote it, the scope, and the release if it is not the live one. */
export interface RouterEnv {
  Bindings: { path: string; scope: RequestScope; preview?: Hash };
}

type Router = (request: Request, bindings: RouterEnv["Bindings"]) => Response | Promise<Response>;
export type Handler = (context: RequestContext) => Promise<Result>;

export class Gateway {
  readonly #services: GatewayServices;
  readonly #cache = new ResponseCache();
  /** Renderings under way, by key: `null` if nothing has it. */
  readonly #renders: SingleFlight<Uint8Array<ArrayBuffer> | null>;

  constructor(services: GatewayServices) {
    this.#services = services;
    this.#renders = new SingleFlight(REQUEST_DEADLINE, services.waitUntil);
  }

  /** The short way for a URL that this isolate has answered from the live release; everything else is routed. */
  async fetch(request: Request, scope: RequestScope, route: Router): Promise<Response> {
    const known = this.#known(request);
    if (known) return known;
    const response = await this.#route(request, scope, route);
    response.headers.set("date", httpDate(this.#services.now()));
    // What is refused before the router has its body still (RFC 9110 §9.3.2).
    return request.method === "HEAD" && response.body ? new Response(null, response) : response;
  }

  #known(request: Request): Response | null {
    if (request.method !== "GET") return null;
    const live = this.#services.pointer.peek();
    if (!live) return null;
    const known = this.#cache.getUrl(request.url.slice(request.url.indexOf("/", 8)), live.release);
    if (!known) return null;
    refreshHeaders(known, live.until, this.#services.now());
    if (matchesIfNoneMatch(request.headers.get("if-none-match"), known.etag)) {
      return new Response(null, { status: 304, headers: known.notModified });
    }
    const rendered = this.#cache.get(known.key);
    return rendered && new Response(rendered.bytes, { headers: known.headers });
  }

  async #route(request: Request, scope: RequestScope, route: Router): Promise<Response> {
    const { pathname } = new URL(request.url);
    const link = parsePreviewPath(pathname);
    if (!link) return this.#routePath(pathname, request, { scope }, route);
    const { token, prefix, path } = link;
    const { kv, now } = this.#services;
    const locale =
      localeOfPath(path.toLowerCase()) ?? negotiateLocale(request.headers.get("accept-language"));
    const refuse = (result: Problem) =>
      deliver(result, this.#responseContext(request, pathname, scope, locale, true));
    try {
      const preview = await withDeadline(readPreview(kv, token, now()), REQUEST_DEADLINE, "preview");
      if (!preview) return refuse(problem("preview_not_found"));
      // Nobody has kept anything of it.
      const fresh = new Request(request);
      fresh.headers.delete("if-none-match");
      const answer = await this.#routePath(path, fresh, { scope, preview: preview.release }, route);
      return asPreview(answer, prefix, locale, preview.until);
    } catch (error) {
      return refuse(problemOf(error, locale));
    }
  }

  /** @param pathname as the client wrote it, without what makes it a preview. */
  async #routePath(
    pathname: string,
    request: Request,
    bindings: Omit<RouterEnv["Bindings"], "path">,
    route: Router,
  ): Promise<Response> {
    const { pathname: asked, search } = new URL(request.url);
    const canonical =
      request.url.length > MAX_URL ? { problem: "uri_too_long" as const } : canonicalPath(pathname);
    if ("problem" in canonical) {
      return this.#refuse(canonical.problem, request, bindings.scope);
    }
    const routed =
      canonical.path === asked
        ? request
        : new Request(this.#services.origin + canonical.path + search, request);
    return route(routed, { path: pathname, ...bindings });
  }

  #refuse(code: ProblemCode, request: Request, scope: RequestScope): Promise<Response> {
    const { pathname } = new URL(request.url);
    const { locale, negotiated } = refusalLocale(pathname, request.headers.get("accept-language"));
    return deliver(problem(code), this.#responseContext(request, pathname, scope, locale, negotiated));
  }

  /** A route's handler, with everything around it that is the same for all routes. */
  serve(source: LocaleSource, handler: Handler): HonoHandler<RouterEnv> {
    return async (c) => {
      const request = c.req.raw;
      const { locale, negotiated } = requestLocale(source, c);
      const { path, scope, preview } = c.env;
      const language = locale ?? DEFAULT_LOCALE;
      const responseContext = this.#responseContext(request, path, scope, language, negotiated);
      if (request.method === "OPTIONS") return deliverOptions(request, responseContext);
      if (request.method !== "GET" && request.method !== "HEAD")
        return deliver(problem("method_not_allowed"), responseContext);
      if (!locale) return deliver(problem("locale_not_supported", { supported: locales }), responseContext);
      const context = {
        locale,
        negotiated,
        params: c.req.param() as Record<string, string>,
        query: new URL(request.url).searchParams,
      };
      try {
        const answer = preview
          ? this.#answerFrom(preview, context, handler, responseContext)
          : this.#answer(context, handler, responseContext);
        return await withDeadline(answer, REQUEST_DEADLINE, "request");
      } catch (error) {
        return deliver(problemOf(error, responseContext.locale), responseContext);
      }
    };
  }

  /** Answers from the live release, or while one of its objects cannot be read from the one before. */
  async #answer(
    context: Omit<RequestContext, "release">,
    handler: Handler,
    responseContext: ResponseContext,
  ): Promise<Response> {
    const { objects, pointer, now } = this.#services;
    const live = await pointer.read();
    const untilNext = secondsUntil(live.until, now());
    try {
      const release = await ReleaseIndex.open(objects, live.release);
      const remember: ResponseContext["remember"] = (url, known) =>
        this.#cache.setUrl(url, live.release, { ...known, second: 0, until: null });
      const result = await handler({ ...context, release });
      return await deliver(result, { ...responseContext, untilNext, remember });
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      console.error("live release:", error.message, error.cause ?? "");
      return await this.#answerFromPrevious(context, handler, { ...responseContext, untilNext }, live, error);
    }
  }

  /** For the eyes of who has the link: nothing of it is remembered. */
  async #answerFrom(
    preview: Hash,
    context: Omit<RequestContext, "release">,
    handler: Handler,
    responseContext: ResponseContext,
  ): Promise<Response> {
    const release = await ReleaseIndex.open(this.#services.objects, preview);
    return deliver(await handler({ ...context, release }), {
      ...responseContext,
      site: () => release.site(),
    });
  }

  async #site(): Promise<Site> {
    const { objects, pointer } = this.#services;
    const { release } = await pointer.read();
    return (await ReleaseIndex.open(objects, release)).site();
  }

  async #answerFromPrevious(
    context: Omit<RequestContext, "release">,
    handler: Handler,
    responseContext: ResponseContext,
    { previous }: Live,
    failure: Unavailable,
  ): Promise<Response> {
    if (!previous) throw failure;
    const release = await ReleaseIndex.open(this.#services.objects, previous);
    // An older release cannot know what the live one added: its "no" would be a false one.
    const no = (error: unknown): never => {
      throw error instanceof BadParameter ? failure : error;
    };
    const result = await handler({ ...context, release }).catch(no);
    if (result.kind === "problem") throw failure;
    return deliver("onMissing" in result ? { ...result, onMissing: async () => no(failure) } : result, {
      ...responseContext,
      staleFallback: true,
    });
  }

  #responseContext(
    request: Request,
    path: string,
    scope: RequestScope,
    locale: Locale,
    negotiated: boolean,
  ): ResponseContext {
    const { origin, deprecations } = this.#services;
    return {
      origin,
      more: deprecationHeaders(request.url, deprecations, origin),
      cache: this.#cache,
      render: (url, key) => this.#renders.run(key, () => renderedBytes(scope.render, url, key)),
      path,
      ifNoneMatch: request.headers.get("if-none-match"),
      locale,
      negotiated,
      options: parseRenderOptions(new URL(request.url).searchParams),
      site: () => this.#site(),
      untilNext: null,
    };
  }
}
