// Result of a handler. Turning it into a response is the same for all (deliver.ts).
import type { HeaderFormat } from "../http/headers.ts";
import type { ProblemCode, ProblemDetails } from "../http/problems.ts";
import type { Locale } from "../i18n/locales.ts";
import type { Alternate } from "../render/problem-view.ts";
import type { Hash } from "../store/keys.ts";
import type { ReleaseIndex } from "../store/release-index.ts";

/** Input of a handler. */
export interface RequestContext {
  release: ReleaseIndex;
  locale: Locale;
  /** Whether `locale` comes from Accept-Language rather than from the URL. */
  negotiated: boolean;
  /** Path parameters, decoded. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
}

export interface Representation {
  kind: "representation";
  /** The canonical URL, root-relative; another spelling is redirected to it. */
  url: string;
  /** Representation key (render/representation-key.ts). */
  key: string;
  /** The release whose names the renderer needs. */
  release?: Hash;
  headers: HeaderFormat;
  contentType?: string;
  /** Content-Security-Policy, where it is not the same for all of its format. */
  policy?: string;
  /** Language of the body. */
  language?: Locale;
  /** The URL with the locale, where a negotiated one gave the content. */
  contentLocation?: string;
  immutable?: boolean;
  /** Seconds until the URL means something else, without a publish. */
  left?: number;
  /** The problem, if the renderer finds nothing. Absent where the release vouches for the content. */
  onMissing?: () => Promise<Problem>;
}

export interface Redirect {
  kind: "redirect";
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
  alternates?: Alternate[];
}

/** A small answer of the moment, never cached. */
export interface Status {
  kind: "status";
  /** Its canonical URL, root-relative. */
  url: string;
  body: Record<string, unknown>;
}

export type Result = Representation | Redirect | Problem | Status;

export const problem = (code: ProblemCode, details: ProblemDetails = {}): Problem => ({
  kind: "problem",
  code,
  details,
});
