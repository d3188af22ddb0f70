// Header templates: the headers that answers of one kind share. The only place where they are named.

/** Everything here is public and read without credentials, so any origin may read every answer. */
const SHARED = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "ETag, Link, Content-Language, Content-Location, Retry-After",
  "x-content-type-options": "nosniff",
} as const;

const NOINDEX = { ...SHARED, "x-robots-tag": "noindex" } as const;

export const FORMAT_HEADERS = {
  json: { ...NOINDEX, "content-type": "application/json; charset=utf-8" },
  problem: { ...NOINDEX, "content-type": "application/problem+json; charset=utf-8" },
  html: {
    ...NOINDEX,
    "content-type": "text/html; charset=utf-8",
    "content-security-policy":
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "referrer-policy": "strict-origin-when-cross-origin",
  },
  picture: { ...SHARED, "cross-origin-resource-policy": "cross-origin" },
  /** An SVG opened by itself is a document: it gets no script, no network and no origin. */
  svg: {
    ...SHARED,
    "cross-origin-resource-policy": "cross-origin",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  },
  none: SHARED,
} as const satisfies Record<string, Record<string, string>>;

export type HeaderFormat = keyof typeof FORMAT_HEADERS;

export const ALLOWED_METHODS = "GET, HEAD, OPTIONS";

/** Answer to a CORS preflight (Fetch §4.8): which conditional requests scripts may send, kept for two hours. */
export const PREFLIGHT = {
  "access-control-allow-methods": ALLOWED_METHODS,
  "access-control-allow-headers": "If-None-Match, If-Modified-Since, Accept-Language",
  "access-control-max-age": "7200",
} as const;
