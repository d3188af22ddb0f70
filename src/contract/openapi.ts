// The contract as an OpenAPI 3.1 document: operations, parameters, headers, problems and shapes, with words and examples.
import { DEPRECATIONS, type Deprecation } from "../http/deprecations.ts";
import { PROBLEMS, type ProblemCode } from "../http/problems.ts";
import type { Locale } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";
import { type Example, problemExample } from "./examples.ts";
import {
  headerName,
  headerSchema,
  isOptional,
  problemHeaders,
  redirectHeaders,
  statusHeaders,
  successHeaders,
} from "./headers.ts";
import { ANY_PROBLEMS, OPERATIONS, type Operation, TAGS } from "./operations.ts";
import { PARAMETERS, type Parameter, type ParameterName } from "./parameters.ts";
import { buildSchemas, type JsonSchema, schemaRef } from "./schemas.ts";
import { firstWords, words } from "./words.ts";

interface Ref {
  $ref: string;
}

export interface MediaType {
  schema?: JsonSchema;
  example?: unknown;
  examples?: Record<string, Ref>;
}

export interface ApiResponse {
  description: string;
  headers?: Record<string, Ref>;
  content?: Record<string, MediaType>;
  /** `code` of the problems that it may be. */
  "x-problem-codes"?: readonly ProblemCode[];
}

export interface ApiOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  deprecated?: true;
  parameters: Ref[];
  responses: Record<string, ApiResponse>;
}

export interface OpenApi {
  openapi: string;
  info: Record<string, unknown> & { title: string; description: string };
  servers: { url: string }[];
  security: [];
  tags: { name: string; description: string }[];
  paths: Record<string, { get: ApiOperation }>;
  components: {
    parameters: Record<string, Parameter & { description: string }>;
    headers: Record<string, { description: string; required: boolean; schema: JsonSchema }>;
    schemas: Record<string, JsonSchema>;
    /** Of problems, by code. */
    examples: Record<string, { summary: string; value: unknown }>;
  };
}

/** Of the contract, not of the Worker: within 1 only additions. */
const VERSION = "1.0.0";

/** @param examples by id of the operation. @param locale of the words; the published document is in English. */
export function buildOpenApi(
  examples: Readonly<Record<string, Example>>,
  locale: Locale = "en",
  deprecations: readonly Deprecation[] = DEPRECATIONS,
): OpenApi {
  const goes = (of: Operation) =>
    deprecations.some(({ path, parameter }) => path === of.path && parameter === undefined);
  const responses = OPERATIONS.map((operation) => buildResponses(operation, examples[operation.id], locale));
  const used = responses.flatMap((each) => Object.values(each));
  const headers = new Set(used.flatMap((response) => Object.keys(response.headers ?? {})));
  const codes = new Set(used.flatMap((response) => response["x-problem-codes"] ?? []));
  return {
    openapi: "3.1.0",
    info: {
      title: words(locale, "api.title"),
      version: VERSION,
      summary: words(locale, "api.summary"),
      description: words(locale, "api.description"),
      license: { name: "MIT", identifier: "MIT" },
    },
    // It is the server that the document came from.
    servers: [{ url: "/" }],
    security: [],
    tags: TAGS.map((name) => ({ name, description: words(locale, `tags.${name}`) })),
    paths: Object.fromEntries(
      OPERATIONS.map((operation, i) => [
        operation.path,
        {
          get: {
            ...buildOperation(operation, responses[i] ?? {}, locale),
            ...(goes(operation) && { deprecated: true as const }),
          },
        },
      ]),
    ),
    components: {
      parameters: buildParameters(locale),
      headers: Object.fromEntries([...headers].sort().map((name) => [name, buildHeader(name, locale)])),
      schemas: Object.fromEntries(
        Object.entries(buildSchemas()).map(([name, schema]) => [name, describe(name, schema, locale)]),
      ),
      examples: Object.fromEntries(
        [...codes].map((code) => [
          code,
          { summary: translate(locale, `problem.${code}.title`), value: problemExample(code, locale) },
        ]),
      ),
    },
  };
}

const buildOperation = (
  { id, tag, parameters }: Operation,
  responses: Record<string, ApiResponse>,
  locale: Locale,
): ApiOperation => ({
  operationId: id,
  tags: [tag],
  summary: words(locale, `operations.${id}.summary`),
  description: words(locale, `operations.${id}.description`),
  parameters: parameters.map((name) => ({ $ref: `#/components/parameters/${name}` })),
  responses,
});

function buildResponses(
  operation: Operation,
  example: Example | undefined,
  locale: Locale,
): Record<string, ApiResponse> {
  const { id, content, format, validated, language, policy = false, negotiated, leads } = operation;
  const traits = { format, negotiated };
  const validators = [traits, language, policy] as const;
  const success = validated ? successHeaders(...validators) : statusHeaders(traits);
  const say = (key: string) => words(locale, `responses.${key}`);
  return {
    "200": {
      description: words(locale, `operations.${id}.answer`),
      headers: headerRefs(success),
      content: Object.fromEntries(
        Object.entries(content).map(([type, schema]): [string, MediaType] => [
          type,
          schema === null
            ? {}
            : { schema, ...(type === "application/json" && example && { example: example.body }) },
        ]),
      ),
    },
    ...(leads
      ? { [leads]: { description: say(`${leads}`), headers: headerRefs(redirectHeaders(negotiated)) } }
      : { "308": { description: say("308"), headers: headerRefs(redirectHeaders(negotiated)) } }),
    ...(validated && !leads && { "304": { description: say("304"), headers: headerRefs(success) } }),
    ...buildProblems([...operation.problems, ...ANY_PROBLEMS], negotiated, locale),
  };
}

/** One response for each status, with the codes that come with it. */
function buildProblems(
  codes: readonly ProblemCode[],
  negotiated: boolean,
  locale: Locale,
): Record<string, ApiResponse> {
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      status,
      {
        description: ofStatus
          .map((code) => `\`${code}\`: ${translate(locale, `problem.${code}.title`)}.`)
          .join(" "),
        headers: headerRefs(problemHeaders(status, negotiated)),
        content: {
          "application/problem+json": {
            schema: { $ref: schemaRef("Problem") },
            examples: Object.fromEntries(
              ofStatus.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
            ),
          },
        },
        "x-problem-codes": ofStatus,
      },
    ]),
  );
}

const headerRefs = (names: readonly string[]): Record<string, Ref> =>
  Object.fromEntries(names.map(headerName).map((name) => [name, { $ref: `#/components/headers/${name}` }]));

const buildHeader = (name: string, locale: Locale) => ({
  description: words(locale, `headers.${name}`),
  required: !isOptional(name.toLowerCase()),
  schema: headerSchema(name.toLowerCase()),
});

const buildParameters = (locale: Locale): OpenApi["components"]["parameters"] =>
  Object.fromEntries(
    (Object.entries(PARAMETERS) as [ParameterName, Parameter][]).map(([key, parameter]) => [
      key,
      { ...parameter, description: words(locale, `parameters.${key}`) },
    ]),
  );

/** Puts the words to a shape and its fields. A field means the same wherever no words of its own say otherwise. */
function describe(name: string, schema: JsonSchema, locale: Locale): JsonSchema {
  const properties = Object.entries(schema.properties ?? {}).map(([field, shape]) => {
    const description = firstWords(locale, `schemas.${name}.${field}`, `fields.${field}`);
    return [field, { ...shape, description }];
  });
  return {
    ...schema,
    description: words(locale, `schemas.${name}.about`),
    properties: Object.fromEntries(properties),
  };
}
