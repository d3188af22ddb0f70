// The contract's own guards: what generated clients could not read is found, and what would break a client is told
// from what is only added.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Contract, compareContracts, contractOf } from "../../src/contract/lock.ts";
import { buildOpenApi, type OpenApi } from "../../src/contract/openapi.ts";
import { checkShapes } from "../../src/contract/rules.ts";
import type { JsonSchema } from "../../src/contract/schemas.ts";
import { used } from "../../src/contract/words.ts";
import { renderDocsPage } from "../../src/docs/docs-page.ts";
import { buildDocuments } from "../../src/docs/documents.ts";
import type { Deprecation } from "../../src/http/deprecations.ts";
import { type Locale, locales } from "../../src/i18n/locales.ts";
import { Newsroom } from "../support/node/newsroom.ts";

const openapi = buildOpenApi({});
type Edit = (openapi: OpenApi) => void;

const edited = (edit: Edit): OpenApi => {
  const copy = structuredClone(openapi);
  edit(copy);
  return copy;
};
const schema = ({ components }: OpenApi, name: string) =>
  components.schemas[name] as JsonSchema & { properties: Record<string, JsonSchema>; required: string[] };
const operation = ({ paths }: OpenApi, path: string) => {
  const { get } = paths[path] as OpenApi["paths"][string];
  return get;
};
const answer = (of: OpenApi, path: string, status: string) => {
  const {
    headers = {},
    content = {},
    ...rest
  } = operation(of, path).responses[status] ?? { description: "" };
  return { headers, content, ...rest };
};
const ARTICLE = "/v1/{locale}/articles/{slug}";
const LIST = "/v1/{locale}/articles";

describe("the shapes", () => {
  it("are what generators handle", () => {
    expect(checkShapes(openapi)).toEqual([]);
  });

  const field = (shape: object, name = "extra") =>
    ((of) => {
      schema(of, "Article").properties[name] = { description: "New.", ...shape };
    }) satisfies Edit;

  it.each<[what: string, edit: Edit, fault: string]>([
    ["a choice", field({ oneOf: [{ type: "string" }] }), "Article.extra: says oneOf"],
    ["a closed set of values", field({ type: "string", enum: ["a"] }), "Article.extra: says enum"],
    ["a constant", field({ type: "string", const: "a" }), "Article.extra: says const"],
    ["null", field({ type: ["string", "null"] }), 'Article.extra: has the type ["string","null"]'],
    ["a fraction", field({ type: "number" }), 'Article.extra: has the type "number"'],
    ["an integer of any size", field({ type: "integer" }), "Article.extra: needs the format"],
    ["an object without a name", field({ type: "object" }), "Article.extra: is an object without a name"],
    [
      "a map",
      field({ type: "object", additionalProperties: {} }),
      "Article.extra: says additionalProperties",
    ],
    [
      "a time with fractions",
      field({ type: "string", format: "date-time" }),
      "Article.extra: is a time that may not be UTC",
    ],
    [
      "an array that may be absent",
      field({ type: "array", items: { type: "string" } }),
      "Article.extra: is an array that may be absent",
    ],
    ["an array of anything", field({ type: "array" }), "Article.extra: is an array of anything"],
    [
      "an unnamed object in an array",
      field({ type: "array", items: { type: "object" } }),
      "Article.extra[]: is an object without a name",
    ],
    ["a reference to nothing", field({ $ref: "#/components/schemas/No" }), "Article.extra: leads to"],
    ["no description", field({ type: "string", description: "" }), "Article.extra: has no description"],
    [
      "an empty object",
      (of) => {
        of.components.schemas.Map = { type: "object", description: "Anything." };
      },
      "Map: has no fields",
    ],
    [
      "an operation id twice",
      (of) => {
        operation(of, ARTICLE).operationId = "listArticles";
      },
      `${ARTICLE}: needs an operationId of its own`,
    ],
    [
      "an answer without a named schema",
      (of) => {
        answer(of, ARTICLE, "200").content["application/json"] = { schema: { type: "string" } };
      },
      "getArticle 200: application/json needs a named schema",
    ],
  ])("with %s are found", (_, edit, fault) => {
    expect(checkShapes(edited(edit))).toContainEqual(expect.stringContaining(fault));
  });
});

describe("a change of the contract", () => {
  const changes = (edit: Edit) => compareContracts(contractOf(openapi), contractOf(edited(edit)));

  it.each<[what: string, edit: Edit, told: string]>([
    ["a path that goes", (of) => delete of.paths[ARTICLE], "gone: getArticle (GET"],
    [
      "a path that is another",
      (of) => {
        of.paths["/v1/{locale}/article/{slug}"] = of.paths[ARTICLE] as OpenApi["paths"][string];
        delete of.paths[ARTICLE];
      },
      `changed: getArticle, from GET ${ARTICLE} to GET /v1/{locale}/article/{slug}`,
    ],
    [
      "a field that goes",
      (of) => delete schema(of, "Article").properties.headline,
      "gone: Article.headline (",
    ],
    [
      "a field that is not always there any more",
      (of) => {
        schema(of, "Article").required = schema(of, "Article").required.filter((name) => name !== "headline");
      },
      "gone: Article.headline presence (always)",
    ],
    [
      "a field of another type",
      (of) => {
        schema(of, "Article").properties.headline = { type: "integer", format: "int32" };
      },
      "changed: Article.headline, from string to integer (int32)",
    ],
    [
      "values of another form",
      (of) => {
        schema(of, "Article").properties.timeRequired = { type: "string", pattern: "^P" };
      },
      "changed: Article.timeRequired matches, from ^PT\\d+M$ to ^P",
    ],
    [
      "a parameter that goes",
      (of) => void operation(of, LIST).parameters.pop(),
      "gone: listArticles header If-None-Match",
    ],
    [
      "a parameter that becomes necessary",
      (of) => Object.assign(of.components.parameters.section ?? {}, { required: true }),
      "now required: listArticles query section",
    ],
    [
      "a new necessary parameter",
      (of) => {
        of.components.parameters.key = {
          name: "key",
          in: "query",
          required: true,
          description: "",
          schema: { type: "string" },
        };
        operation(of, LIST).parameters.push({ $ref: "#/components/parameters/key" });
      },
      "now required: listArticles query key",
    ],
    [
      "a narrower limit",
      (of) => Object.assign(of.components.parameters.limit?.schema ?? {}, { maximum: 50 }),
      "changed: listArticles query limit maximum, from 100 to 50",
    ],
    [
      "a limit where there was none",
      (of) => Object.assign(of.components.parameters.section?.schema ?? {}, { maxLength: 5 }),
      "new: listArticles query section maxLength (5)",
    ],
    [
      "another default",
      (of) => Object.assign(of.components.parameters.limit?.schema ?? {}, { default: 10 }),
      "changed: listArticles query limit default, from 20 to 10",
    ],
    [
      "a value that is not taken any more",
      (of) => Object.assign(of.components.parameters.locale?.schema ?? {}, { enum: ["en"] }),
      "gone: getArticle path locale takes uk",
    ],
    [
      "a header that goes",
      (of) => delete answer(of, ARTICLE, "200").headers.ETag,
      "gone: getArticle 200 header ETag",
    ],
    [
      "a header that is not always there any more",
      (of) => Object.assign(of.components.headers.ETag ?? {}, { required: false }),
      "gone: header ETag presence",
    ],
    [
      "a problem code that goes",
      (of) => {
        (answer(of, ARTICLE, "404")["x-problem-codes"] as string[]).shift();
      },
      "gone: getArticle 404 article_not_found",
    ],
    [
      "a status that goes",
      (of) => delete operation(of, ARTICLE).responses["304"],
      "gone: getArticle 304 header ETag",
    ],
    [
      "a media type that goes",
      (of) => delete answer(of, "/oembed", "200").content["text/xml"],
      "gone: getOembed 200 text/xml",
    ],
  ])("breaks clients: %s", (_, edit, told) => {
    expect(changes(edit).breaking).toContainEqual(expect.stringContaining(told));
  });

  it.each<[what: string, edit: Edit, told: string]>([
    [
      "a new field",
      (of) => {
        schema(of, "Article").properties.audio = { type: "string" };
      },
      "new: Article.audio (string)",
    ],
    [
      "a field that is now always there",
      (of) => void schema(of, "Article").required.push("image"),
      "new: Article.image presence",
    ],
    [
      "a new operation with what it demands",
      (of) => {
        of.paths["/v1/{locale}/tags/{slug}"] = {
          get: { ...structuredClone(operation(of, ARTICLE)), operationId: "getTag" },
        };
      },
      "new: getTag (GET /v1/{locale}/tags/{slug})",
    ],
    [
      "a wider limit",
      (of) => Object.assign(of.components.parameters.limit?.schema ?? {}, { maximum: 200 }),
      "changed: listArticles query limit maximum, from 100 to 200",
    ],
    [
      "a limit that goes",
      (of) => delete of.components.parameters.limit?.schema.maximum,
      "gone: listArticles query limit maximum (100)",
    ],
    [
      "a parameter that is no longer necessary",
      (of) => delete of.components.parameters.url?.required,
      "no longer required: getOembed query url",
    ],
    [
      "another kind of block",
      (of) => {
        schema(of, "Block").properties.type = { type: "string", "x-extensible-enum": ["paragraph", "table"] };
      },
      "new: Block.type may be table",
    ],
  ])("is only told: %s", (_, edit, told) => {
    expect(changes(edit).additive).toContainEqual(expect.stringContaining(told));
    if (!told.includes("table")) expect(changes(edit).breaking).toEqual([]);
  });

  it("of words and examples is none", () => {
    const other = edited((of) => {
      of.info.description = "Other words";
      answer(of, ARTICLE, "200").content["application/json"] = {
        ...answer(of, ARTICLE, "200").content["application/json"],
        example: {},
      };
    });
    expect(compareContracts(contractOf(openapi), contractOf(other))).toEqual({ breaking: [], additive: [] });
  });

  it("is in the lock file", () => {
    const lock: Contract = JSON.parse(
      readFileSync(join(import.meta.dirname, "../../docs/openapi.lock.json"), "utf8"),
    );
    expect(compareContracts(lock, contractOf(openapi))).toEqual({ breaking: [], additive: [] });
  });
});

/** The page of a newsroom that has one article. */
function docsWith(locale: Locale, deprecations: readonly Deprecation[]): string {
  const links = { self: "", page: "", embed: "", fragment: "", oembed: "", section: "", markdown: "" };
  return renderDocsPage({
    locale,
    openapi: buildOpenApi({}, locale, deprecations),
    examples: {},
    article: { headline: "A headline", links },
    slug: "a",
    deprecations,
  });
}

describe("a deprecated operation", () => {
  const path = "/v1/{locale}/by-id/{id}";
  const since = "2026-01-01T00:00:00Z";
  const deprecations: Deprecation[] = [
    { path, since, sunset: "2027-01-01T00:00:00Z", explained: "/docs/en" },
    { path: LIST, parameter: "ids", since, explained: "/docs/en" },
  ];

  it("is marked as such, which breaks nobody", () => {
    const deprecated = buildOpenApi({}, "en", deprecations);
    const marked = Object.entries(deprecated.paths).filter(([, { get }]) => get.deprecated);
    expect(marked.map(([each]) => each)).toEqual([path]);
    expect(compareContracts(contractOf(openapi), contractOf(deprecated))).toEqual({
      breaking: [],
      additive: [],
    });
  });

  it.each(locales)("is listed and marked for people, in %s", (locale) => {
    const page = docsWith(locale, deprecations);
    expect(page).toContain(`<code>${path}</code>: <time>${since}</time> – <time>2027-01-01T00:00:00Z</time>`);
    expect(page).toContain(`<code>${LIST}?ids=</code>: <time>${since}</time></li>`);
    expect(page).toMatch(/GET \/v1\/\{locale\}\/by-id\/\{id\}<\/code> <b class="tag">/);
  });
});

describe("a newsroom of one's own", () => {
  const build = async (newsroom: Newsroom) => {
    const documents = await buildDocuments(Date.now(), newsroom.folder);
    await newsroom.close();
    return new Map(documents.map(({ path, text }) => [path, text]));
  };

  it("that has no article yet has its contract, without examples of articles", async () => {
    const documents = await build(await Newsroom.open("none"));
    const { paths } = JSON.parse(documents.get("/v1/openapi.json") ?? "") as OpenApi;
    expect(paths[ARTICLE]?.get.responses["200"]?.content?.["application/json"]).not.toHaveProperty("example");
    expect(documents.get("/docs/uk")).not.toContain("<iframe class");
  });

  it("that writes in one language has an example of it, where it is to be had", async () => {
    const newsroom = await Newsroom.open("none");
    await newsroom.article("only", "uk", { section: "background" });
    const documents = await build(newsroom);
    expect(documents.get("/docs/uk")).toContain("/v1/uk/articles/only-uk");
    expect(documents.get("/docs/en")).not.toContain("only-uk</code>");
  });
});

describe("the words of the contract", () => {
  const flatten = (value: object, prefix = ""): [string, string][] =>
    Object.entries(value).flatMap(([key, entry]): [string, string][] =>
      typeof entry === "string" ? [[prefix + key, entry]] : flatten(entry, `${prefix}${key}.`),
    );
  const wordsOf = (locale: string) =>
    new Map(
      flatten(
        JSON.parse(readFileSync(join(import.meta.dirname, `../../locales/docs/${locale}.json`), "utf8")),
      ),
    );

  it("are the same things in every language, and none is left over", async () => {
    await buildDocuments(Date.now());
    docsWith("en", [{ path: LIST, since: "2026-01-01T00:00:00Z", explained: "/docs/en" }]);
    for (const locale of ["en", "uk"]) {
      expect([...wordsOf(locale).keys()].sort()).toEqual([...used].sort());
    }
  });

  it("are written as Ukrainian is: dashes, quotation marks, apostrophes, one script in a word", () => {
    for (const [key, text] of wordsOf("uk")) {
      const running = text.replace(/`[^`]*`/g, "x");
      expect([key, running.match(/[^\u00a0\s(]—|[^\u00a0]—|« | »|["“']/)]).toEqual([key, null]);
      expect([key, running.match(/\p{sc=Latn}\p{sc=Cyrl}|\p{sc=Cyrl}\p{sc=Latn}|[ыэъё]/iu)]).toEqual([
        key,
        null,
      ]);
    }
  });
});
