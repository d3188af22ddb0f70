// Completion for editors: JSON Schemas of front matter and of the YAML files, and snippets for Markdown, whose front
// matter VS Code has no schemas for. Generated from the schemas that check the content.
import * as z from "zod/mini";
import { FIRST } from "../parse/front-matter/field-lists.ts";
import { FrontMatterSchema } from "../parse/front-matter/schema.ts";
import { AuthorsSchema, SectionsSchema, SiteSchema } from "../parse/front-matter/site-schema.ts";

interface JsonSchema {
  type?: string;
  description?: string;
  enum?: string[];
  pattern?: string;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
}

const SCHEMAS: Record<string, z.ZodMiniType> = {
  "front-matter": FrontMatterSchema,
  sections: SectionsSchema,
  authors: AuthorsSchema,
  site: SiteSchema,
};

/** @returns file contents by path from the project's folder. */
export function editorFiles(): Map<string, string> {
  const schemas = Object.entries(SCHEMAS).map(([name, schema]) => [name, jsonSchemaOf(schema)] as const);
  const files = schemas.map(([name, schema]) => [`docs/schemas/${name}.schema.json`, schema] as const);
  const snippets = snippetsOf(jsonSchemaOf(FrontMatterSchema));
  return new Map(
    [...files, [".vscode/article.code-snippets", snippets] as const].map(([path, value]) => [
      path,
      `${JSON.stringify(value, null, 2)}\n`,
    ]),
  );
}

/** The schema of the input, not of the output; draft 7 has the best support in editors. */
const jsonSchemaOf = (schema: z.ZodMiniType): JsonSchema =>
  z.toJSONSchema(schema, { io: "input", target: "draft-7" }) as JsonSchema;

interface Snippet {
  /** Front matter is YAML to VS Code, also within Markdown. */
  scope: "markdown,yaml";
  prefix: string;
  body: string[];
  description: string;
}

/** A place that an editor jumps to, with what stands there at first. */
const stop = (number: number, text: string): string => `\${${number}:${text}}`;
const current = (part: string): string => `\${CURRENT_${part}}`;
const NOW = `${current("YEAR")}-${current("MONTH")}-${current("DATE")}T${current("HOUR")}:${current("MINUTE")}:00${current("TIMEZONE_OFFSET")}`;

function snippetsOf({ properties = {} }: JsonSchema): Record<string, Snippet> {
  const snippet = (prefix: string, body: string[], description: string): Snippet => ({
    scope: "markdown,yaml",
    prefix,
    body,
    description,
  });
  const fields = Object.entries(properties).map(([name, schema]): [string, Snippet] => [
    name,
    snippet(name, new Stops().lines(name, schema), schema.description ?? ""),
  ]);
  const stops = new Stops();
  const article = FIRST.flatMap((name) => stops.lines(name, properties[name] ?? {}));
  return {
    article: snippet("article", ["---", ...article, "---", "", "$0"], "A new article."),
    ...Object.fromEntries(fields),
    quotation: snippet(
      "quotation",
      ["> “$1”", ">", `> — ${stop(2, "Name")}, ${stop(3, "office")}`, "", "$0"],
      "A quotation.",
    ),
    "quotation in another language": snippet(
      "foreign",
      [`> {lang=${stop(1, "uk")}}`, "> «$2»", ">", `> — ${stop(3, "Name")}, ${stop(4, "office")}`, "", "$0"],
      "A quotation in another language than the text.",
    ),
    "words in another language": snippet(
      "language",
      [`[$1]{lang=${stop(2, "uk")}}$0`],
      "Words in another language than the text.",
    ),
  };
}

/** Numbers the places that an editor jumps to, one after the other. */
class Stops {
  #next = 1;

  lines(name: string, schema: JsonSchema): string[] {
    const { type, enum: choices, pattern = "", properties, items } = schema;
    if (properties) return [`${name}:`, ...this.#fields(properties).map((line) => `  ${line}`)];
    if (items?.properties) {
      const fields = this.#fields(items.properties);
      return [`${name}:`, ...fields.map((line, i) => `  ${i === 0 ? "-" : " "} ${line}`)];
    }
    return [`${name}: ${this.#value(type, choices, pattern)}`];
  }

  #fields(properties: Record<string, JsonSchema>): string[] {
    return Object.entries(properties).flatMap(([name, schema]) => this.lines(name, schema));
  }

  #value(type: string | undefined, choices: string[] | undefined, pattern: string): string {
    if (type === "boolean") return "true";
    if (pattern.includes("T\\d\\d")) return NOW;
    const number = this.#next++;
    if (choices) return `\${${number}|${choices.join(",")}|}`;
    return type === "array" ? `[$${number}]` : `$${number}`;
  }
}
