// The contract as single statements, so that two states of it can be compared: what clients rely on, and what they
// have to send. The lock file holds the statements of what has been promised.
import { PROBLEMS } from "../http/problems.ts";
import type { ApiOperation, OpenApi } from "./openapi.ts";
import type { JsonSchema } from "./schemas.ts";

export interface Contract {
  /** Statements about answers. One that goes or changes breaks clients; a new one does not. */
  promises: Record<string, string | number>;
  /** Statements about required input. A new one breaks clients; one that goes does not. */
  demands: string[];
}

/** Limits of what clients may send: they may be widened. */
const WIDER: readonly [RegExp, (was: number, is: number) => boolean][] = [
  [/ (maximum|maxLength|maxItems)$/, (was, is) => is > was],
  [/ (minimum|minLength|minItems)$/, (was, is) => is < was],
];

/** @returns the statements of a document, in the order of their texts. */
export function contractOf({ paths, components }: OpenApi): Contract {
  const promises: [string, string | number][] = [];
  const demands: string[] = [];
  const promise = (key: string, value: string | number) => promises.push([key, value]);

  for (const [path, { get }] of Object.entries(paths)) {
    const { operationId: id } = get;
    promise(id, `GET ${path}`);
    addParameters(get);
    for (const [status, { headers = {}, content = {}, ...response }] of Object.entries(get.responses)) {
      for (const code of response["x-problem-codes"] ?? []) promise(`${id} ${status} ${code}`, "problem");
      for (const [type, { schema }] of Object.entries(content))
        promise(`${id} ${status} ${type}`, schema ? typeOf(schema) : "bytes");
      // One that is there only sometimes is no promise.
      for (const name of Object.keys(headers).filter((each) => components.headers[each]?.required))
        promise(`${id} ${status} header ${name}`, "header");
    }
  }
  for (const [name, { schema, required }] of Object.entries(components.headers)) {
    promise(`header ${name}`, typeOf(schema));
    if (required) promise(`header ${name} presence`, "always");
    addValues(`header ${name}`, schema);
  }
  for (const [name, { properties = {}, required = [] }] of Object.entries(components.schemas)) {
    for (const [field, schema] of Object.entries(properties)) {
      promise(`${name}.${field}`, typeOf(schema));
      if (required.includes(field)) promise(`${name}.${field} presence`, "always");
      addValues(`${name}.${field}`, schema);
    }
  }
  for (const [code, { status }] of Object.entries(PROBLEMS)) promise(`problem ${code}`, status);
  const byText = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);
  return { promises: Object.fromEntries(promises.sort(byText)), demands: demands.sort() };

  function addParameters({ operationId: id, parameters }: ApiOperation): void {
    for (const { $ref } of parameters) {
      const key = $ref.slice($ref.lastIndexOf("/") + 1);
      const parameter = components.parameters[key];
      if (!parameter) throw new Error(`${id}: ${$ref} is not there`);
      const { name, in: place, required, schema } = parameter;
      const what = `${id} ${place} ${name}`;
      promise(what, typeOf(schema));
      if (required) demands.push(what);
      for (const value of schema.enum ?? []) promise(`${what} takes ${value}`, "value");
      if (schema.pattern !== undefined) promise(`${what} pattern`, schema.pattern);
      for (const limit of ["minimum", "maximum", "minLength", "maxLength", "default"] as const) {
        const value = schema[limit];
        if (value !== undefined) promise(`${what} ${limit}`, value);
      }
    }
  }

  /** Of what clients read: a looser pattern or another kind of value is a surprise to them. */
  function addValues(what: string, { pattern, "x-extensible-enum": known = [] }: JsonSchema): void {
    if (pattern !== undefined) promise(`${what} matches`, pattern);
    for (const value of known) promise(`${what} may be ${value}`, "value");
  }
}

function typeOf({ $ref, type, format, items }: JsonSchema): string {
  if ($ref) return $ref.slice($ref.lastIndexOf("/") + 1);
  if (items) return `${typeOf(items)}[]`;
  return format ? `${type} (${format})` : String(type);
}

export interface Changes {
  /** Breaking changes, in words. */
  breaking: string[];
  /** Additions, in words. */
  additive: string[];
}

/** The effect of `is` on clients that rely on `was`. */
export function compareContracts(was: Contract, is: Contract): Changes {
  const changes: Changes = { breaking: [], additive: [] };
  for (const [key, value] of Object.entries(was.promises)) {
    const now = is.promises[key];
    if (now === value) continue;
    if (now === undefined) {
      const widened = WIDER.some(([pattern]) => pattern.test(key));
      changes[widened ? "additive" : "breaking"].push(`gone: ${key} (${value})`);
    } else {
      const wider = WIDER.some(([pattern, test]) => pattern.test(key) && test(Number(value), Number(now)));
      changes[wider ? "additive" : "breaking"].push(`changed: ${key}, from ${value} to ${now}`);
    }
  }
  for (const [key, value] of Object.entries(is.promises)) {
    if (was.promises[key] !== undefined) continue;
    const narrower = isNewLimit(key, was);
    changes[narrower ? "breaking" : "additive"].push(`new: ${key} (${value})`);
  }
  for (const demand of is.demands) {
    // A new operation may demand what it likes.
    const known = was.promises[demand.split(" ", 1)[0] ?? ""] !== undefined;
    if (known && !was.demands.includes(demand)) changes.breaking.push(`now required: ${demand}`);
  }
  for (const demand of was.demands)
    if (!is.demands.includes(demand)) changes.additive.push(`no longer required: ${demand}`);
  return changes;
}

/** Whether a limit or a pattern is put on a parameter that was there without it. */
function isNewLimit(key: string, was: Contract): boolean {
  const parameter = /^(.+) (pattern|minimum|maximum|minLength|maxLength)$/.exec(key)?.[1];
  return parameter !== undefined && was.promises[parameter] !== undefined;
}
