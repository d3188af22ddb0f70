// Every operation, with every status, media type and problem code that the contract names, asked of the running Worker:
// each answer is what openapi.json says, headers and problems included, and says nothing more.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPERATIONS } from "../../src/contract/operations.ts";
import type { Served } from "../support/node/serve.ts";
import { EN } from "../support/own-slugs.ts";
import { Contract } from "./support/contract.ts";
import { type ContractWorld, openWorld, serveNonsense, serveNothing } from "./support/world.ts";

interface Asked {
  id: string;
  path: string;
  status: number;
  /** Of a problem. */
  code?: string;
}

let world: ContractWorld;
let contract: Contract;
/** `{operation} {status} {problem code or media type}` of every answer. */
const seen = new Set<string>();

beforeAll(async () => {
  world = await openWorld();
  contract = new Contract(await (await fetch(`${world.served.origin}/v1/openapi.json`)).json());
});
afterAll(() => world?.served.close());

const LIST = "/v1/en/articles";
const ARTICLE = `/v1/en/articles/${EN}`;
const OEMBED = "/oembed?url=ORIGIN/en/articles/";
const TOO_LONG = "x".repeat(8200);

/** `ORIGIN`, `PICTURE`, `WITHDRAWN` and `FIRST` stand for what is known when the Worker runs. */
const REQUESTS: Record<string, [path: string, status: number, code?: string][]> = {
  listArticles: [
    [LIST, 200],
    ["/v1/uk/articles?fallback=none&limit=1", 200],
    [`${LIST}?section=background&limit=1`, 200],
    [`${LIST}?author=newsroom`, 200],
    [`${LIST}?ids=every-block,no-such,landmine-treaty-exit`, 200],
    ["/V1/EN/Articles/", 308],
    [`${LIST}?limit=101`, 400, "invalid_parameter"],
    [`${LIST}?cursor=x`, 400, "invalid_cursor"],
    ["/v1/fr/articles", 404, "locale_not_supported"],
  ],
  getArticle: [
    [ARTICLE, 200],
    ["/v1/en/articles/every-block-en", 200],
    ["/v1/uk/articles/every-block-en", 200],
    [ARTICLE.toUpperCase(), 308],
    ["/v1/en/articles/%zz", 400, "invalid_path"],
    [`${ARTICLE}?fallback=all`, 400, "invalid_parameter"],
    ["/v1/en/articles/only-uk-uk", 404, "article_not_found"],
    ["/v1/fr/articles/x", 404, "locale_not_supported"],
    [`${ARTICLE}?revision=${"x".repeat(22)}`, 404, "revision_not_found"],
    ["/v1/uk/articles/withdrawn-en", 410, "article_retracted"],
  ],
  getArticleById: [
    ["/v1/uk/by-id/every-block", 307],
    ["/v1/en/BY-ID/every-block", 307],
    ["/v1/en/by-id/%zz", 400, "invalid_path"],
    ["/v1/en/by-id/every-block?fallback=all", 400, "invalid_parameter"],
    ["/v1/en/by-id/no-such", 404, "article_not_found"],
    ["/v1/fr/by-id/x", 404, "locale_not_supported"],
    ["/v1/en/by-id/withdrawn", 410, "article_retracted"],
  ],
  listNegotiatedArticles: [
    ["/v1/articles", 200],
    ["/v1/Articles", 308],
    ["/v1/articles?limit=0", 400, "invalid_parameter"],
    ["/v1/articles?cursor=x", 400, "invalid_cursor"],
  ],
  getNegotiatedArticle: [
    [`/v1/articles/${EN}`, 200],
    [`/v1/articles/${EN}/`, 308],
    ["/v1/articles/%zz", 400, "invalid_path"],
    [`/v1/articles/${EN}?fallback=all`, 400, "invalid_parameter"],
    ["/v1/articles/no-such", 404, "article_not_found"],
    ["/v1/articles/withdrawn-en", 410, "article_retracted"],
  ],
  sync: [
    ["/v1/en/sync", 200],
    ["/v1/en/sync?since=FIRST", 200],
    ["/V1/EN/Sync", 308],
    ["/v1/en/sync?since=x", 400, "invalid_parameter"],
    ["/v1/fr/sync", 404, "locale_not_supported"],
    ["/v1/en/sync?since=999.1.xxxxxxxx", 410, "sync_token_expired"],
  ],
  listOffline: [
    ["/v1/en/offline", 200],
    ["/v1/uk/offline?limit=1", 200],
    ["/V1/EN/Offline", 308],
    ["/v1/en/offline?limit=x", 400, "invalid_parameter"],
    ["/v1/fr/offline", 404, "locale_not_supported"],
  ],
  listSections: [
    ["/v1/uk/sections", 200],
    ["/v1/ua/sections", 308],
    ["/v1/fr/sections", 404, "locale_not_supported"],
  ],
  listAuthors: [
    ["/v1/uk/authors", 200],
    ["/v1/ua/authors", 308],
    ["/v1/fr/authors", 404, "locale_not_supported"],
  ],
  getMedia: [
    ["PICTURE", 200],
    ["PICTURE/", 308],
    ["/media/%zz/x.svg", 400, "invalid_path"],
    ["/media/x/x.svg", 404, "not_found"],
    ["WITHDRAWN", 410, "media_withdrawn"],
  ],
  getOembed: [
    [`${OEMBED}every-block-en`, 200],
    [`${OEMBED}${EN}&maxwidth=100`, 200],
    [`${OEMBED}${EN}&format=xml`, 200],
    [`/OEMBED?url=ORIGIN/en/articles/${EN}`, 308],
    ["/oembed", 400, "invalid_parameter"],
    [`${OEMBED}no-such`, 404, "article_not_found"],
    [`${OEMBED}withdrawn-en`, 410, "article_retracted"],
    [`${OEMBED}${EN}&format=yaml`, 501, "format_not_supported"],
  ],
  getProblem: [
    ["/problems/not_found", 200],
    ["/Problems/Not_Found", 308],
    ["/problems/%zz", 400, "invalid_path"],
    ["/problems/no_such", 404, "not_found"],
  ],
  getHealth: [
    ["/healthz", 200],
    ["/Healthz", 308],
  ],
};

const firstOf = (id: string): string => REQUESTS[id]?.[0]?.[0] ?? "";
const ASKED: Asked[] = Object.entries(REQUESTS).flatMap(([id, requests]) => [
  ...requests.map(([path, status, code]) => ({ id, path, status, ...(code && { code }) })),
  {
    id,
    path: `${firstOf(id)}${firstOf(id).includes("?") ? "&" : "?"}long=${TOO_LONG}`,
    status: 414,
    code: "uri_too_long",
  },
]);

const urlOf = ({ origin }: Served, path: string): string =>
  origin +
  path
    .replace("FIRST", world.token)
    .replace("ORIGIN", encodeURIComponent(origin))
    .replace("PICTURE", world.picture)
    .replace("WITHDRAWN", world.withdrawn);

async function ask(at: Served, { id, path }: Asked, init: RequestInit = {}) {
  const response = await fetch(urlOf(at, path), { redirect: "manual", ...init });
  const body = await response.text();
  const faults = contract.checkAnswer(id, response, body);
  const type = response.headers.get("content-type")?.split(";", 1)[0] ?? "";
  const code: string | undefined = type === "application/problem+json" ? JSON.parse(body).code : undefined;
  seen.add(`${id} ${response.status} ${code ?? type}`.trim());
  return { response, body, faults, code };
}

describe("the answer", () => {
  it.each(ASKED.map((asked) => ({ ...asked, what: asked.code ?? "" })))(
    "$id $status $what: $path",
    async (asked) => {
      const { response, faults, code } = await ask(world.served, asked);
      expect({ status: response.status, code, faults }).toEqual({
        status: asked.status,
        code: asked.code,
        faults: [],
      });
    },
  );

  it.each(OPERATIONS.filter(({ validated, leads }) => validated && !leads).map(({ id }) => id))(
    "%s 304",
    async (id) => {
      const asked = { id, path: firstOf(id), status: 304 };
      const { response } = await ask(world.served, asked);
      // The second time from the renderer, from then on from memory.
      for (let i = 0; i < 2; i++) {
        const again = await ask(world.served, asked, {
          headers: { "if-none-match": response.headers.get("etag") ?? "" },
        });
        expect({ status: again.response.status, faults: again.faults }).toEqual({ status: 304, faults: [] });
      }
    },
  );

  it("getArticleById 200, for who follows it", async () => {
    const { response, faults } = await ask(
      world.served,
      { id: "getArticleById", path: "/v1/uk/by-id/every-block", status: 200 },
      { redirect: "follow" },
    );
    expect([response.status, response.redirected, faults]).toEqual([200, true, []]);
  });

  it("to HEAD has the headers of that to GET", async () => {
    for (const { id } of OPERATIONS) {
      const response = await fetch(urlOf(world.served, firstOf(id)), { method: "HEAD", redirect: "manual" });
      const documented = contract.operation(id).responses[response.status]?.headers ?? {};
      for (const name of Object.keys(documented)) {
        if (contract.openapi.components.headers[name]?.required)
          expect([id, name, response.headers.has(name)]).toEqual([id, name, true]);
      }
    }
  });
});

describe("in trouble", () => {
  it.each([
    ["without its storage", serveNothing, 503, "unavailable"],
    ["with a release that makes no sense", serveNonsense, 500, "internal_error"],
  ] as const)("%s every operation answers as documented", async (_, open, status, code) => {
    const served = await open();
    for (const { id } of OPERATIONS) {
      const answer = await ask(served, { id, path: firstOf(id), status });
      expect({ id, status: answer.response.status, code: answer.code, faults: answer.faults }).toEqual({
        id,
        status,
        code,
        faults: [],
      });
    }
    await served.close();
  });
});

describe("the contract", () => {
  it("is exercised: every operation with every status, problem code and media type", () => {
    const promised = OPERATIONS.flatMap(({ id }) =>
      Object.entries(contract.operation(id).responses).flatMap(([status, answer]) =>
        (answer["x-problem-codes"] ?? Object.keys(answer.content ?? { "": null }))
          // The newsroom of this test has drawings only.
          .filter((what) => !/^image\/(?!svg)/.test(what))
          .map((what) => `${id} ${status} ${what}`.trim()),
      ),
    );
    expect([...seen].sort()).toEqual([...new Set(promised)].sort());
  });

  it("explains each problem where its `type` leads", async () => {
    for (const { value } of Object.values(contract.openapi.components.examples))
      expect((await fetch((value as { type: string }).type)).status).toBe(200);
  });

  it("has examples that are as it says", () => {
    const { paths, components } = contract.openapi;
    for (const [path, { get }] of Object.entries(paths)) {
      for (const [status, { content = {} }] of Object.entries(get.responses)) {
        for (const { schema, example } of Object.values(content)) {
          if (schema && example !== undefined)
            expect([path, status, contract.check(schema, example)]).toEqual([path, status, []]);
        }
      }
    }
    for (const [code, { value }] of Object.entries(components.examples))
      expect([code, contract.check({ $ref: "#/components/schemas/Problem" }, value)]).toEqual([code, []]);
  });
});
