// Result of a handler → response: canonical URL, validators, language, caching, and bytes from memory or the renderer.
import { frontPath } from "../article/paths.ts";
import { changeable, cutTo, IMMUTABLE, NO_STORE, REDIRECT } from "../http/cache-policy.ts";
import { matchesIfNoneMatch } from "../http/conditional.ts";
import { ALLOWED_METHODS, PREFLIGHT, STRICT_TRANSPORT } from "../http/headers.ts";
import { PROBLEMS } from "../http/problems.ts";
import { type Locale, locales } from "../i18n/locales.ts";
import { type RenderOptions, withRelease } from "../render/representation-key.ts";
import type { Site } from "../store/format.ts";
import { hashOf } from "../store/keys.ts";
import type { KnownUrl, ResponseCache } from "../store/response-cache.ts";
import { Unavailable } from "../store/single-flight.ts";
import { errorFormatFor } from "./error-format-for.ts";
import { ERROR_FORMATS } from "./error-formats.ts";
import { TEMPLATES } from "./header-templates.ts";
import type { Problem, Representation, Result } from "./result.ts";

/** Seconds after which a client may try again. */
const RETRY_AFTER = "5";
const CACHE_HIT = "Visnyk; hit";
const CACHE_MISS = "Visnyk; fwd=miss";

/** Inputs of a response beside the result. */
export interface ResponseContext {
  origin: string;
  cache: ResponseCache;
  /** Bytes of a representation; `null` if nothing has this key. @throws Unavailable */
  render: (url: string, key: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** Headers that concern only some URLs. */
  more: readonly [name: string, value: string][];
  /** Names for the pages of problems. */
  site: () => Promise<Site>;
  /** Options from the query, for problems too. */
  options: RenderOptions;
  /** Path as the client wrote it. */
  path: string;
  ifNoneMatch: string | null;
  /** Language of problems. */
  locale: Locale;
  negotiated: boolean;
  /** Seconds until the release timeline moves on, or `null`. */
  untilNext: number | null;
  /** Whether this comes from the release before the live one, and must not outlive the trouble. */
  staleFallback?: boolean;
  /** Remembers a canonical URL, if later requests for it may skip the router. */
  remember?: (url: string, known: Omit<KnownUrl, "second" | "until">) => void;
}

/** Alternates of a language that is not supported. */
const FRONTS = locales.map((locale) => ({ locale, url: frontPath(locale) }));

/** @throws Unavailable when the renderer cannot give what must be there. */
export async function deliver(result: Result, context: ResponseContext): Promise<Response> {
  switch (result.kind) {
    case "representation":
      return deliverRepresentation(result, context);
    case "redirect":
      return redirect(result.status, result.to, context);
    case "problem":
      return deliverProblem(result, context);
    case "status": {
      if (context.path !== result.url) return redirect(308, result.url, context);
      const headers = newHeaders(TEMPLATES.json, context, NO_STORE);
      return new Response(JSON.stringify(result.body), { headers });
    }
  }
}

async function deliverRepresentation(found: Representation, context: ResponseContext): Promise<Response> {
  const { cache, origin, ifNoneMatch, untilNext } = context;
  if (context.path !== pathOf(found.url)) return redirect(308, found.url, context);

  const key = origin + found.key;
  let rendered = cache.get(key);
  const etag = rendered?.etag ?? `"${await hashOf(key)}"`;
  const lasting = found.immutable ? IMMUTABLE : changeable(sooner(untilNext, found.left));
  const policy = context.staleFallback ? NO_STORE : lasting;
  const headers = newHeaders(TEMPLATES[found.headers], context, policy);
  headers.set("etag", etag);
  if (found.contentType) headers.set("content-type", found.contentType);
  if (found.policy) headers.set("content-security-policy", found.policy);
  if (found.language) headers.set("content-language", found.language);
  if (found.contentLocation) headers.set("content-location", found.contentLocation);

  const unchanged = () => new Response(null, { status: 304, headers: notModified(headers) });
  // What exists for certain needs no bytes for a 304; a condition must not turn a 404 into one.
  if (!found.onMissing && matchesIfNoneMatch(ifNoneMatch, etag)) return unchanged();

  headers.set("cache-status", CACHE_HIT);
  if (!rendered) {
    const bytes = await context.render(found.release ? withRelease(key, found.release) : key, key);
    if (bytes === null && found.onMissing) return deliverProblem(await found.onMissing(), context);
    if (bytes === null) throw new Unavailable(`renderer: nothing for ${found.key}`);
    rendered = { bytes, etag };
    headers.set("cache-status", cache.set(key, rendered) ? `${CACHE_MISS}; stored` : CACHE_MISS);
  }
  headers.set("content-length", String(rendered.bytes.byteLength));
  if (!context.negotiated && found.left === undefined) {
    const hit = new Headers(headers);
    hit.set("cache-status", CACHE_HIT);
    context.remember?.(found.url, {
      key,
      etag,
      headers: hit,
      notModified: notModified(hit),
      changeable: !found.immutable,
    });
  }
  if (matchesIfNoneMatch(ifNoneMatch, etag)) return unchanged();
  return new Response(rendered.bytes, { headers });
}

/**
 * @param render asks the renderer through the edge cache; `url` may say more than its cache key.
 * @returns `null` if nothing has this key. @throws Unavailable on every other failure.
 */
export async function renderedBytes(
  render: (url: string, key: string) => Promise<Response>,
  url: string,
  key: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  let status: number;
  try {
    const response = await render(url, key);
    if (response.status === 200) return new Uint8Array(await response.arrayBuffer());
    status = response.status;
  } catch (cause) {
    throw new Unavailable(`renderer: failed for ${key}`, { cause });
  }
  if (status === 404) return null;
  throw new Unavailable(`renderer: ${status} for ${key}`);
}

async function deliverProblem(
  { code, details = {}, alternates = code === "locale_not_supported" ? FRONTS : [] }: Problem,
  context: ResponseContext,
): Promise<Response> {
  const { locale, origin, options } = context;
  const { status, cache: policy } = PROBLEMS[code];
  const format = ERROR_FORMATS[errorFormatFor(context.path)];
  const headers = newHeaders(TEMPLATES[format.headers], context, cutTo(policy, context.untilNext));
  headers.set("content-language", locale);
  if (status === 405) headers.set("allow", ALLOWED_METHODS);
  if (status === 503) headers.set("retry-after", RETRY_AFTER);
  // Without names is better than not at all, and while storage fails better than late.
  const site = format.named && status < 500 ? await context.site().catch(() => null) : null;
  const view = { code, status, locale, details, alternates, site, origin, ...options };
  return new Response(format.render(view), { status, headers });
}

function redirect(status: number, location: string, context: ResponseContext): Response {
  const policy = context.staleFallback ? NO_STORE : cutTo(REDIRECT, context.untilNext);
  const headers = newHeaders(TEMPLATES.none, context, policy);
  headers.set("location", location);
  return new Response(null, { status, headers });
}

/** RFC 9110 §9.3.7, and the CORS preflight. */
export function deliverOptions(request: Request, context: ResponseContext): Response {
  const headers = newHeaders(TEMPLATES.none, context, NO_STORE);
  headers.set("allow", ALLOWED_METHODS);
  if (request.headers.has("access-control-request-method")) {
    for (const [name, value] of Object.entries(PREFLIGHT)) headers.set(name, value);
  }
  return new Response(null, { status: 204, headers });
}

function newHeaders(
  template: Record<string, string>,
  { negotiated, origin, more }: ResponseContext,
  cacheControl: string,
): Headers {
  const headers = new Headers(template);
  headers.set("cache-control", cacheControl);
  if (origin.startsWith("https:")) headers.set(...STRICT_TRANSPORT);
  if (negotiated) headers.set("vary", "Accept-Language");
  for (const [name, value] of more) headers.set(name, value);
  return headers;
}

/** RFC 9110 §15.4.5: the headers of the 200, without those that describe its body. */
function notModified(headers: Headers): Headers {
  const left = new Headers(headers);
  left.delete("content-type");
  left.delete("content-length");
  return left;
}

/** @param a and `b` in seconds; nothing is never. */
const sooner = (a: number | null, b: number | undefined): number | null =>
  b === undefined ? a : Math.min(a ?? b, b);

const pathOf = (url: string): string => url.split("?", 1)[0] as string;
