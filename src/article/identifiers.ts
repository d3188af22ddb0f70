// The syntax of ids and slugs: articles, sections, authors.

/** Ids of articles, sections and authors. */
export const ID_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const SLUG_PATTERN = /^[\p{L}\p{N}\p{M}]+(-[\p{L}\p{N}\p{M}]+)*$/u;

/** Letters and digits of any script joined by hyphens, in the one spelling that URLs are redirected to. */
export const isSlug = (text: string): boolean => SLUG_PATTERN.test(text) && foldCase(text) === text;

/** Unicode NFC and lower case: how a URL's path is read. Lower-casing may undo NFC, so that comes last again. */
export const foldCase = (text: string): string => text.normalize("NFC").toLowerCase().normalize("NFC");
