// The shapes that client generators handle everywhere (Swift, Kotlin, Dart, TypeScript): what the contract may look like.
import type { OpenApi } from "./openapi.ts";
import { type JsonSchema, schemaRef } from "./schemas.ts";

/** Allowed keywords of a schema. None joins, chooses between or negates schemas, allows null, or opens an object. */
const KEYWORDS: ReadonlySet<string> = new Set([
  ...["$ref", "type", "format", "description", "items", "properties", "required", "x-extensible-enum"],
  ...["pattern", "minLength", "maxLength", "minimum", "maximum", "default"],
]);
/** Further keywords for input. */
const REQUEST_KEYWORDS: ReadonlySet<string> = new Set(["enum"]);
const TYPES: ReadonlySet<unknown> = new Set(["string", "boolean", "integer", "array", "object"]);
const UTC = "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$";
/** Arrays that are not always there: of other kinds of block, of pictures in lists, of other problems. */
const OPTIONAL_ARRAYS: ReadonlySet<string> = new Set([
  "Block.items",
  "Image.variants",
  "Problem.supported",
  "Problem.available",
]);

/** @returns what breaks the rules, as `place: what is wrong`. */
export function checkShapes(openapi: OpenApi): string[] {
  const faults: string[] = [];
  const report = (place: string, message: string) => faults.push(`${place}: ${message}`);
  const { parameters, headers, schemas } = openapi.components;

  for (const [name, schema] of Object.entries(schemas)) checkObject(name, schema);
  for (const [name, { schema, description }] of Object.entries(headers)) {
    checkSchema(`header ${name}`, schema, false);
    if (!description) report(`header ${name}`, "has no description");
  }
  for (const [name, { schema, description }] of Object.entries(parameters)) {
    checkSchema(`parameter ${name}`, schema, true);
    if (!description) report(`parameter ${name}`, "has no description");
  }
  const ids = new Set<string>();
  for (const [path, { get }] of Object.entries(openapi.paths)) {
    const { operationId: id, summary, description, responses } = get;
    if (!/^[a-z]+[A-Za-z]*$/.test(id) || ids.has(id))
      report(path, "needs an operationId of its own, in camelCase");
    ids.add(id);
    if (!summary || !description) report(id, "needs a summary and a description");
    for (const [status, { content = {} }] of Object.entries(responses)) {
      for (const [type, { schema }] of Object.entries(content)) {
        if (/json/.test(type) && !schema?.$ref) report(`${id} ${status}`, `${type} needs a named schema`);
        if (schema) checkSchema(`${id} ${status} ${type}`, schema, false);
      }
    }
  }
  return faults;

  function checkObject(
    name: string,
    { description, type, properties = {}, required = [] }: JsonSchema,
  ): void {
    if (!/^[A-Z][A-Za-z]+$/.test(name)) report(name, "needs a name in PascalCase");
    if (type !== "object") report(name, "is no object");
    if (!description) report(name, "has no description");
    if (Object.keys(properties).length === 0)
      report(name, "has no fields: a map of anything cannot be decoded");
    for (const [field, schema] of Object.entries(properties)) {
      const place = `${name}.${field}`;
      checkSchema(place, schema, false);
      if (!schema.description) report(place, "has no description");
      if (schema.type === "array" && !required.includes(field) && !OPTIONAL_ARRAYS.has(place))
        report(place, "is an array that may be absent: send an empty one");
    }
    for (const field of required) {
      if (!Object.hasOwn(properties, field)) report(`${name}.${field}`, "is required and not described");
    }
  }

  /** Anything but a named object. */
  function checkSchema(place: string, schema: JsonSchema, request: boolean): void {
    for (const keyword of Object.keys(schema)) {
      if (!KEYWORDS.has(keyword) && !(request && REQUEST_KEYWORDS.has(keyword)))
        report(place, `says ${keyword}, which generated clients do not all understand`);
    }
    const { $ref, type, format, pattern, items } = schema;
    if ($ref !== undefined) {
      const name = $ref.slice(schemaRef("").length);
      if (!Object.hasOwn(schemas, name)) report(place, `leads to ${$ref}, which is not there`);
      return;
    }
    if (!TYPES.has(type))
      report(place, `has the type ${JSON.stringify(type)}: integers are the only numbers, and null is none`);
    if (type === "object") report(place, "is an object without a name");
    if (type === "integer" && format !== "int32" && format !== "int64")
      report(place, "needs the format int32 or int64");
    if (format === "date-time" && pattern !== UTC)
      report(place, "is a time that may not be UTC to the second");
    if (type !== "array") return;
    if (!items) report(place, "is an array of anything");
    else checkSchema(`${place}[]`, items, request);
  }
}
