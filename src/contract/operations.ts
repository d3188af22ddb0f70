// Every operation of the API. A new route for programs is a row here; the tests exercise each row against the Worker.
import { PICTURE_TYPES } from "../article/paths.ts";
import type { HeaderFormat } from "../http/headers.ts";
import type { ProblemCode } from "../http/problems.ts";
import type { ParameterName } from "./parameters.ts";
import { type JsonSchema, type SchemaName, schemaRef } from "./schemas.ts";

export interface Operation {
  id: string;
  tag: Tag;
  /** As in OpenAPI: parameters in braces. */
  path: string;
  parameters: readonly ParameterName[];
  /** Of the 200: by media type; `null` for bytes. */
  content: Readonly<Record<string, JsonSchema | null>>;
  format: HeaderFormat;
  /** Whether it is the same thing for as long as its validator is: it then has an ETag, and a 304. */
  validated: boolean;
  /** Whether its body is in a language. */
  language: boolean;
  /** Whether its policy of content security is its own. */
  policy?: true;
  /** Whether Accept-Language chooses the locale. */
  negotiated: boolean;
  /** Status with which it leads on to what it is about. */
  leads?: 307;
  /** Beside those that any request may meet. */
  problems: readonly ProblemCode[];
}

export const TAGS = ["articles", "copies", "directory", "pictures", "service"] as const;
export type Tag = (typeof TAGS)[number];

const json = (name: SchemaName) => ({ "application/json": { $ref: schemaRef(name) } });
const JSON_ANSWER = { format: "json", validated: true, language: true, negotiated: false } as const;
const NEGOTIATED = { ...JSON_ANSWER, negotiated: true } as const;
const ARTICLE_PROBLEMS = [
  "invalid_path",
  "invalid_parameter",
  "article_not_found",
  "article_retracted",
] as const;
const LIST_PARAMETERS = ["section", "author", "limit", "cursor", "ids", "fallback"] as const;
const LIST_PROBLEMS = ["invalid_parameter", "invalid_cursor"] as const;

export const OPERATIONS: readonly Operation[] = [
  {
    id: "listArticles",
    tag: "articles",
    path: "/v1/{locale}/articles",
    parameters: ["locale", ...LIST_PARAMETERS, "ifNoneMatch"],
    content: json("ArticleList"),
    ...JSON_ANSWER,
    problems: [...LIST_PROBLEMS, "locale_not_supported"],
  },
  {
    id: "getArticle",
    tag: "articles",
    path: "/v1/{locale}/articles/{slug}",
    parameters: ["locale", "slug", "fallback", "revision", "ifNoneMatch"],
    content: json("Article"),
    ...JSON_ANSWER,
    problems: [...ARTICLE_PROBLEMS, "locale_not_supported", "revision_not_found"],
  },
  {
    id: "getArticleById",
    tag: "articles",
    path: "/v1/{locale}/by-id/{id}",
    parameters: ["locale", "articleId", "fallback"],
    content: json("Article"),
    ...JSON_ANSWER,
    leads: 307,
    problems: [...ARTICLE_PROBLEMS, "locale_not_supported"],
  },
  {
    id: "listNegotiatedArticles",
    tag: "articles",
    path: "/v1/articles",
    parameters: ["acceptLanguage", ...LIST_PARAMETERS, "ifNoneMatch"],
    content: json("ArticleList"),
    ...NEGOTIATED,
    problems: LIST_PROBLEMS,
  },
  {
    id: "getNegotiatedArticle",
    tag: "articles",
    path: "/v1/articles/{slug}",
    parameters: ["acceptLanguage", "slug", "fallback", "ifNoneMatch"],
    content: json("Article"),
    ...NEGOTIATED,
    problems: ARTICLE_PROBLEMS,
  },
  {
    id: "sync",
    tag: "copies",
    path: "/v1/{locale}/sync",
    parameters: ["locale", "since", "ifNoneMatch"],
    content: json("Sync"),
    ...JSON_ANSWER,
    problems: ["invalid_parameter", "locale_not_supported", "sync_token_expired"],
  },
  {
    id: "listOffline",
    tag: "copies",
    path: "/v1/{locale}/offline",
    parameters: ["locale", "limit", "ifNoneMatch"],
    content: json("Offline"),
    ...JSON_ANSWER,
    problems: ["invalid_parameter", "locale_not_supported"],
  },
  {
    id: "listSections",
    tag: "directory",
    path: "/v1/{locale}/sections",
    parameters: ["locale", "ifNoneMatch"],
    content: json("Directory"),
    ...JSON_ANSWER,
    problems: ["locale_not_supported"],
  },
  {
    id: "listAuthors",
    tag: "directory",
    path: "/v1/{locale}/authors",
    parameters: ["locale", "ifNoneMatch"],
    content: json("Directory"),
    ...JSON_ANSWER,
    problems: ["locale_not_supported"],
  },
  {
    id: "getMedia",
    tag: "pictures",
    path: "/media/{hash}/{name}",
    parameters: ["mediaHash", "mediaName", "ifNoneMatch"],
    content: Object.fromEntries(
      [...new Set(Object.values(PICTURE_TYPES))].sort().map((type) => [type, null]),
    ),
    format: "picture",
    validated: true,
    language: false,
    policy: true,
    negotiated: false,
    problems: ["invalid_path", "not_found", "media_withdrawn"],
  },
  {
    id: "getOembed",
    tag: "service",
    path: "/oembed",
    parameters: ["url", "format", "maxwidth", "maxheight", "ifNoneMatch"],
    content: { ...json("Oembed"), "text/xml": { type: "string" } },
    ...JSON_ANSWER,
    problems: ["invalid_parameter", "article_not_found", "article_retracted", "format_not_supported"],
  },
  {
    id: "getProblem",
    tag: "service",
    path: "/problems/{code}",
    parameters: ["code", "ifNoneMatch"],
    content: { "text/html": { type: "string" } },
    format: "errorPage",
    validated: true,
    language: true,
    policy: true,
    negotiated: false,
    problems: ["invalid_path", "not_found"],
  },
  {
    id: "getHealth",
    tag: "service",
    path: "/healthz",
    parameters: [],
    content: json("Health"),
    format: "json",
    validated: false,
    language: false,
    negotiated: false,
    problems: [],
  },
];

/** Responses of any operation. */
export const ANY_PROBLEMS = ["uri_too_long", "internal_error", "unavailable"] as const;
