// Finds the site's own links in a stored object, and the values that never leave the server. Stored links are root-
// relative; rendering puts the origin before them.
import { LINKS } from "./paths.ts";

/** Fields that hold a URL. No other field is touched: a headline may well begin with a slash. */
const URL_FIELDS: ReadonlySet<string> = new Set(["url", "api", "next", ...Object.keys(LINKS)]);

/** The beginning of a link within the site in the HTML of a block. Publishing wrote it, so a tag is never text. */
export const SITE_LINK = '<a href="/';

/** @param key of the field. */
export const isHtml = (key: string, value: unknown): value is string =>
  key === "html" && typeof value === "string";

/** @param key of the field. */
export const isLink = (key: string, value: unknown): value is string =>
  typeof value === "string" && URL_FIELDS.has(key) && value.startsWith("/");

/** Whether a field is for the site's own pages only. @param key of the field. */
export const isInternal = (key: string): boolean => key === "preview" || key === "socialCard";
