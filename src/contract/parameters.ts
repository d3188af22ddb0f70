// Request parameters, with the limits that the code itself uses.
import { ID_PATTERN } from "../article/identifiers.ts";
import { PROBLEMS } from "../http/problems.ts";
import { locales } from "../i18n/locales.ts";
import { CURSOR_MAX } from "../render/cursor.ts";
import { IDS_MAX, LIMIT_DEFAULT, LIMIT_MAX } from "../routes/list.ts";
import { HASH_PATTERN } from "../store/keys.ts";
import type { JsonSchema } from "./schemas.ts";

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required?: true;
  schema: JsonSchema;
}

const id: JsonSchema = { type: "string", pattern: ID_PATTERN.source };
/** The same, without anchors. */
const oneId = ID_PATTERN.source.slice(1, -1);
const pixels: JsonSchema = { type: "integer", format: "int32", minimum: 1, maximum: 999_999_999 };

const path = (name: string, schema: JsonSchema): Parameter => ({ name, in: "path", required: true, schema });
const query = (name: string, schema: JsonSchema): Parameter => ({ name, in: "query", schema });
const header = (name: string): Parameter => ({ name, in: "header", schema: { type: "string" } });

/** By the keys of their words; a name may mean different things in different places. */
export const PARAMETERS = {
  locale: path("locale", { type: "string", enum: locales }),
  slug: path("slug", { type: "string", minLength: 1 }),
  articleId: path("id", id),
  code: path("code", { type: "string", "x-extensible-enum": Object.keys(PROBLEMS) }),
  mediaHash: path("hash", { type: "string", pattern: HASH_PATTERN.source }),
  mediaName: path("name", { type: "string", minLength: 1 }),
  fallback: query("fallback", { type: "string", enum: ["none"] }),
  revision: query("revision", { type: "string", pattern: HASH_PATTERN.source }),
  section: query("section", id),
  author: query("author", id),
  limit: query("limit", {
    type: "integer",
    format: "int32",
    minimum: 1,
    maximum: LIMIT_MAX,
    default: LIMIT_DEFAULT,
  }),
  cursor: query("cursor", { type: "string", minLength: 1, maxLength: CURSOR_MAX }),
  ids: query("ids", { type: "string", pattern: `^${oneId}(,${oneId}){0,${IDS_MAX - 1}}$` }),
  since: query("since", { type: "string", minLength: 1 }),
  url: { ...query("url", { type: "string", format: "uri" }), required: true },
  format: query("format", { type: "string", enum: ["json", "xml"], default: "json" }),
  maxwidth: query("maxwidth", pixels),
  maxheight: query("maxheight", pixels),
  acceptLanguage: header("Accept-Language"),
  ifNoneMatch: header("If-None-Match"),
} as const satisfies Record<string, Parameter>;

export type ParameterName = keyof typeof PARAMETERS;
