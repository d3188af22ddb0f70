// The schema of front matter and of the three YAML files: contract field names, what each is for, and the code of the
// problem where a value is not right. The JSON Schemas for editors are made of it.
import * as z from "zod/mini";
import { ID_PATTERN, isSlug } from "../../../article/identifiers.ts";
import { locales } from "../../../i18n/locales.ts";
import type { Diagnostic, DiagnosticCode } from "../../diagnostics/diagnostic.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import { FILE_NAME } from "../../files/file-name.ts";
import { dateFinding, toUtc } from "./dates.ts";
import { reportIssues } from "./schema-diagnostics.ts";
import type { YamlData } from "./yaml.ts";

const SLUG_MAX = 100;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

const says = (code: DiagnosticCode): { error: string } => ({ error: code });

/** @param meta what only the JSON Schema says: what refinements check, where a pattern can. */
const about = <T extends z.ZodMiniType>(schema: T, description: string, meta: object = {}): T => {
  z.globalRegistry.add(schema, { description, ...meta });
  return schema;
};

const text = (max: number, description: string) =>
  about(
    z.string().check(
      z.refine((value) => value.trim() !== "", says("blank")),
      z.refine((value) => !CONTROL.test(value), says("line_break")),
      z.refine((value) => value.isWellFormed(), says("half_character")),
      z.maxLength(max),
    ),
    description,
    { pattern: "^[^\\n]*\\S[^\\n]*$" },
  );

const id = (description: string) =>
  about(z.string().check(z.regex(ID_PATTERN, says("bad_id")), z.maxLength(80)), description);

/** An id that stands in another file, which is there or is not: whether it looks like one says nothing new. */
const nameOf = (description: string) =>
  about(text(80, description), description, { pattern: ID_PATTERN.source });

const slug = (description: string) =>
  about(z.string().check(z.refine(isSlug, says("bad_slug")), z.maxLength(SLUG_MAX)), description, {
    pattern: "^[\\p{Ll}\\p{Lo}\\p{N}\\p{M}]+(-[\\p{Ll}\\p{Lo}\\p{N}\\p{M}]+)*$",
  });

/** A list in which nothing stands twice. */
const list = <T extends z.ZodMiniType<string>>(min: number, description: string, of: T) =>
  about(
    z.array(of).check(
      z.minLength(min),
      z.maxLength(10),
      z.refine((ids) => new Set(ids).size === ids.length, says("repeated")),
    ),
    description,
    { uniqueItems: true },
  );

/** RFC 3339 with a zone; becomes UTC to the second. */
const date = (description: string) =>
  z.pipe(
    about(
      z.string(says("bad_date")).check(
        z.refine((value) => dateFinding(value) === null, {
          error: ({ input }) => dateFinding(String(input)) ?? "bad_date",
        }),
      ),
      `${description} With time and zone, like 2025-06-29T12:00:00+03:00.`,
      { pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?(Z|[+-]\\d\\d:\\d\\d)$" },
    ),
    z.transform((value: string) => toUtc(value)),
  );

const isWebUrl = (value: string): boolean => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

const webUrl = about(
  z.string().check(z.refine(isWebUrl, says("bad_url"))),
  "Its web address, with https://.",
  { format: "uri", pattern: "^https?://" },
);
const fileName = z.string().check(z.regex(FILE_NAME, says("bad_file_name")));

const image = z.strictObject({
  src: z.optional(about(fileName, "The picture’s file, beside this one. In one of the article’s files.")),
  alt: z.optional(text(500, "What is to be seen, for those who cannot see it.")),
  caption: z.optional(text(500, "What the picture means. Shown below it.")),
  credit: z.optional(text(200, "Who made the picture.")),
  source: z.optional(
    about(
      z.strictObject({ name: text(200, "Its name."), url: z.optional(webUrl) }),
      "Where the facts of the caption come from.",
    ),
  ),
});

/**
 * What happened to the article after it was published. A typo is for the record; a correction and an update are notes
 * that readers see, and make it an article of that date; a retraction withdraws it and says why.
 */
const change = z.strictObject({
  kind: about(
    z.enum(["typo", "correction", "update", "retraction"]),
    "typo: readers are not told. correction: something was wrong. update: something is new. retraction: the article is withdrawn.",
  ),
  date: date("When it was changed."),
  text: z.optional(text(1000, "What was changed, or why it is withdrawn. Readers see it.")),
});

export const FrontMatterSchema = z.strictObject({
  headline: text(200, "The article’s headline."),
  description: text(400, "One sentence for lists and previews."),
  slug: z.optional(
    slug("The end of the article’s address. Left out, it is made of the headline, and changes with it."),
  ),
  aliases: z._default(
    about(
      z.array(slug("A former slug.")).check(z.maxLength(50)),
      "Former slugs: links to them lead to the article.",
    ),
    [],
  ),
  keywords: z._default(
    about(z.array(text(80, "A keyword.")).check(z.maxLength(30)), "What the article is about, for machines."),
    [],
  ),
  draft: z._default(about(z.boolean(), "true: this text is not published yet."), false),
  changes: z._default(
    about(z.array(change).check(z.maxLength(100)), "What was changed after publishing."),
    [],
  ),
  translatedFrom: z.optional(
    about(
      z.strictObject({
        inLanguage: about(z.enum(locales), "The language of the original."),
        revision: text(22, "The name of the revision that was translated."),
      }),
      "What this text was translated from.",
    ),
  ),
  image: z.optional(about(image, "The lead picture.")),
  // Facts of the article, the same in every language: they stand once, in either file.
  section: z.optional(nameOf("A section’s id, from content/sections.yaml. In one of the article’s files.")),
  author: z.optional(
    about(
      z.union([
        nameOf("An author’s id, from content/authors.yaml."),
        list(1, "Several authors.", nameOf("An author’s id, from content/authors.yaml.")),
      ]),
      "An author’s id, from content/authors.yaml, or a list of them. In one of the article’s files.",
    ),
  ),
  datePublished: z.optional(date("When it was published first. In one of the article’s files.")),
  publishAt: z.optional(date("When it goes live by itself. In one of the article’s files.")),
  related: z.optional(
    list(
      0,
      "Ids of related articles, in one of the article’s files.",
      id("The name of an article’s folder."),
    ),
  ),
  /** The same as a retraction among the changes. */
  retracted: z.optional(
    about(
      z.strictObject({
        date: date("When it was withdrawn."),
        note: text(1000, "Why. Readers see it in place of the article."),
      }),
      "The article is withdrawn, in every language.",
    ),
  ),
});
export type FrontMatter = z.infer<typeof FrontMatterSchema>;
const FIELDS = Object.keys(FrontMatterSchema.shape);

/** RFC 4151 §2.1: a host or an e-mail address, and a day or year when it was the newsroom's. */
const TAGGING_ENTITY = /^([a-z0-9._-]+@)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-\d\d(-\d\d)?)?$/;

const languageNames = new Intl.DisplayNames("en", { type: "language" });
const names = (description: string) =>
  about(
    z.strictObject(
      Object.fromEntries(locales.map((locale) => [locale, text(100, `In ${languageNames.of(locale)}.`)])),
    ),
    description,
  );

export const SectionsSchema = about(
  z.record(id("A section’s id."), names("Its name in every language.")),
  "Sections by id, in the order of the menu.",
);
export const AuthorsSchema = about(
  z.record(
    id("An author’s id."),
    z.strictObject({
      type: about(z.enum(["Person", "Organization"]), "What the author is."),
      name: names("The name in every language."),
    }),
  ),
  "Authors by id.",
);
export const SiteSchema = about(
  z.strictObject({
    name: names("What the site is called."),
    description: names("What it is, in one sentence."),
    taggingEntity: z.optional(
      about(
        z.string().check(z.regex(TAGGING_ENTITY, says("bad_tagging_entity"))),
        "A host, and a year in which it was the newsroom’s, like news.example.com,2026. Ids in feeds begin with it.",
      ),
    ),
    socialCards: z.optional(
      about(
        z.boolean(says("not_boolean")),
        "Whether each article gets a card with its headline, for where it is shared. It does if not said.",
      ),
    ),
  }),
  "The site as a whole.",
);
/** Stands for a field that has to be there, while it is faulty. */
const PLACEHOLDERS = { headline: "headline", description: "description" };

/**
 * Front matter, as much of it as is right: what is faulty is left out, so that the rest can be checked as well.
 * @returns `null` if none of it can be used; `diagnostics` then say why.
 */
export function checkFrontMatter(
  yaml: YamlData,
  diagnostics: Diagnostic[],
): { frontMatter: FrontMatter; faulty: ReadonlySet<string> } | null {
  const { value } = yaml;
  const result = FrontMatterSchema.safeParse(value);
  if (result.success) return { frontMatter: result.data, faulty: new Set() };
  const { issues } = result.error;
  reportIssues(issues, FrontMatterSchema, yaml, diagnostics);
  const faulty = new Set(
    issues.flatMap(({ path, ...issue }) => {
      if (path.length > 0 || !("keys" in issue)) return path.slice(0, 1).map(String);
      // A field that is misspelled is not missing, nor is one whose own fields stand beside it.
      return issue.keys.flatMap((key) => [
        key,
        Object.hasOwn(image.shape, key) ? "image" : (suggest(key, FIELDS) ?? key),
      ]);
    }),
  );
  if (typeof value !== "object" || value === null || faulty.size === 0) return null;
  const right = Object.entries(value).filter(([field]) => !faulty.has(field));
  const rest = FrontMatterSchema.safeParse({ ...PLACEHOLDERS, ...Object.fromEntries(right) });
  return rest.success ? { frontMatter: rest.data, faulty } : null;
}

/** @returns the checked value, or `null` with a problem for every fault at the place where it stands. */
export function checkYaml<T>(schema: z.ZodMiniType<T>, yaml: YamlData, diagnostics: Diagnostic[]): T | null {
  const result = schema.safeParse(yaml.value);
  if (result.success) return result.data;
  reportIssues(result.error.issues, schema, yaml, diagnostics);
  return null;
}
