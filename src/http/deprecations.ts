// Deprecated operations and parameters (docs/api-policy.md): announced in every answer that they concern, by
// Deprecation (RFC 9745) and Sunset (RFC 8594).

export interface Deprecation {
  /** Path of an operation, as in OpenAPI: `/v1/{locale}/by-id/{id}`. */
  path: string;
  /** The query parameter that goes, where it is not the whole operation. */
  parameter?: string;
  /** Since when it should not be used by new programs; UTC, to the second. */
  since: string;
  /** When it stops answering as promised. */
  sunset?: string;
  /** The page about the replacement, root-relative. */
  explained: string;
}

/** Nothing goes at present. */
export const DEPRECATIONS: readonly Deprecation[] = [];

/** @param url of the request. @returns headers of the answer, none where nothing goes. */
export function deprecationHeaders(
  url: string,
  table: readonly Deprecation[],
  origin: string,
): [name: string, value: string][] {
  if (table.length === 0) return [];
  const { pathname, searchParams } = new URL(url);
  const going = table.find(
    ({ path, parameter }) =>
      new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}/?$`, "i").test(pathname) &&
      (parameter === undefined || searchParams.has(parameter)),
  );
  if (!going) return [];
  const { since, sunset, explained } = going;
  return [
    ["deprecation", `@${Date.parse(since) / 1000}`],
    ...(sunset ? [["sunset", new Date(sunset).toUTCString()] as [string, string]] : []),
    ["link", `<${origin}${explained}>; rel="deprecation"; type="text/html"`],
  ];
}
