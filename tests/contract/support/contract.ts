// Whether an answer is what the contract says, to the letter: nothing missing, nothing undocumented.
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { ApiResponse, OpenApi } from "../../../src/contract/openapi.ts";
import type { JsonSchema } from "../../../src/contract/schemas.ts";

/** Headers of the connection, and the one that `content` describes. */
const TRANSPORT = new Set([
  "content-length",
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-encoding",
  "content-type",
]);

export class Contract {
  readonly openapi: OpenApi;
  readonly #ajv = new Ajv2020.default({ allErrors: true, strictTypes: false });

  constructor(openapi: OpenApi) {
    this.openapi = openapi;
    addFormats.default(this.#ajv);
    for (const [format, max] of [
      ["int32", 2 ** 31 - 1],
      ["int64", Number.MAX_SAFE_INTEGER],
    ] as const)
      this.#ajv.addFormat(format, {
        type: "number",
        validate: (n: number) => Number.isInteger(n) && Math.abs(n) <= max,
      });
    // Clients take values that they do not know; what we send, the contract has to name.
    this.#ajv.addKeyword({
      keyword: "x-extensible-enum",
      validate: (known: string[], value: string) => known.includes(value),
    });
    this.#ajv.addSchema({ $id: "openapi", $defs: closed(openapi.components.schemas) });
  }

  /** @returns what is wrong with the value. */
  check(schema: JsonSchema, value: unknown): string[] {
    if (this.#ajv.validate(rooted(schema), value)) return [];
    return (this.#ajv.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath || "/"} ${message} ${JSON.stringify(params)}`,
    );
  }

  operation(id: string) {
    const found = Object.entries(this.openapi.paths).find(([, { get }]) => get.operationId === id);
    if (!found) throw new Error(`no operation ${id}`);
    return { path: found[0], ...found[1].get };
  }

  /** @returns what of `response` is not as the operation says. @param body of it, as text. */
  checkAnswer(id: string, response: Response, body: string): string[] {
    const documented = this.operation(id).responses[String(response.status)];
    if (!documented) return [`${response.status} is not documented`];
    return [
      ...this.#checkHeaders(documented, response.headers),
      ...this.#checkBody(documented, response, body),
    ];
  }

  #checkHeaders({ headers = {} }: ApiResponse, sent: Headers): string[] {
    const faults: string[] = [];
    const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
    for (const name of sent.keys()) {
      if (!TRANSPORT.has(name) && !names.has(name)) faults.push(`header ${name} is not documented`);
    }
    for (const name of Object.keys(headers)) {
      const { required, schema } = this.openapi.components.headers[name] ?? {};
      const value = sent.get(name);
      if (value === null) {
        if (required) faults.push(`header ${name} is missing`);
      } else if (schema) {
        const parsed = schema.type === "integer" ? Number(value) : value;
        faults.push(...this.check(schema, parsed).map((fault) => `header ${name}: ${fault}`));
      }
    }
    return faults;
  }

  #checkBody(
    { content = {}, ...documented }: ApiResponse,
    { status, headers }: Response,
    body: string,
  ): string[] {
    const type = headers.get("content-type")?.split(";", 1)[0];
    if (!type) return body === "" && Object.keys(content).length === 0 ? [] : ["the body has no type"];
    const media = content[type];
    if (!media) return [`${type} is not documented`];
    if (!/json/.test(type)) return media.schema ? this.check(media.schema, body) : [];
    const value = JSON.parse(body);
    const faults = this.check(media.schema ?? {}, value);
    const codes = documented["x-problem-codes"];
    if (codes && !codes.includes(value.code)) faults.push(`${value.code} is not documented with ${status}`);
    if (codes && value.status !== status) faults.push(`the body says ${value.status}`);
    return faults;
  }
}

/** References into the document, as ajv finds them. */
const rooted = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', '"openapi#/$defs/'));

/** For us the published shapes are closed: a field that is not described is a fault. */
const closed = (schemas: Record<string, JsonSchema>) =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      rooted({ ...schema, additionalProperties: false }),
    ]),
  );
