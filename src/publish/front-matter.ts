// The schema of front matter and of the three YAML files: contract field names, and for each what to write.
import * as z from "zod/mini";
import { ID_PATTERN, isSlug } from "../article/identifiers.ts";
import { locales } from "../i18n/locales.ts";
import type { ContentProblem, Place } from "./problem.ts";
import type { YamlData } from "./yaml.ts";

z.config(z.locales.en());

const ID_HELP = "write an id of small Latin letters, digits and hyphens, like latest-news";
const SLUG_MAX = 100;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

const text = (max: number) =>
  z.string().check(
    z.refine((value) => value.trim() !== "", { error: "is empty: write some text" }),
    z.refine((value) => !CONTROL.test(value), {
      error: "has a line break or control character: write it on one line",
    }),
    z.refine((value) => value.isWellFormed(), { error: "has half a character: type the text anew" }),
    z.maxLength(max, { error: `is too long: at most ${max} characters` }),
  );

const id = z
  .string()
  .check(z.regex(ID_PATTERN, { error: ID_HELP }), z.maxLength(80, { error: "is too long: at most 80" }));

const slug = z.string().check(
  z.refine(isSlug, {
    error: "is no slug: write small letters and digits joined by hyphens, like ottawa-convention",
  }),
  z.maxLength(SLUG_MAX, { error: `is too long: at most ${SLUG_MAX} characters` }),
);

/** A list in which nothing stands twice. */
const idList = (min: number) =>
  z.array(id).check(
    z.minLength(min),
    z.maxLength(10),
    z.refine((ids) => new Set(ids).size === ids.length, { error: "names one twice: take it out" }),
  );

const DATE_HELP = "write a date with time and zone, like 2025-06-29T12:00:00+03:00";
/** RFC 3339 with a zone; becomes UTC to the second. */
const date = z.pipe(
  z.string({ error: DATE_HELP }).check(
    z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/, { error: DATE_HELP }),
    z.refine((value) => isRealDate(value), { error: "is no day of the calendar" }),
    // In UTC the year may be another one.
    z.refine((value) => !isRealDate(value) || /^[1-9]\d{3}-/.test(toUtc(value)), {
      error: "is too far away: write a year from 1000 to 9999",
    }),
  ),
  z.transform((value: string) => toUtc(value)),
);

const toUtc = (value: string): string => new Date(value).toISOString().replace(/\.\d+Z$/, "Z");

/** Date.parse rolls 31 June over to 1 July. */
function isRealDate(value: string): boolean {
  const time = Date.parse(value);
  const day = Date.parse(`${value.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(day).toISOString().startsWith(value.slice(0, 10));
}

const webUrl = z.string().check(
  z.refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
    error: "is no web address: write it whole, with https://",
  }),
);

const image = z.strictObject({
  src: z.optional(
    z
      .string()
      .check(
        z.regex(/^[\p{L}\p{N}_-][\p{L}\p{N}._-]*$/u, { error: "write the name of a file beside this one" }),
      ),
  ),
  alt: z.optional(text(500)),
  caption: z.optional(text(500)),
  credit: z.optional(text(200)),
  source: z.optional(z.strictObject({ name: text(200), url: z.optional(webUrl) })),
});

/**
 * What happened to the article after it was published. A typo is for the record; a correction and an update are notes
 * that readers see, and make it an article of that date; a retraction withdraws it and says why.
 */
const change = z.strictObject({
  kind: z.enum(["typo", "correction", "update", "retraction"], {
    error: "write typo, correction, update or retraction",
  }),
  date,
  text: z.optional(text(1000)),
});

export const FrontMatterSchema = z.strictObject({
  headline: text(200),
  description: text(400),
  slug: z.optional(slug),
  aliases: z._default(z.array(slug).check(z.maxLength(50)), []),
  keywords: z._default(z.array(text(80)).check(z.maxLength(30)), []),
  draft: z._default(z.boolean({ error: "write true or false" }), false),
  changes: z._default(z.array(change).check(z.maxLength(100)), []),
  translatedFrom: z.optional(z.strictObject({ inLanguage: z.enum(locales), revision: text(22) })),
  image: z.optional(image),
  // Facts of the article, the same in every language: they stand once, in either file.
  section: z.optional(id),
  author: z.optional(z.union([id, idList(1)], { error: `${ID_HELP}, or a list of different ones` })),
  datePublished: z.optional(date),
  publishAt: z.optional(date),
  related: z.optional(idList(0)),
  /** The same as a retraction among the changes. */
  retracted: z.optional(z.strictObject({ date, note: text(1000) })),
});
export type FrontMatter = z.infer<typeof FrontMatterSchema>;

const names = z.strictObject(Object.fromEntries(locales.map((locale) => [locale, text(100)])));

const RECORD_HELP = "write at least one, as its id and its names";
export const SectionsSchema = z.record(id, names, { error: RECORD_HELP });
export const AuthorsSchema = z.record(
  id,
  z.strictObject({
    type: z.enum(["Person", "Organization"], { error: "write Person or Organization" }),
    name: names,
  }),
  { error: RECORD_HELP },
);
/** RFC 4151 §2.1: a host or an e-mail address, and a day or year when it was the newsroom's. */
const TAGGING_ENTITY = /^([a-z0-9._-]+@)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-\d\d(-\d\d)?)?$/;

export const SiteSchema = z.strictObject({
  name: names,
  description: names,
  taggingEntity: z.optional(
    z.string().check(
      z.regex(TAGGING_ENTITY, {
        error: "write a host and a year in which it was yours, like news.example.com,2026",
      }),
    ),
  ),
  socialCards: z.optional(z.boolean({ error: "write true or false" })),
});

/** Stands for a field that has to be there, while it is faulty. */
const PLACEHOLDERS = { headline: "headline", description: "description" };

/**
 * Front matter, as much of it as is right: what is faulty is left out, so that the rest can be checked as well.
 * @returns `null` if none of it can be used; `problems` then say why.
 */
export function checkFrontMatter(
  yaml: YamlData,
  problems: ContentProblem[],
): { frontMatter: FrontMatter; faulty: ReadonlySet<string> } | null {
  const { value } = yaml;
  const result = FrontMatterSchema.safeParse(value);
  if (result.success) return { frontMatter: result.data, faulty: new Set() };
  const { issues } = result.error;
  reportIssues(issues, yaml, problems);
  const faulty = new Set(
    issues.flatMap(({ path, ...issue }) =>
      path.length === 0 && "keys" in issue ? (issue.keys as string[]) : path.slice(0, 1).map(String),
    ),
  );
  if (typeof value !== "object" || value === null || faulty.size === 0) return null;
  const right = Object.entries(value).filter(([field]) => !faulty.has(field));
  const rest = FrontMatterSchema.safeParse({ ...PLACEHOLDERS, ...Object.fromEntries(right) });
  return rest.success ? { frontMatter: rest.data, faulty } : null;
}

/** @returns the checked value, or `null` with a problem for every fault at the place where it stands. */
export function checkYaml<T>(schema: z.ZodMiniType<T>, yaml: YamlData, problems: ContentProblem[]): T | null {
  const result = schema.safeParse(yaml.value);
  if (result.success) return result.data;
  reportIssues(result.error.issues, yaml, problems);
  return null;
}

function reportIssues(
  issues: readonly z.core.$ZodIssue[],
  { value, placeOf, placeOfKey }: YamlData,
  problems: ContentProblem[],
): void {
  for (const issue of issues) {
    const report = (place: Place, path: PropertyKey[], message: string) =>
      problems.push({ ...place, ...(path.length > 0 && { field: path.map(String).join(".") }), message });
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) {
        const path = [...issue.path, key];
        report(placeOfKey(path), path, "is not a field that we know: check its spelling, or take it out");
      }
    } else if (issue.path.length > 0 && valueAt(value, issue.path) === undefined) {
      report(placeOf(issue.path), issue.path, "is missing: add it");
    } else if (issue.code === "invalid_key") {
      // What is wrong with a key is one level down.
      report(placeOfKey(issue.path), issue.path, issue.issues[0]?.message ?? issue.message);
    } else {
      report(placeOf(issue.path), issue.path, issue.message);
    }
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) at = typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined;
  return at;
}
