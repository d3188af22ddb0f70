// The headers of answers, from the templates that the code itself goes by.
import { FORMAT_HEADERS, type HeaderFormat } from "../http/headers.ts";
import type { JsonSchema } from "./schemas.ts";

/** Of those that are not the same in every answer: what their values look like. */
const SHAPES: Record<string, JsonSchema> = {
  etag: { type: "string", pattern: '^(W/)?"[A-Za-z0-9_-]{22}"$' },
  "content-language": { type: "string", pattern: "^[a-z]{2}$" },
  "content-location": { type: "string", pattern: "^/" },
  location: { type: "string", pattern: "^/" },
  "cache-control": { type: "string", pattern: "^(public, max-age=\\d+|no-store)" },
  "retry-after": { type: "integer", format: "int32", minimum: 1 },
  deprecation: { type: "string", pattern: "^@\\d+$" },
  sunset: { type: "string", pattern: " GMT$" },
  date: { type: "string", pattern: " GMT$" },
};

/** They are there in some answers of their kind only. */
const OPTIONAL = new Set([
  ...["strict-transport-security", "cache-status", "content-security-policy"],
  ...["deprecation", "sunset", "link"],
]);

/** RFC 9110 §5.1 leaves the case open; this is how they are written. */
export const headerName = (name: string): string =>
  name === "etag" ? "ETag" : name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

/** Whether every answer that may carry it does. */
export const isOptional = (name: string): boolean => OPTIONAL.has(name);

export const headerSchema = (name: string): JsonSchema => SHAPES[name] ?? { type: "string" };

export interface AnswerTraits {
  format: HeaderFormat;
  /** Whether its locale is negotiated. */
  negotiated: boolean;
}

/** Lower-case names of what every answer carries. */
function common({ format, negotiated }: AnswerTraits): string[] {
  const template = Object.keys(FORMAT_HEADERS[format]).filter((name) => name !== "content-type");
  return [
    "cache-control",
    "date",
    ...template,
    ...(negotiated ? ["vary"] : []),
    "strict-transport-security",
    ...["deprecation", "sunset", "link"],
  ];
}

/**
 * Of a 200, and of its 304 (RFC 9110 §15.4.5). Content-Type and Content-Length are not told as headers anywhere.
 * @param language whether its body is in a language. @param policy whether that of content security is its own.
 */
export const successHeaders = (traits: AnswerTraits, language: boolean, policy: boolean): string[] => [
  "etag",
  ...(language ? ["content-language"] : []),
  ...(traits.negotiated ? ["content-location"] : []),
  "cache-status",
  ...(policy ? ["content-security-policy"] : []),
  ...common(traits),
];

export const statusHeaders = (traits: AnswerTraits): string[] => common(traits);

export const redirectHeaders = (negotiated: boolean): string[] => [
  "location",
  ...common({ format: "none", negotiated }),
];

export const problemHeaders = (status: number, negotiated: boolean): string[] => [
  "content-language",
  ...(status === 503 ? ["retry-after"] : []),
  ...common({ format: "problem", negotiated }),
];
