// Locale of a request: from its path or from Accept-Language.
import type { Context } from "hono";
import { isNegotiated, localeOfPath } from "../http/canonical-path.ts";
import { DEFAULT_LOCALE, type Locale, parseLocale } from "../i18n/locales.ts";
import { negotiateLocale } from "../i18n/negotiate.ts";

/** Where a route's locale comes from: its path, Accept-Language, the one or else the other, or nowhere. */
export type LocaleSource = "path" | "negotiated" | "either" | "none";

export interface RequestLocale {
  /** `null` for a path that names a language which is not supported. */
  locale: Locale | null;
  negotiated: boolean;
}

export function requestLocale(source: LocaleSource, c: Context): RequestLocale {
  const negotiated = source === "negotiated" || (source === "either" && !localeOfPath(c.req.path));
  if (negotiated) return { locale: negotiateLocale(c.req.raw.headers.get("accept-language")), negotiated };
  const locale =
    source === "path"
      ? parseLocale(c.req.param("locale") ?? "")
      : (localeOfPath(c.req.path) ?? DEFAULT_LOCALE);
  return { locale, negotiated };
}

/** Locale of the problem for a path that no route can take: too long, or not decodable. */
export function refusalLocale(
  pathname: string,
  acceptLanguage: string | null,
): { locale: Locale; negotiated: boolean } {
  const negotiated = isNegotiated(pathname);
  const locale = negotiated
    ? negotiateLocale(acceptLanguage)
    : (localeOfPath(pathname.toLowerCase()) ?? DEFAULT_LOCALE);
  return { locale, negotiated };
}
