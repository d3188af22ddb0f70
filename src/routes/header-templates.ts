// Headers by their name, each with the Content-Security-Policy of its documents. Hashed once, when the isolate starts.
import { contentSecurity, type DocumentParts, FORMAT_HEADERS, type HeaderFormat } from "../http/headers.ts";
import { ERROR_FORMATS } from "./error-formats.ts";
import { FORMATS } from "./formats.ts";

/** Policies by the headers that they go with; several formats may share both. */
const documents = new Map<HeaderFormat, DocumentParts>();
for (const row of [...Object.values(FORMATS), ...Object.values(ERROR_FORMATS)]) {
  if ("document" in row && row.headers) documents.set(row.headers, row.document);
}

const policies = await Promise.all(
  [...documents].map(async ([name, parts]) => [
    name,
    { ...FORMAT_HEADERS[name], ...(await contentSecurity(parts)) },
  ]),
);

export const TEMPLATES: Record<HeaderFormat, Record<string, string>> = {
  ...FORMAT_HEADERS,
  ...Object.fromEntries(policies),
};
