// Which values in an answer are links of ours. Stored ones are root-relative; rendering puts the origin before them.

/** Fields that hold a URL. No other field is touched: a headline may well begin with a slash. */
const URL_FIELDS = new Set([
  "url",
  "api",
  "next",
  "self",
  "page",
  "embed",
  "fragment",
  "oembed",
  "section",
  "markdown",
]);

/** @param key of the field. */
export const isLink = (key: string, value: unknown): value is string =>
  typeof value === "string" && URL_FIELDS.has(key) && value.startsWith("/");
