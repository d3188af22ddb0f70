// Lists that follow from the table of fields: what checks, the repairs of YAML and commands ask of it.
import * as z from "zod/mini";
import type { TextName } from "../../../article/texts.ts";
import type { Field, Fields, GuideField } from "./field.ts";
import { FIELDS } from "./fields.ts";

type Table = typeof FIELDS;
export type FieldName = keyof Table;
type NameWith<Row> = { [Name in FieldName]: Table[Name] extends Row ? Name : never }[FieldName];

/** Fields of an article, by what their rows have. */
function named<const Row extends Partial<GuideField>>(wanted: Row): NameWith<Row>[] {
  const has = (row: object): boolean =>
    Object.entries(wanted).every(([key, value]) => new Map(Object.entries(row)).get(key) === value);
  return Object.entries(FIELDS).flatMap(([name, row]) => (has(row) ? (name as NameWith<Row>) : []));
}

interface Found {
  name: string;
  /** Dotted, with `*` for the number of an entry. */
  path: string;
  field: Field;
}

const flatten = (fields: Fields, above = ""): Found[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const path = `${above}${name}${field.list === true ? ".*" : ""}`;
    return [{ name, path, field }, ...flatten(field.fields ?? {}, `${path}.`)];
  });
const all = flatten(FIELDS);

const namesOf = (is: (field: Field) => boolean): Set<string> =>
  new Set(all.flatMap(({ name, field }) => (is(field) ? name : [])));
const pathsOf = (is: (field: Field) => boolean): Set<string> =>
  new Set(all.flatMap(({ path, field }) => (is(field) ? path : [])));
/** @returns whether the field at a path in front matter is one of those. */
const among = (paths: Set<string>) => (path: readonly string[]) =>
  paths.has(path.map((step) => (/^\d+$/.test(step) ? "*" : step)).join("."));

const isText = ({ holds }: Field): boolean => holds === "text";
const canBeLeftOut = ({ schema }: Field): boolean => z.safeParse(schema, undefined).success;

/** Whether the checks of language read it. */
export const isProse = among(pathsOf(({ holds }) => holds === "text" || holds === "words"));
/** Whether readers read it, so that a # in it is meant as it stands. */
export const isReadText = among(pathsOf(isText));
export const isDate = among(pathsOf(({ holds }) => holds === "date"));
/** Paths of the fields whose places are kept, with `*` for the number of an entry. */
export const PLACED = pathsOf(({ placed }) => placed === true);

/** Names of fields, wherever they stand, that have one text. */
export const TEXT_NAMES = namesOf(isText);
export const LIST_NAMES = namesOf(({ list }) => list !== undefined);
/** Of fields with fields of their own, the one that a value on their line is meant for. */
export const MEANT = new Map(all.flatMap(({ name, field }) => (field.short ? [[name, field.short]] : [])));
/** Names of fields that are not to be left empty: texts, and what an entry cannot do without. */
export const READ_NAMES = namesOf(
  (field) => isText(field) && !("required" in field && field.required === "warned"),
);
export const NEEDED_NAMES = namesOf(
  (field) => field.holds !== "text" && field.holds !== "words" && !canBeLeftOut(field),
);

/** Fields without which there is no text of an article. */
export const NECESSARY = Object.keys(FIELDS).filter((name) => !canBeLeftOut(FIELDS[name as FieldName]));
/** Facts of the article, the same in every language: they stand once, in either file. */
export const SHARED = named({ written: "one" });
/** Those that an article has to have. */
export const SHARED_REQUIRED = named({ written: "one", required: "yes" });
/** Example texts that `new` writes, to be replaced. */
export const EXAMPLES = named({ new: "example" });
/** Fields of a new article. */
export const FIRST = [...EXAMPLES, ...named({ new: "value" })];
/** Fields of a text that readers get as they are written. */
export const AS_WRITTEN: readonly TextName[] = named({ shown: "as written" });
/** Fields to translate. */
export const TRANSLATED: readonly TextName[] = named({ shown: "as written", holds: "text" });
