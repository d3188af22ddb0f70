// A preview: any URL, answered from a release that is not live, below a path that only who has the link knows. What
// comes out is nobody else's: never kept, never indexed, and its links lead on within the preview.
import { PRIVATE } from "../http/cache-policy.ts";
import { formatMoment } from "../i18n/format.ts";
import type { Locale } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";

/** The platform's; Node, where some tests run what a reader sees, has none. */
declare const HTMLRewriter: new () => Rewriter;
interface Rewriter {
  on(selector: string, handlers: { element(element: Element): void }): Rewriter;
  transform(response: Response): Response;
}
interface Element {
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  before(content: string, options: { html: boolean }): void;
}

const LINK = /^\/preview\/([^/]+)(\/.*)?$/;

/** @returns the secret and the URL's path without it, or `null` for what is no preview's. */
export function parsePreviewPath(pathname: string): { token: string; prefix: string; path: string } | null {
  const [, token, path = "/"] = LINK.exec(pathname) ?? [];
  return token === undefined ? null : { token, prefix: `/preview/${token}`, path };
}

/** @param until when the link stops working (milliseconds since 1970). */
export function asPreview(answer: Response, prefix: string, locale: Locale, until: number): Response {
  const response = new Response(answer.body, answer);
  const { headers } = response;
  headers.set("cache-control", PRIVATE);
  headers.set("x-robots-tag", "noindex, nofollow");
  // The secret is in the URL.
  headers.set("referrer-policy", "no-referrer");
  for (const name of ["etag", "content-location", "cache-status"]) headers.delete(name);
  const location = headers.get("location");
  if (location) headers.set("location", prefix + location);
  if (!response.body || !headers.get("content-type")?.startsWith("text/html")) return response;
  headers.delete("content-length");
  const words = translate(locale, "page.preview", { until: formatMoment(until, locale) });
  return new HTMLRewriter()
    .on("a[href], img[src]", {
      element(element) {
        for (const name of ["href", "src"]) {
          const url = element.getAttribute(name);
          if (url && isOurs(url)) element.setAttribute(name, prefix + url);
        }
      },
    })
    .on("[srcset]", {
      element(element) {
        const sources = (element.getAttribute("srcset") ?? "").split(", ");
        element.setAttribute("srcset", sources.map((url) => (isOurs(url) ? prefix + url : url)).join(", "));
      },
    })
    .on("body > header", {
      element(element) {
        element.before(`<p class="preview" lang="${locale}" role="note">${words}</p>`, { html: true });
      },
    })
    .transform(response);
}

const isOurs = (url: string): boolean => /^\/(?!\/)/.test(url);
