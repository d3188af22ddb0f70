// The schema of front matter, made of the table of fields, and what is right in front matter where not all of it is.
import * as z from "zod/mini";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import { shapeOf } from "./field.ts";
import { NECESSARY } from "./field-lists.ts";
import { FIELDS } from "./fields.ts";
import { reportIssues } from "./schema-diagnostics.ts";
import type { YamlData } from "./yaml.ts";

export const FrontMatterSchema = z.strictObject(shapeOf(FIELDS));
export type FrontMatter = z.infer<typeof FrontMatterSchema>;
const NAMES = Object.keys(FIELDS);
/** Stand for texts that have to be there, while they are faulty. */
const PLACEHOLDERS = Object.fromEntries(NECESSARY.map((name) => [name, name]));

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
        Object.hasOwn(FIELDS.image.fields, key) ? "image" : (suggest(key, NAMES) ?? key),
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
