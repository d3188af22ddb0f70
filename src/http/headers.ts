// Header templates: the headers that answers of one kind share. The only place where they are named.
import { FEED_TYPES } from "../article/paths.ts";

/** Everything here is public and read without credentials, so any origin may read every answer. */
const SHARED = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers":
    "ETag, Link, Content-Language, Content-Location, Retry-After, Deprecation, Sunset",
  "x-content-type-options": "nosniff",
} as const;

const NOINDEX = { ...SHARED, "x-robots-tag": "noindex" } as const;

/** A document that other sites show; who may show what is in its Content-Security-Policy. */
const CROSS_ORIGIN = { "cross-origin-resource-policy": "cross-origin" } as const;

const HTML = {
  "content-type": "text/html; charset=utf-8",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
} as const;

const PAGE = { ...SHARED, ...HTML, "cross-origin-resource-policy": "same-origin" } as const;
const EMBED = {
  ...SHARED,
  ...HTML,
  ...CROSS_ORIGIN,
  // A host that isolates itself (COEP) shows only frames that say the same.
  "cross-origin-embedder-policy": "require-corp",
  "x-robots-tag": "noindex, indexifembedded",
} as const;

export const FORMAT_HEADERS = {
  json: { ...NOINDEX, "content-type": "application/json; charset=utf-8" },
  problem: { ...NOINDEX, "content-type": "application/problem+json; charset=utf-8" },
  page: PAGE,
  errorPage: { ...PAGE, "x-robots-tag": "noindex" },
  card: EMBED,
  hosted: EMBED,
  full: EMBED,
  listEmbed: EMBED,
  /** Read by a server or by `fetch`. */
  fragment: { ...NOINDEX, ...HTML, ...CROSS_ORIGIN },
  markdown: { ...NOINDEX, "content-type": "text/markdown; charset=utf-8" },
  xml: { ...NOINDEX, "content-type": "text/xml; charset=utf-8" },
  text: { ...NOINDEX, "content-type": "text/plain; charset=utf-8" },
  "feed.atom": { ...NOINDEX, "content-type": `${FEED_TYPES.atom}; charset=utf-8` },
  "feed.rss": { ...NOINDEX, "content-type": `${FEED_TYPES.rss}; charset=utf-8` },
  "feed.json": { ...NOINDEX, "content-type": `${FEED_TYPES.json}; charset=utf-8` },
  script: { ...SHARED, ...CROSS_ORIGIN, "content-type": "text/javascript; charset=utf-8" },
  picture: { ...SHARED, ...CROSS_ORIGIN },
  /** An SVG opened by itself is a document: it gets no script, no network and no origin. */
  svg: {
    ...SHARED,
    ...CROSS_ORIGIN,
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  },
  none: SHARED,
} as const satisfies Record<string, Record<string, string>>;

/** Where the configured origin is https, it stays so (RFC 6797). */
export const STRICT_TRANSPORT = ["strict-transport-security", "max-age=31536000"] as const;

/** The parts of a document, and the hosts that may frame it. */
export interface DocumentParts {
  ancestors: "'none'" | "*";
  /** Inline texts, each allowed by its hash. */
  styles: readonly string[];
  scripts?: readonly string[];
  /** Sources of pictures (CSP Level 3 §2.3.1); none if not said. */
  pictures?: string;
}

/** Content-Security-Policy that allows exactly what the document consists of. */
export async function contentSecurity({
  ancestors,
  styles,
  scripts = [],
  pictures,
}: DocumentParts): Promise<{ "content-security-policy": string }> {
  const allow = async (directive: string, texts: readonly string[]) =>
    texts.length === 0 ? "" : ` ${directive} ${(await Promise.all(texts.map(sourceHash))).join(" ")};`;
  const policy = [
    `default-src 'none';${pictures ? ` img-src ${pictures};` : ""}`,
    await allow("style-src", styles),
    await allow("script-src", scripts),
    ` base-uri 'none'; form-action 'none'; frame-ancestors ${ancestors}`,
  ];
  return { "content-security-policy": policy.join("") };
}

/** CSP Level 3 §2.3.1, hash-source. */
async function sourceHash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
}

export type HeaderFormat = keyof typeof FORMAT_HEADERS;

export const ALLOWED_METHODS = "GET, HEAD, OPTIONS";

/** Answer to a CORS preflight (Fetch §4.8): which conditional requests scripts may send, kept for two hours. */
export const PREFLIGHT = {
  "access-control-allow-methods": ALLOWED_METHODS,
  "access-control-allow-headers": "If-None-Match, If-Modified-Since, Accept-Language",
  "access-control-max-age": "7200",
} as const;
