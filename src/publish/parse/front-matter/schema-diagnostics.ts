// Schema issues → diagnostics at the place of the value, in the project's own words.

import type * as z from "zod/mini";
import type {
  Diagnostic,
  DiagnosticCode,
  DiagnosticValues,
  Finding,
  Span,
} from "../../diagnostics/diagnostic.ts";
import { isDiagnosticCode } from "../../diagnostics/messages.ts";
import { suggest, suggesting } from "../../diagnostics/suggest.ts";
import { localeOfLetters } from "../../languages/languages.ts";
import { betterName } from "../text/picture-name.ts";
import { slugify } from "../text/slug.ts";
import { completeDate, readSpoken } from "./dates.ts";
import { type FieldName, NEEDED_NAMES, READ_NAMES, TEXT_NAMES } from "./field-lists.ts";
import type { YamlData } from "./yaml.ts";

type Issue = z.core.$ZodIssue;

/** The field whose own fields are easily written beside it. */
const PICTURE = "image" satisfies FieldName;

/** Unknown fields that are named one by one. */
const UNKNOWN_MAX = 20;

export function reportIssues(
  issues: readonly Issue[],
  schema: z.core.$ZodType,
  { value, placeOf, placeOfKey, isComment }: YamlData,
  diagnostics: Diagnostic[],
): void {
  const reported = new Set<string>();
  const report = (place: Span, path: readonly PropertyKey[], finding: Finding) => {
    const field = path.map(String).join(".");
    // One value breaks several rules for one reason: an empty text is no id either.
    if (reported.has(field)) return;
    reported.add(field);
    diagnostics.push({ ...place, ...(field && { field }), ...finding });
  };
  // Misspelled fields come first: what they are meant for is not missing.
  const all = issues.flatMap((each) => unfold(each, value));
  for (const issue of all.sort((a, b) => Number(isUnknown(b)) - Number(isUnknown(a)))) {
    const { path } = issue;
    if (isUnknown(issue)) {
      const over = issue.keys[UNKNOWN_MAX];
      if (over !== undefined) {
        const values = { count: issue.keys.length, max: UNKNOWN_MAX };
        report(placeOfKey([...path, over]), [...path, over], { code: "too_many_fields", values });
      }
      for (const key of issue.keys.slice(0, UNKNOWN_MAX)) {
        const { finding, meant } = unknownFinding([...path, key], schema, value);
        report(placeOfKey([...path, key]), [...path, key], finding);
        if (meant) reported.add(meant.map(String).join("."));
      }
    } else if (issue.code === "invalid_key") {
      // What is wrong with a key is one level down.
      const [finding] = issue.issues.map((each) => findingOf(each, String(path.at(-1)), []));
      report(placeOfKey(path), path, finding ?? { code: "bad_id" });
    } else {
      const place = placeOf(path);
      const finding = findingOf(issue, valueAt(value, path), fieldsAt(schema, path));
      const isCut = finding.code === "empty_value" && TEXT_NAMES.has(String(path.at(-1))) && isComment(path);
      report(
        place,
        path,
        isCut ? { ...finding, values: { context: "comment" } } : withText(finding, place.file),
      );
    }
  }
}

const isUnknown = (issue: Issue): issue is z.core.$ZodIssueUnrecognizedKeys =>
  issue.code === "unrecognized_keys";

/** @returns also the field that the unknown one is meant for, if nothing more is to be said about it. */
function unknownFinding(
  path: readonly PropertyKey[],
  schema: z.core.$ZodType,
  root: unknown,
): { finding: Finding; meant?: PropertyKey[] | undefined } {
  const parent = path.slice(0, -1);
  const key = String(path.at(-1));
  if (parent.length === 0 && fieldsAt(schema, [PICTURE]).includes(key)) {
    const picture = valueAt(root, [PICTURE]);
    const context = picture === undefined ? "beyond" : "within";
    const finding: Finding = { code: "unknown_field", values: { context, parent: PICTURE } };
    // It has a value, but for the spaces before it.
    return { finding, meant: picture === null ? [PICTURE] : undefined };
  }
  const known = suggest(key, fieldsAt(schema, parent));
  const isMissing = known !== undefined && valueAt(root, [...parent, known]) === undefined;
  return {
    finding: { code: "unknown_field", values: suggesting({}, known) },
    meant: isMissing ? [...parent, known] : undefined,
  };
}

/** With the name by which commands know the text, where the words have it. */
function withText(finding: Finding, file: string): Finding {
  if (finding.values?.context !== "translatedFrom") return finding;
  const text = file.split("/").slice(-2).join("/").replace(/\.md$/, "");
  return { ...finding, values: { ...finding.values, text } };
}

/** Of the ways that a value may be written, the one that was meant. */
function unfold(issue: Issue, root: unknown): Issue[] {
  if (issue.code !== "invalid_union") return [issue];
  const isList = Array.isArray(valueAt(root, issue.path));
  const [one = [], list = []] = issue.errors;
  return (isList ? list : one).map((each) => ({ ...each, path: [...issue.path, ...each.path] }) as Issue);
}

/** @param fields that the value may have. */
function findingOf(issue: Issue, value: unknown, fields: readonly string[]): Finding {
  const name = String(issue.path.at(-1) ?? "");
  if (value === undefined) return { code: "missing", values: { name } };
  if (value === null && issue.path.length > 0) return { code: "empty_value", ...emptyValues(name) };
  switch (issue.code) {
    case "invalid_type":
      return typeFinding(issue, value, fields);
    case "invalid_value":
      return { code: "not_one_of", values: { value: written(value), options: issue.values.map(String) } };
    case "too_big": {
      const count = (value as { length: number }).length;
      const max = Number(issue.maximum);
      const code = issue.origin === "string" ? "too_long" : "too_many";
      return { code, values: { count, max, over: count - max } };
    }
    case "too_small":
      return { code: "too_few" };
    default: {
      // The schema says which problem it is; a rule without a word of ours is none to have.
      const { message: code } = issue;
      if (!isDiagnosticCode(code)) throw new Error(`the schema has no problem for ${issue.code}: ${code}`);
      return { code, values: VALUES[code]?.(value) ?? {} };
    }
  }
}

/** Context for the message about an empty field: text for readers, or a required one. */
function emptyValues(name: string): Pick<Finding, "values"> {
  if (READ_NAMES.has(name)) return { values: { context: "read" } };
  return NEEDED_NAMES.has(name) ? { values: { context: "needed" } } : {};
}

function typeFinding(issue: z.core.$ZodIssueInvalidType, value: unknown, fields: readonly string[]): Finding {
  const name = String(issue.path.at(-1) ?? "");
  const isScalar = typeof value !== "object" || value === null;
  switch (issue.expected) {
    case "boolean":
      return { code: "not_boolean" };
    case "array":
      if (name === "changes") return { code: "not_list", values: { context: "entries" } };
      return { code: "not_list", values: suggesting({}, isScalar ? written(value) : undefined) };
    case "record":
      return { code: "not_entries" };
    case "object":
      if (issue.path.length === 0) return { code: "no_fields" };
      return { code: "not_fields", values: { fields: fields.join(", "), ...instead(name, value) } };
    default:
      if (issue.message === "bad_date") return { code: "bad_date" };
      return isScalar ? { code: "not_text", values: { value: written(value) } } : { code: "not_one_text" };
  }
}

/** Where there is a better way than to write all the fields. */
function instead(name: string, value: unknown): DiagnosticValues {
  if (value === false) return { context: "false" };
  return name === "retracted" || name === "translatedFrom" ? { context: name } : {};
}

const written = (value: unknown): string =>
  typeof value === "object" ? JSON.stringify(value) : String(value);

/** Values for the words of a diagnostic, from the faulty value. */
const VALUES: Partial<Record<DiagnosticCode, (value: unknown) => DiagnosticValues>> = {
  bad_file_name: (value) => suggesting({}, betterName(String(value))),
  bad_date: (value) => suggesting({}, readSpoken(String(value))),
  bad_id: (value) => suggesting({}, asSlug(value)),
  bad_slug: (value) => suggesting({}, asSlug(value)),
  repeated: (value) => {
    const before = new Set<string>();
    return { value: (value as string[]).find((each) => before.size === before.add(each).size) ?? "" };
  },
  date_no_zone: (value) => ({ suggestion: completeDate(String(value)) }),
  date_no_time: (value) => ({ suggestion: completeDate(String(value)) }),
};

/** In the letters of the locale that the text looks like. */
function asSlug(value: unknown): string | undefined {
  const locale = localeOfLetters(String(value));
  return slugify(String(value), locale) || undefined;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<PropertyKey, unknown>)[key];
  }
  return at;
}

/** The names of the fields that the schema has for the value at `path`. */
function fieldsAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const [step, ...rest] = path;
  switch (def.type) {
    case "optional":
    case "default":
      return fieldsAt(def.innerType, path);
    case "array":
      return step === undefined ? [] : fieldsAt(def.element, rest);
    case "record":
      return step === undefined ? [] : fieldsAt(def.valueType, rest);
    case "object": {
      if (step === undefined) return Object.keys(def.shape);
      const next = def.shape[String(step)];
      return next && Object.hasOwn(def.shape, step) ? fieldsAt(next, rest) : [];
    }
    default:
      return [];
  }
}
