// Query parameters: known ones are checked, unknown ones are ignored.

/** A bad value of a known parameter; `expected` is a key under `expected` in locales/*.json. */
export class BadParameter extends Error {
  override name = "BadParameter";
  readonly parameter: string;
  readonly expected: string;
  readonly values: Record<string, unknown>;

  constructor(parameter: string, expected: string, values: Record<string, unknown> = {}) {
    super(`${parameter}: ${expected}`);
    this.parameter = parameter;
    this.expected = expected;
    this.values = values;
  }
}

/** @returns `null` if the parameter is not there. @throws BadParameter if it is there twice. */
export function single(query: URLSearchParams, name: string): string | null {
  const values = query.getAll(name);
  if (values.length > 1) throw new BadParameter(name, "once");
  return values[0] ?? null;
}

/** @throws BadParameter unless the value is a whole number from 1 to `max`. */
export function positiveInteger(
  query: URLSearchParams,
  name: string,
  max: number,
  otherwise: number,
): number {
  const value = single(query, name);
  if (value === null) return otherwise;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > max) throw new BadParameter(name, name, { max });
  return number;
}

/**
 * The query of a canonical URL.
 * @param known the parameters that mean something there, in their order; a `null` one is left out.
 */
export function searchOf(known: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(known).filter((pair): pair is [string, string] => pair[1] !== null);
  return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
}

/** `?fallback=none`: only what exists in the language asked for. @throws BadParameter on another value. */
export function fallbackAllowed(query: URLSearchParams): boolean {
  const value = single(query, "fallback");
  if (value !== null && value !== "none") throw new BadParameter("fallback", "fallback");
  return value === null;
}

/** One of a few values. @returns `null` if the parameter is not there. @throws BadParameter on another value. */
export function oneOf<T extends string>(
  query: URLSearchParams,
  name: string,
  values: readonly T[],
): T | null {
  const value = single(query, name);
  const known = values.find((each) => each === value);
  if (value !== null && !known) throw new BadParameter(name, name);
  return known ?? null;
}
