// URI templates (RFC 6570, level 1): a URL of ours is written once, and both built and routed from there.

/** Names of the variables, in their order. */
type Values<Template extends string> = Template extends `${string}{${string}}${infer Rest}`
  ? [string, ...Values<Rest>]
  : [];

/** Builds the path from the values of its variables, in their order, each percent-encoded. */
export interface PathTemplate<Template extends string = string> {
  (...values: Values<Template>): string;
  readonly template: Template;
}

const VARIABLE = /\{(\w+)\}/;

/** @param template root-relative, such as `/v1/{locale}/articles/{slug}`. */
export function pathTemplate<const Template extends string>(template: Template): PathTemplate<Template> {
  // Literals stand at even places, names of variables at odd ones.
  const literals = template.split(VARIABLE).filter((_, i) => i % 2 === 0);
  const build = (...values: string[]): string =>
    literals.reduce((path, literal, i) => path + encodeURIComponent(values[i - 1] ?? "") + literal);
  return Object.assign(build as (...values: Values<Template>) => string, { template });
}

/**
 * @param capture the pattern of a variable, by its name and the literal that follows it in the same segment.
 * @returns the template with a pattern in the place of each variable.
 */
export const withPatterns = (template: string, capture: (name: string, suffix: string) => string): string =>
  template.replaceAll(/\{(\w+)\}([^/{]*)/g, (_, name, suffix) => capture(name, suffix));
