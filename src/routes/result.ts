// What a handler decides about a request. Turning it into a response is the same for all (deliver.ts).
import type { HeaderFormat } from "../http/headers.ts";
import type { ProblemCode, ProblemDetails } from "../http/problems.ts";
import type { Locale } from "../i18n/locales.ts";
import type { Elsewhere } from "../render/problem-view.ts";
import type { Hash } from "../store/keys.ts";
import type { ReleaseIndex } from "../store/release-index.ts";

/** What a handler gets to know of a request. */
export interface Ask {
  release: ReleaseIndex;
  locale: Locale;
  /** Whether `locale` comes from Accept-Language rather than from the URL. */
  negotiated: boolean;
  /** Path parameters, decoded. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
}

export interface Found {
  kind: "found";
  /** The canonical URL of what was asked for, root-relative; another spelling is redirected to it. */
  url: string;
  /** Names the representation: see render/address.ts. */
  address: string;
  /** The release whose names the renderer needs. */
  release?: Hash;
  headers: HeaderFormat;
  contentType?: string;
  /** Content-Security-Policy, where it is not the same for all of its format. */
  policy?: string;
  /** Language of the body. */
  language?: Locale;
  /** The explicit URL of what a negotiated one gave. */
  contentLocation?: string;
  immutable?: boolean;
  /** Seconds until the URL means something else, without a publish. */
  left?: number;
  /** For what only the renderer can tell to exist: what to answer when it does not. */
  otherwise?: () => Promise<Problem>;
}

export interface Moved {
  kind: "moved";
  /** 308 for another spelling, 307 where the target may change, 302 where it depends on the reader. */
  status: 302 | 307 | 308;
  /** Root-relative, built from what was resolved and never from the request's path. */
  to: string;
}

export interface Problem {
  kind: "problem";
  code: ProblemCode;
  details?: ProblemDetails;
  /** Where the article is to be had in other languages, for readers. */
  elsewhere?: Elsewhere[];
}

/** A small answer of the moment, never cached. */
export interface Status {
  kind: "status";
  /** Its canonical URL, root-relative. */
  url: string;
  body: Record<string, unknown>;
}

export type Outcome = Found | Moved | Problem | Status;

export const problem = (code: ProblemCode, details: ProblemDetails = {}): Problem => ({
  kind: "problem",
  code,
  details,
});
