// Runs on every request and only resolves: what is live, what the URL means there, and whether its bytes are
// already here. Rendering is another entrypoint's work.
import type { Context as HonoContext, Handler as HonoHandler } from "hono";
import { canonicalPath, isNegotiated, localeOfPath, MAX_URL } from "../http/canonical-path.ts";
import { matchesIfNoneMatch } from "../http/conditional.ts";
import { type Deprecation, deprecationHeaders } from "../http/deprecations.ts";
import type { ProblemCode } from "../http/problems.ts";
import { BadParameter } from "../http/query.ts";
import { DEFAULT_LOCALE, type Locale, locales, parseLocale } from "../i18n/locales.ts";
import { negotiateLocale } from "../i18n/negotiate.ts";
import { lookOf } from "../render/representation-key.ts";
import { readPreview } from "../store/draft-release.ts";
import type { Site } from "../store/format.ts";
import type { Hash } from "../store/keys.ts";
import type { KvReader, ObjectStore } from "../store/objects.ts";
import type { Live, PointerReader } from "../store/pointer.ts";
import { ReleaseIndex } from "../store/release-index.ts";
import { Memory } from "../store/response-cache.ts";
import { Unavailable } from "../store/single-flight.ts";
import { type Delivery, deliver, deliverOptions } from "./deliver.ts";
import { problemOf } from "./failure.ts";
import { httpDate, refreshHeaders, secondsUntil } from "./freshness.ts";
import { asPreview, parsePreviewPath } from "./preview.ts";
import { type Ask, type Outcome, type Problem, problem } from "./result.ts";

/** What the gateway stands on; tests bring their own. */
export interface GatewayServices {
  kv: KvReader;
  pointer: PointerReader;
  objects: ObjectStore;
  /** Scheme and host of every absolute URL: from configuration, never from a request. */
  origin: string;
  /** Milliseconds since 1970. */
  now: () => number;
  deprecations: readonly Deprecation[];
}

/** What one request brings along beside itself. */
export interface RequestScope {
  /** Fetches an address from the renderer, through the edge cache; `url` may say more than its key, the address. */
  render: (url: string, address: string) => Promise<Response>;
}

/** Passed through the router: the path as the client wrote it, the scope, and the release if it is not the live one. */
export interface RouterEnv {
  Bindings: { path: string; scope: RequestScope; preview?: Hash };
}

type Context = HonoContext<RouterEnv>;
type Router = (request: Request, bindings: RouterEnv["Bindings"]) => Response | Promise<Response>;
export type Handler = (ask: Ask) => Promise<Outcome>;
/** Where a URL's locale comes from: its path, Accept-Language, the one or else the other, or nowhere. */
export type LocaleSource = "path" | "negotiated" | "either" | "none";

export class Gateway {
  readonly #services: GatewayServices;
  readonly #memory = new Memory();

  constructor(services: GatewayServices) {
    this.#services = services;
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
    const known = this.#memory.getUrl(request.url.slice(request.url.indexOf("/", 8)), live.release);
    if (!known) return null;
    refreshHeaders(known, live.until, this.#services.now());
    if (matchesIfNoneMatch(request.headers.get("if-none-match"), known.etag)) {
      return new Response(null, { status: 304, headers: known.notModified });
    }
    const rendered = this.#memory.get(known.address);
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
    const refuse = (outcome: Problem) =>
      deliver(outcome, this.#delivery(request, pathname, scope, locale, true));
    try {
      const preview = await readPreview(kv, token, now());
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
    const negotiated = isNegotiated(pathname);
    const locale = negotiated
      ? negotiateLocale(request.headers.get("accept-language"))
      : (localeOfPath(pathname.toLowerCase()) ?? DEFAULT_LOCALE);
    return deliver(problem(code), this.#delivery(request, pathname, scope, locale, negotiated));
  }

  /** A route's handler, with everything around it that is the same for all routes. */
  serve(source: LocaleSource, handler: Handler): HonoHandler<RouterEnv> {
    return async (c) => {
      const {
        req: { raw: request },
      } = c;
      const negotiated = source === "negotiated" || (source === "either" && !localeOfPath(c.req.path));
      const locale = localeFor(source, negotiated, c);
      const { path, scope, preview } = c.env;
      const delivery = this.#delivery(request, path, scope, locale ?? DEFAULT_LOCALE, negotiated);
      if (request.method === "OPTIONS") return deliverOptions(request, delivery);
      if (request.method !== "GET" && request.method !== "HEAD")
        return deliver(problem("method_not_allowed"), delivery);
      if (!locale) return deliver(problem("locale_not_supported", { supported: locales }), delivery);
      const ask = {
        locale,
        negotiated,
        params: c.req.param() as Record<string, string>,
        query: new URL(request.url).searchParams,
      };
      try {
        return await (preview
          ? this.#answerFrom(preview, ask, handler, delivery)
          : this.#answer(ask, handler, delivery));
      } catch (error) {
        return deliver(problemOf(error, delivery.locale), delivery);
      }
    };
  }

  /** Answers from the live release, or while one of its objects cannot be read from the one before. */
  async #answer(ask: Omit<Ask, "release">, handler: Handler, delivery: Delivery): Promise<Response> {
    const { objects, pointer, now } = this.#services;
    const live = await pointer.read();
    const untilNext = secondsUntil(live.until, now());
    try {
      const release = await ReleaseIndex.open(objects, live.release);
      const remember: Delivery["remember"] = (url, known) =>
        this.#memory.setUrl(url, live.release, { ...known, second: 0, until: null });
      return await deliver(await handler({ ...ask, release }), {
        ...delivery,
        untilNext,
        remember,
      });
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      console.error("live release:", error.message, error.cause ?? "");
      return await this.#answerFromPrevious(ask, handler, { ...delivery, untilNext }, live, error);
    }
  }

  /** For the eyes of who has the link: nothing of it is remembered. */
  async #answerFrom(
    preview: Hash,
    ask: Omit<Ask, "release">,
    handler: Handler,
    delivery: Delivery,
  ): Promise<Response> {
    const release = await ReleaseIndex.open(this.#services.objects, preview);
    return deliver(await handler({ ...ask, release }), { ...delivery, site: () => release.site() });
  }

  async #site(): Promise<Site> {
    const { objects, pointer } = this.#services;
    const { release } = await pointer.read();
    return (await ReleaseIndex.open(objects, release)).site();
  }

  async #answerFromPrevious(
    ask: Omit<Ask, "release">,
    handler: Handler,
    delivery: Delivery,
    { previous }: Live,
    failure: Unavailable,
  ): Promise<Response> {
    if (!previous) throw failure;
    const release = await ReleaseIndex.open(this.#services.objects, previous);
    // An older release cannot know what the live one added: its "no" would be a false one.
    const no = (error: unknown): never => {
      throw error instanceof BadParameter ? failure : error;
    };
    const outcome = await handler({ ...ask, release }).catch(no);
    if (outcome.kind === "problem") throw failure;
    return deliver("otherwise" in outcome ? { ...outcome, otherwise: async () => no(failure) } : outcome, {
      ...delivery,
      stopgap: true,
    });
  }

  #delivery(
    request: Request,
    path: string,
    scope: RequestScope,
    locale: Locale,
    negotiated: boolean,
  ): Delivery {
    const { origin, deprecations } = this.#services;
    return {
      origin,
      more: deprecationHeaders(request.url, deprecations, origin),
      memory: this.#memory,
      render: scope.render,
      path,
      ifNoneMatch: request.headers.get("if-none-match"),
      locale,
      negotiated,
      look: lookOf(new URL(request.url).searchParams),
      site: () => this.#site(),
      untilNext: null,
    };
  }
}

/** @returns `null` for a path that names a language which we do not have. */
function localeFor(source: LocaleSource, negotiated: boolean, c: Context): Locale | null {
  if (negotiated) return negotiateLocale(c.req.raw.headers.get("accept-language"));
  if (source === "path") return parseLocale(c.req.param("locale") ?? "");
  return localeOfPath(c.req.path) ?? DEFAULT_LOCALE;
}
