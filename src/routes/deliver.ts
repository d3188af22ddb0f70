// Outcome → response: canonical URL, validators, language, caching, and the bytes from memory or the renderer.
import { frontPath } from "../article/paths.ts";
import { changeable, cutTo, IMMUTABLE, NO_STORE, REDIRECT } from "../http/cache-policy.ts";
import { matchesIfNoneMatch } from "../http/conditional.ts";
import { ALLOWED_METHODS, PREFLIGHT, STRICT_TRANSPORT } from "../http/headers.ts";
import { PROBLEMS } from "../http/problems.ts";
import { type Locale, locales } from "../i18n/locales.ts";
import { type Look, withRelease } from "../render/representation-key.ts";
import type { Site } from "../store/format.ts";
import { hashOf } from "../store/keys.ts";
import type { KnownUrl, Memory } from "../store/response-cache.ts";
import { Unavailable } from "../store/single-flight.ts";
import { faceOf } from "./error-formats.ts";
import { TEMPLATES } from "./header-templates.ts";
import type { Found, Outcome, Problem } from "./result.ts";

/** Seconds after which a client may try again. */
const RETRY_AFTER = "5";
const CACHE_HIT = "Visnyk; hit";
const CACHE_MISS = "Visnyk; fwd=miss";

/** What delivering depends on besides the outcome. */
export interface Delivery {
  origin: string;
  memory: Memory;
  /** Fetches an address from the renderer, through the edge cache; `url` may say more than its key, the address. */
  render: (url: string, address: string) => Promise<Response>;
  /** Headers that concern only some URLs. */
  more: readonly [name: string, value: string][];
  /** Names for the pages of problems. */
  site: () => Promise<Site>;
  /** What the host asked for, also when there is nothing to show. */
  look: Look;
  /** Path as the client wrote it. */
  path: string;
  ifNoneMatch: string | null;
  /** Language of problems. */
  locale: Locale;
  negotiated: boolean;
  /** Seconds until the release timeline moves on, or `null`. */
  untilNext: number | null;
  /** Whether this comes from the release before the live one, and must not outlive the trouble. */
  stopgap?: boolean;
  /** Told what the canonical URL leads to, when later requests for it may take the short way. */
  remember?: (url: string, known: Omit<KnownUrl, "second" | "until">) => void;
}

/** What we have for readers of a language that we do not have. */
const FRONTS = locales.map((locale) => ({ locale, url: frontPath(locale) }));

/** @throws Unavailable when the renderer cannot give what must be there. */
export async function deliver(outcome: Outcome, delivery: Delivery): Promise<Response> {
  switch (outcome.kind) {
    case "found":
      return deliverFound(outcome, delivery);
    case "moved":
      return redirect(outcome.status, outcome.to, delivery);
    case "problem":
      return deliverProblem(outcome, delivery);
    case "status": {
      if (delivery.path !== outcome.url) return redirect(308, outcome.url, delivery);
      const headers = newHeaders(TEMPLATES.json, delivery, NO_STORE);
      return new Response(JSON.stringify(outcome.body), { headers });
    }
  }
}

async function deliverFound(found: Found, delivery: Delivery): Promise<Response> {
  const { memory, origin, ifNoneMatch, untilNext } = delivery;
  if (delivery.path !== pathOf(found.url)) return redirect(308, found.url, delivery);

  const address = origin + found.address;
  let rendered = memory.get(address);
  const etag = rendered?.etag ?? `"${await hashOf(address)}"`;
  const lasting = found.immutable ? IMMUTABLE : changeable(sooner(untilNext, found.left));
  const policy = delivery.stopgap ? NO_STORE : lasting;
  const headers = newHeaders(TEMPLATES[found.headers], delivery, policy);
  headers.set("etag", etag);
  if (found.contentType) headers.set("content-type", found.contentType);
  if (found.policy) headers.set("content-security-policy", found.policy);
  if (found.language) headers.set("content-language", found.language);
  if (found.contentLocation) headers.set("content-location", found.contentLocation);

  const stays = () => new Response(null, { status: 304, headers: notModified(headers) });
  // What exists for certain needs no bytes for a 304; a condition must not turn a 404 into one.
  if (!found.otherwise && matchesIfNoneMatch(ifNoneMatch, etag)) return stays();

  headers.set("cache-status", CACHE_HIT);
  if (!rendered) {
    const bytes = await renderedBytes(found, delivery);
    if (bytes === null && found.otherwise) return deliverProblem(await found.otherwise(), delivery);
    if (bytes === null) throw new Unavailable(`renderer: nothing for ${found.address}`);
    rendered = { bytes, etag };
    headers.set("cache-status", memory.set(address, rendered) ? `${CACHE_MISS}; stored` : CACHE_MISS);
  }
  headers.set("content-length", String(rendered.bytes.byteLength));
  if (!delivery.negotiated && found.left === undefined) {
    const hit = new Headers(headers);
    hit.set("cache-status", CACHE_HIT);
    delivery.remember?.(found.url, {
      address,
      etag,
      headers: hit,
      notModified: notModified(hit),
      changeable: !found.immutable,
    });
  }
  if (matchesIfNoneMatch(ifNoneMatch, etag)) return stays();
  return new Response(rendered.bytes, { headers });
}

/** @returns `null` if there is nothing by this address. @throws Unavailable on whatever else goes wrong. */
async function renderedBytes(
  { address: path, release }: Found,
  { origin, render }: Delivery,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const address = origin + path;
  let status: number;
  try {
    const response = await render(release ? withRelease(address, release) : address, address);
    if (response.status === 200) return new Uint8Array(await response.arrayBuffer());
    status = response.status;
  } catch (cause) {
    throw new Unavailable(`renderer: failed for ${address}`, { cause });
  }
  if (status === 404) return null;
  throw new Unavailable(`renderer: ${status} for ${address}`);
}

async function deliverProblem(
  { code, details = {}, elsewhere = code === "locale_not_supported" ? FRONTS : [] }: Problem,
  delivery: Delivery,
): Promise<Response> {
  const { locale, origin, look } = delivery;
  const { status, cache } = PROBLEMS[code];
  const face = faceOf(delivery.path);
  const headers = newHeaders(TEMPLATES[face.headers], delivery, cutTo(cache, delivery.untilNext));
  headers.set("content-language", locale);
  if (status === 405) headers.set("allow", ALLOWED_METHODS);
  if (status === 503) headers.set("retry-after", RETRY_AFTER);
  // Without names is better than not at all, and while storage fails better than late.
  const site = face.named && status < 500 ? await delivery.site().catch(() => null) : null;
  const view = { code, status, locale, details, elsewhere, site, origin, ...look };
  return new Response(face.render(view), { status, headers });
}

function redirect(status: number, location: string, delivery: Delivery): Response {
  const policy = delivery.stopgap ? NO_STORE : cutTo(REDIRECT, delivery.untilNext);
  const headers = newHeaders(TEMPLATES.none, delivery, policy);
  headers.set("location", location);
  return new Response(null, { status, headers });
}

/** RFC 9110 §9.3.7, and the CORS preflight. */
export function deliverOptions(request: Request, delivery: Delivery): Response {
  const headers = newHeaders(TEMPLATES.none, delivery, NO_STORE);
  headers.set("allow", ALLOWED_METHODS);
  if (request.headers.has("access-control-request-method")) {
    for (const [name, value] of Object.entries(PREFLIGHT)) headers.set(name, value);
  }
  return new Response(null, { status: 204, headers });
}

function newHeaders(
  template: Record<string, string>,
  { negotiated, origin, more }: Delivery,
  cacheControl: string,
): Headers {
  const headers = new Headers(template);
  headers.set("cache-control", cacheControl);
  if (origin.startsWith("https:")) headers.set(...STRICT_TRANSPORT);
  if (negotiated) headers.set("vary", "Accept-Language");
  for (const [name, value] of more) headers.set(name, value);
  return headers;
}

/** RFC 9110 §15.4.5: what the 200 would carry, but for what describes a body that is not there. */
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
