// The shapes of the API as JSON Schema, generated from the schemas that check the data.
import * as z from "zod/mini";
import * as article from "../article/article.ts";
import { PROBLEMS } from "../http/problems.ts";

const text = z.string().check(z.minLength(1));
const pixels = z.int().check(z.minimum(1), z.meta({ format: "int32" }));
const kind = (...known: string[]) => text.check(z.meta({ "x-extensible-enum": known }));
const link = text.check(z.meta({ format: "uri" }));
const utc = text.check(
  z.meta({ format: "date-time", pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$" }),
);

/** The output of http/problems.ts. */
const ProblemSchema = z.strictObject({
  type: link,
  title: text,
  status: z.int().check(z.minimum(400), z.maximum(599), z.meta({ format: "int32" })),
  code: kind(...Object.keys(PROBLEMS)),
  detail: text,
  parameter: z.optional(text),
  supported: z.optional(z.array(text)),
  available: z.optional(z.array(text)),
  note: z.optional(text),
  noteLanguage: z.optional(text),
  retractedAt: z.optional(utc),
});

/** The output of render/oembed.ts. */
const OembedSchema = z.strictObject({
  version: kind("1.0"),
  type: kind("rich", "link"),
  title: text,
  author_name: text,
  author_url: z.optional(link),
  provider_name: text,
  provider_url: link,
  cache_age: pixels,
  html: z.optional(text),
  width: z.optional(pixels),
  height: z.optional(pixels),
  thumbnail_url: z.optional(link),
  thumbnail_width: z.optional(pixels),
  thumbnail_height: z.optional(pixels),
});

/** The output of routes/status.ts. */
const HealthSchema = z.strictObject({
  status: kind("ok"),
  release: text,
  sequence: z.int().check(z.minimum(1), z.meta({ format: "int32" })),
  build: text,
});

/** By the names that generated clients see: none of them is that of a type which every program has. */
const SCHEMAS = {
  Article: article.ArticleSchema,
  ArticleList: article.ListSchema,
  ArticleSummary: article.SummarySchema,
  Author: article.AuthorSchema,
  Block: article.BlockSchema,
  BlockItem: article.ListItemSchema,
  Correction: article.CorrectionSchema,
  Directory: article.DirectorySchema,
  DirectoryEntry: article.DirectoryEntrySchema,
  Display: article.DisplaySchema,
  Health: HealthSchema,
  Image: article.ImageSchema,
  ImageVariant: article.VariantSchema,
  Links: article.LinksSchema,
  Oembed: OembedSchema,
  Offline: article.OfflineSchema,
  OfflineItem: article.OfflineItemSchema,
  OfflineMedia: article.OfflineMediaSchema,
  Problem: ProblemSchema,
  RelatedArticle: article.RelatedSchema,
  Section: article.SectionSchema,
  Source: article.SourceSchema,
  Sync: article.SyncSchema,
  SyncDelete: article.SyncDeleteSchema,
  SyncUpsert: article.SyncUpsertSchema,
  Translation: article.TranslationSchema,
} as const;

export type SchemaName = keyof typeof SCHEMAS;

/** As much of JSON Schema (2020-12) as the contract uses. */
export interface JsonSchema {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  pattern?: string;
  const?: unknown;
  enum?: readonly string[];
  default?: string | number;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  contentMediaType?: string;
  /** Values known today of an open string. */
  "x-extensible-enum"?: readonly string[];
}

export const schemaRef = (name: string): string => `#/components/schemas/${name}`;

/** In answers every URL is absolute, in storage none is. */
const ABSOLUTE = "^https?://\\S+$";

/** @returns JSON Schema by name, without words. */
export function buildSchemas(): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(SCHEMAS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: schemaRef,
    override: ({ jsonSchema }) => open(jsonSchema as JsonSchema & Record<string, unknown>),
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema as JsonSchema]),
  );
}

/** Strict for us, open for clients: fields are added, and values of a kind. */
function open(schema: JsonSchema & Record<string, unknown>): void {
  delete schema.additionalProperties;
  if (schema.const !== undefined) {
    schema["x-extensible-enum"] = [String(schema.const)];
    delete schema.const;
  }
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.format === "uri") schema.pattern = ABSOLUTE;
}
