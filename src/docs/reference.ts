// The reference: what the OpenAPI document says, for people.
import { html } from "hono/html";
import type { Example } from "../contract/examples.ts";
import type { ApiOperation, ApiResponse, OpenApi } from "../contract/openapi.ts";
import type { Parameter } from "../contract/parameters.ts";
import type { JsonSchema } from "../contract/schemas.ts";
import { words } from "../contract/words.ts";
import type { Locale } from "../i18n/locales.ts";
import type { Html } from "../render/view.ts";
import { code, entry, fold, paragraphs, pretty, prose } from "./markup.ts";

type Say = (key: string, values?: Record<string, unknown>) => string;
const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf("/") + 1);

/** @param examples by id of the operation. */
export function renderReference(
  openapi: OpenApi,
  examples: Readonly<Record<string, Example>>,
  locale: Locale,
): Html {
  const say: Say = (key, values) => words(locale, `docs.reference.${key}`, values);
  const { headers, schemas } = openapi.components;
  const operations = Object.entries(openapi.paths);
  return html`<p>${prose(say("about"))}</p>
${openapi.tags.map(
  ({ name, description }) => html`<h3>${description.replace(/\.$/, "")}</h3>
${operations
  .filter(([, { get }]) => get.tags.includes(name))
  .map(([path, { get }]) => operation(openapi, path, get, examples[get.operationId], say))}`,
)}
<h3 id="headers">${say("headers")}</h3>
${fold(
  "all-headers",
  4,
  say("allHeaders"),
  "",
  html`<dl class="fields">${Object.entries(headers).map(([name, { description }]) =>
    entry(html`<code id="header-${name.toLowerCase()}">${name}</code>`, prose(description)),
  )}</dl>`,
)}
<h3 id="shapes">${say("shapes")}</h3>
<p>${prose(say("aboutShapes"))}</p>
${Object.entries(schemas).map(([name, shape]) => schema(name, shape, say))}`;
}

const operation = (
  { components }: OpenApi,
  path: string,
  { operationId: id, summary, description, deprecated, parameters, responses }: ApiOperation,
  example: Example | undefined,
  say: Say,
): Html =>
  fold(
    `op-${id}`,
    4,
    summary,
    html`<code>GET ${path}</code>${deprecated && html` <b class="tag">${say("deprecated")}</b>`}`,
    html`${paragraphs(description)}
${
  parameters.length > 0 &&
  html`<h5>${say("parameters")}</h5>
<dl class="fields">${parameters.map(({ $ref }) => parameter(components.parameters[nameOf($ref)] as Described, say))}</dl>`
}
<h5>${say("answers")}</h5>
<dl class="fields">${Object.entries(responses).map(([status, each]) => answer(status, each, say))}</dl>
<p class="small">${say("headersOf")} ${Object.keys(responses["200"]?.headers ?? {}).map((name, i) => html`${i > 0 && ", "}<a href="#header-${name.toLowerCase()}">${name}</a>`)}</p>
<p class="small">${say("operationId")} <code>${id}</code></p>
${example && html`<p class="small"><a href="${example.path}">${say("live")}</a></p>`}`,
  );

type Described = Parameter & { description: string };

const parameter = ({ name, in: place, required, schema, description }: Described, say: Say): Html =>
  entry(
    html`<code>${name}</code> <span>${[say(`in.${place}`), type(schema, say), required && say("required")]
      .filter(Boolean)
      .map((part, i) => html`${i > 0 && " · "}${part}`)}</span>`,
    prose(description),
  );

function answer(status: string, { description, content = {}, ...response }: ApiResponse, say: Say): Html {
  const codes = response["x-problem-codes"];
  const bodies = Object.entries(content).map(
    ([media, { schema }], i) =>
      html`${i > 0 && ", "}${schema?.$ref ? type(schema, say) : html`<code>${media}</code>`}`,
  );
  return entry(
    html`<code>${status}</code> <span>${codes ? type({ $ref: "Problem" }, say) : bodies}</span>`,
    codes
      ? html`${codes.map((code, i) => html`${i > 0 && ", "}<a href="#problem-${code}"><code>${code}</code></a>`)}`
      : prose(description),
  );
}

const schema = (name: string, { description, properties = {}, required = [] }: JsonSchema, say: Say): Html =>
  fold(
    `shape-${name}`,
    4,
    html`<code>${name}</code>`,
    prose(description ?? ""),
    html`<dl class="fields">${Object.entries(properties).map(([field, shape]) =>
      entry(
        html`<code>${field}</code> <span>${type(shape, say)}${!required.includes(field) && html` · ${say("optional")}`}</span>`,
        html`${prose(shape.description ?? "")}${known(shape, say)}`,
      ),
    )}</dl>`,
  );

const known = ({ "x-extensible-enum": values = [] }: JsonSchema, say: Say): Html | string =>
  values.length === 0
    ? ""
    : html` ${say("known")} ${values.map((value, i) => html`${i > 0 && ", "}<code>${value}</code>`)}.`;

/** In words: what a value looks like. */
function type(shape: JsonSchema, say: Say): Html | string {
  const { $ref, items, format, enum: values, minimum, maximum } = shape;
  if ($ref) return html`<a href="#shape-${nameOf($ref)}">${nameOf($ref)}</a>`;
  if (items) return html`${say("arrayOf")} ${type(items, say)}`;
  if (values) return html`${values.map((value, i) => html`${i > 0 && ", "}<code>${value}</code>`)}`;
  const name = say(`type.${format === "date-time" || format === "uri" ? format : shape.type}`);
  const range = minimum !== undefined && maximum !== undefined ? ` ${minimum}–${maximum}` : "";
  const standard = shape.default !== undefined ? `, ${say("default", { value: shape.default })}` : "";
  return `${name}${range}${standard}`;
}

/** The example of an operation, as it is answered, with the way to the live one. */
export const renderAnswer = ({ path, body }: Example, locale: Locale): Html =>
  html`<details class="answer"><summary>${words(locale, "docs.answer")}</summary>
<div data-live="${path}">${code(pretty(body))}</div>
<p class="live"><a href="${path}">${words(locale, "docs.reference.live")}</a></p></details>`;
