// The article as clients get it: one schema, the types inferred from it. Only the publish side and the tests
// run the schemas, and the contract is generated from them (src/contract); the Worker imports the types alone, so zod
// stays out of its bundle.
import * as z from "zod/mini";
import { LINKS, type LinkName } from "./paths.ts";
import { TEXTS } from "./texts.ts";

const text = z.string().check(z.minLength(1));
const utc = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/), z.meta({ format: "date-time" }));
const count = z.int().check(z.minimum(0), z.meta({ format: "int32" }));
/** Root-relative in storage, absolute (with the configured origin) in answers. */
const link = z.string().check(z.regex(/^(https?:\/)?\/[^\s]+$/), z.meta({ format: "uri" }));
/** A text that says which of several kinds something is. Those known today: there may be more. */
const kind = (...known: string[]) => z.string().check(z.minLength(1), z.meta({ "x-extensible-enum": known }));
const language = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/));

/** A named link to where a caption's facts come from. */
export const SourceSchema = z.strictObject({ name: text, url: z.optional(text) });

/** The same picture in another size or type. */
export const VariantSchema = z.strictObject({ url: link, width: count, height: count, type: text });

export const ImageSchema = z.strictObject({
  url: link,
  width: count,
  height: count,
  type: text,
  alt: text,
  caption: z.optional(text),
  credit: z.optional(text),
  source: z.optional(SourceSchema),
  placeholder: z.optional(text),
  variants: z.optional(z.array(VariantSchema)),
});

export const ListItemSchema = z.strictObject({ text: z.string(), html: z.string() });

/**
 * One schema for every kind of block: `type` and `text` are always there, so that a client which does not know
 * a type can still show its text. `html` is safe inline HTML of the same text.
 */
export const BlockSchema = z.strictObject({
  type: kind("paragraph", "heading", "quote", "list", "image", "divider"),
  text: z.string(),
  html: z.optional(z.string()),
  level: z.optional(count),
  cite: z.optional(text),
  inLanguage: z.optional(language),
  ordered: z.optional(z.boolean()),
  items: z.optional(z.array(ListItemSchema)),
  image: z.optional(ImageSchema),
});

export const AuthorSchema = z.strictObject({
  type: kind("Person", "Organization"),
  id: text,
  name: text,
  url: link,
});

export const DisplaySchema = z.strictObject({ readingTime: text, datePublished: text, byline: text });

export const CorrectionSchema = z.strictObject({
  kind: kind("correction", "update"),
  date: utc,
  text,
});

/** The article in each format that a client may link to, and the list of its section. */
export const LinksSchema = z.strictObject(
  Object.fromEntries(Object.keys(LINKS).map((name) => [name, link])) as Record<LinkName, typeof link>,
);

export const TranslationSchema = z.strictObject({
  inLanguage: language,
  headline: text,
  url: link,
  api: link,
});

export const SectionSchema = z.strictObject({ id: text, name: text, url: link });

export const RelatedSchema = z.strictObject({
  id: text,
  inLanguage: language,
  headline: text,
  url: link,
  api: link,
});

const COUNTS = { one: text, many: z.array(text), optional: z.optional(text) };
type Counted = { -readonly [Name in keyof typeof TEXTS]: (typeof COUNTS)[(typeof TEXTS)[Name]] };
const textFields = Object.fromEntries(
  Object.entries(TEXTS).map(([name, count]) => [name, COUNTS[count]]),
) as Counted;

const summaryFields = {
  type: z.literal("NewsArticle"),
  id: text,
  revision: text,
  url: link,
  inLanguage: language,
  requestedLanguage: language,
  isFallback: z.boolean(),
  translations: z.array(TranslationSchema),
  section: SectionSchema,
  ...textFields,
  datePublished: utc,
  dateModified: utc,
  author: z.array(AuthorSchema),
  image: z.optional(ImageSchema),
  wordCount: count,
  readingMinutes: z.int().check(z.minimum(1), z.meta({ format: "int32" })),
  timeRequired: z.string().check(z.regex(/^PT\d+M$/)),
  display: DisplaySchema,
  links: LinksSchema,
};

/** An article in a list. */
export const SummarySchema = z.strictObject(summaryFields);

export const ArticleSchema = z.strictObject({
  ...summaryFields,
  corrections: z.array(CorrectionSchema),
  related: z.array(RelatedSchema),
  body: z.array(BlockSchema),
});

export const ListSchema = z.strictObject({
  items: z.array(SummarySchema),
  /** How many articles the whole list has, over all pages, with these filters. */
  total: count,
  nextCursor: z.optional(text),
});

/** A section or an author with how many articles the locale has of it, fallbacks included. */
export const DirectoryEntrySchema = z.strictObject({
  /** Of authors only. */
  type: z.optional(kind("Person", "Organization")),
  id: text,
  name: text,
  url: link,
  api: link,
  articleCount: count,
});

export const DirectorySchema = z.strictObject({ items: z.array(DirectoryEntrySchema), total: count });

/** An article that is new to the client, or another than before. */
export const SyncUpsertSchema = z.strictObject({
  id: text,
  revision: text,
  /** The page. */
  url: link,
  /** This very revision as JSON: never another one, whatever is published meanwhile. */
  api: link,
});

export const SyncDeleteSchema = z.strictObject({ id: text, deletedAt: utc });

/** Changes of a locale. Each id comes once, with its newest state. */
export const SyncSchema = z.strictObject({
  upserts: z.array(SyncUpsertSchema),
  deletes: z.array(SyncDeleteSchema),
  /** Opaque; what `since` takes. Kept once `next` is absent and all is fetched. */
  token: text,
  /** Where it goes on. */
  next: z.optional(link),
});

export const OfflineMediaSchema = z.strictObject({ url: link, type: text, bytes: count });

/** An article with all that its text shows. */
export const OfflineItemSchema = z.strictObject({
  id: text,
  revision: text,
  url: link,
  /** As in sync: this very revision as JSON. */
  api: link,
  /** Of what `api` answers, before any Content-Encoding. Absent for what was published before sizes were kept. */
  bytes: z.optional(count),
  media: z.array(OfflineMediaSchema),
});

/** The newest articles. */
export const OfflineSchema = z.strictObject({ items: z.array(OfflineItemSchema) });

export type Sync = z.infer<typeof SyncSchema>;
export type SyncUpsert = z.infer<typeof SyncUpsertSchema>;
export type Offline = z.infer<typeof OfflineSchema>;
export type Directory = z.infer<typeof DirectorySchema>;
export type Source = z.infer<typeof SourceSchema>;
/** `preview` is for our own pages: the picture in a few pixels (WebP, base64), to stand there until it has come. */
export type Image = z.infer<typeof ImageSchema> & { preview?: string };
export type Block = Omit<z.infer<typeof BlockSchema>, "image"> & { image?: Image };
export type Display = z.infer<typeof DisplaySchema>;
export type Correction = z.infer<typeof CorrectionSchema>;
export type Summary = z.infer<typeof SummarySchema>;
export type Article = z.infer<typeof ArticleSchema>;
export type List = z.infer<typeof ListSchema>;
/**
 * An article object as stored: rendering adds its own name and the origin of its URLs, and takes out what is for our own
 * pages only.
 */
export type StoredArticle = Omit<Article, "revision" | "body" | "image"> & {
  body: Block[];
  image?: Image | undefined;
  /** Root-relative URL of the picture that stands for the article where it is shared. */
  socialCard?: string;
};
