// A row of the table of fields, and the kinds of values that rows are built of: a schema, and what it holds. Codes in a
// schema are those of the problems where a value is not right.
import * as z from "zod/mini";
import { ID_PATTERN, isSlug } from "../../../article/identifiers.ts";
import type { DEFAULT_LOCALE, PerLocale } from "../../../i18n/locales.ts";
import type { DiagnosticCode } from "../../diagnostics/diagnostic.ts";
import { dateFinding, toUtc } from "./dates.ts";

/** A field of front matter, or one of the fields of such a field. */
export interface Field {
  schema: z.ZodMiniType;
  /**
   * `text` is read by readers and by the checks of language, and a # in it is meant as it stands; `words`, like names,
   * are read as well, and a # ends them.
   */
  holds?: "text" | "words" | "date";
  /** Whether it is a list: what the row says is true of each of its entries. */
  list?: true | "or one";
  fields?: Readonly<Record<string, Field>>;
  /** Of its own fields, the one that a value on its line is meant for. */
  short?: string;
  /** Whether its place in the file is kept: what it says may be wrong for what other articles, or the clock, say. */
  placed?: true;
  /** How `new` writes it: as words to be replaced (`new` in the locales), as it is, or as a remark to be filled in. */
  new?: "example" | "value" | "remark";
  /** Goes to readers as it is, under the same name, in lists and articles: article/texts.ts has its JSON. */
  shown?: "as written";
}

/** One that the editor's guide has a line for. */
export interface GuideField extends Field {
  /**
   * Where it is written: in `each` language's file, or in `one` of the article's, for all of them. Others: `below` are
   * fields of its own, in each that it is true of (`concerned`), in each and the same (`agreed`), in a `translation`.
   */
  written: "each" | "one" | "below" | "concerned" | "agreed" | "translation";
  /** `warned`: can be left out, which is a warning. `picture`: an article with a picture has it. */
  required: "yes" | "no" | "warned" | "picture";
  guide: GuideLine;
}

/** Words of the guide in each language that has one; the default locale has. */
export type GuideWords = Readonly<PerLocale<string> & Record<typeof DEFAULT_LOCALE, string>>;

/** The purpose of the field, and an example: a value, or words in its place. */
export type GuideLine = GuideWords & {
  readonly example?: string | GuideWords;
  readonly remark?: GuideWords;
};

export type Fields = Readonly<Record<string, Field>>;
export type ShapeOf<F extends Fields> = { -readonly [Name in keyof F]: F[Name]["schema"] };

/** The schemas of fields by their names. */
export const shapeOf = <F extends Fields>(fields: F): ShapeOf<F> =>
  Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema])) as ShapeOf<F>;

const SLUG_MAX = 100;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

export const says = (code: DiagnosticCode): { error: string } => ({ error: code });

/** @param meta what only the JSON Schema says: what refinements check, where a pattern can. */
export const about = <T extends z.ZodMiniType>(schema: T, description: string, meta: object = {}): T => {
  z.globalRegistry.add(schema, { description, ...meta });
  return schema;
};

/** One line. */
export const line = (max: number, description: string) => ({
  schema: about(
    z.string().check(
      z.refine((value) => value.trim() !== "", says("blank")),
      z.refine((value) => !CONTROL.test(value), says("line_break")),
      z.refine((value) => value.isWellFormed(), says("half_character")),
      z.maxLength(max),
    ),
    description,
    { pattern: "^[^\\n]*\\S[^\\n]*$" },
  ),
});

export const text = (max: number, description: string) => ({
  ...line(max, description),
  holds: "text" as const,
});

export const words = (max: number, description: string) => ({
  ...line(max, description),
  holds: "words" as const,
});

export const id = (description: string) => ({
  schema: about(z.string().check(z.regex(ID_PATTERN, says("bad_id")), z.maxLength(80)), description),
});

/** An id that stands in another file, which is there or is not: whether it looks like one says nothing new. */
export const nameOf = (description: string) => ({
  schema: about(line(80, description).schema, description, { pattern: ID_PATTERN.source }),
});

export const slug = (description: string) => ({
  schema: about(z.string().check(z.refine(isSlug, says("bad_slug")), z.maxLength(SLUG_MAX)), description, {
    pattern: "^[\\p{Ll}\\p{Lo}\\p{N}\\p{M}]+(-[\\p{Ll}\\p{Lo}\\p{N}\\p{M}]+)*$",
  }),
});

/** RFC 3339 with a zone; becomes UTC to the second. */
export const date = (description: string) => ({
  schema: z.pipe(
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
  ),
  holds: "date" as const,
});

/** Written whole: a parser takes `https:a.b`, and other numbers of slashes, for the same. */
const isWebUrl = (value: string): boolean => /^https?:\/\/[^/\\]/i.test(value) && URL.canParse(value);

export const webUrl = (description: string) => ({
  schema: about(z.string().check(z.refine(isWebUrl, says("bad_url"))), description, {
    format: "uri",
    pattern: "^https?://",
  }),
});

export const choice = <const T extends readonly string[]>(values: T, description: string) => ({
  schema: about(z.enum(values), description),
});

export const optional = <F extends Field>(
  field: F,
): Omit<F, "schema"> & { schema: z.ZodMiniOptional<F["schema"]> } => ({
  ...field,
  schema: z.optional(field.schema as F["schema"]),
});

/** A field that has fields of its own. */
export const group = <F extends Fields>(description: string, fields: F) => {
  const { schema } = entry(fields);
  return { schema: about(schema, description), fields };
};

/** An entry of a list, with fields of its own. */
export const entry = <F extends Fields>(fields: F) => ({ schema: z.strictObject(shapeOf(fields)), fields });

/** A list, empty where it is left out. */
export const several = <F extends Field>(max: number, description: string, of: F) => {
  const { schema, ...rest } = of;
  const list = about(z.array(schema as F["schema"]).check(z.maxLength(max)), description);
  return { ...rest, schema: z._default(list, []), list: true as const };
};

/** A list in which nothing stands twice. */
export const unique = <T extends z.ZodMiniType<string>>(
  min: number,
  description: string,
  of: { schema: T },
) => ({
  schema: about(
    z.array(of.schema).check(
      z.minLength(min),
      z.maxLength(10),
      z.refine((ids) => new Set(ids).size === ids.length, says("repeated")),
    ),
    description,
    { uniqueItems: true },
  ),
  list: true as const,
});
