// A client proof: types generated from openapi.json drive a typed client through every operation of the running Worker.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPERATIONS } from "../../src/contract/operations.ts";
import { ROOT } from "../../src/publish/files/root.ts";
import { Contract } from "./support/contract.ts";
import { type ContractWorld, openWorld } from "./support/world.ts";

const CLIENT = join(import.meta.dirname, "client");
const run = promisify(execFile);

/** The app (client/app.ts). Its own types are those that it generates first, so to us it is what it does. */
interface App {
  open(baseUrl: string, fetch: (request: Request) => Promise<Response>): unknown;
  readEverything(api: unknown, picture: string): Promise<Record<string, string>>;
  readProblem(api: unknown): Promise<unknown>;
  readArticle(api: unknown, slug: string): Promise<string>;
}

let app: App;
let world: ContractWorld;
let contract: Contract;
beforeAll(async () => {
  world = await openWorld();
  contract = new Contract(await (await fetch(`${world.served.origin}/v1/openapi.json`)).json());
  app = await import(join(CLIENT, "app.ts"));
  await run(process.execPath, [join(CLIENT, "generate.ts"), `${world.served.origin}/v1/openapi.json`]);
});
afterAll(() => world?.served.close());

/** @returns id of the operation that a URL belongs to. */
function operationOf(url: string): string {
  const { pathname } = new URL(url);
  const specific = [...OPERATIONS].sort((a, b) => a.parameters.length - b.parameters.length);
  return (
    specific.find(({ path }) =>
      new RegExp(`^${path.replaceAll("{locale}", "(en|uk)").replace(/\{\w+\}/g, "[^/]+")}$`).test(pathname),
    )?.id ?? pathname
  );
}

/** Decodes strictly: what the contract does not describe is an error. */
async function strictly(id: string, response: Response): Promise<Response> {
  const faults = contract.checkAnswer(id, response, await response.clone().text());
  if (faults.length > 0) throw new Error(`${id}: ${faults.join("; ")}`);
  return response;
}

describe("a client generated from the contract", () => {
  it("compiles: the app uses every operation with the types that openapi-typescript made", async () => {
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    const { stdout } = await run(process.execPath, [tsc, "-p", CLIENT]).catch((error) => error);
    expect(stdout).toBe("");
  });

  it("reads through every operation, and nothing comes that the contract does not describe", async () => {
    const asked = new Set<string>();
    const api = app.open(world.served.origin, async (request) => {
      const id = operationOf(request.url);
      asked.add(id);
      return strictly(id, await fetch(request));
    });
    const shown = await app.readEverything(api, world.picture);
    expect([...asked].sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
    expect(Object.keys(shown).sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
    expect(shown).toMatchObject({
      listArticles: expect.stringMatching(/^landmine-treaty-exit .*every-block/),
      getArticle: expect.stringContaining("Оттавськ"),
      getArticleById: shown.getArticle,
      getNegotiatedArticle: "en",
      sync: shown.listArticles,
      listOffline: expect.stringMatching(/^1 \d{2,}$/),
      listSections: expect.stringContaining("Останні новини"),
      listAuthors: "Редакція",
      getMedia: "image/svg+xml",
      getOembed: "rich 600",
      getHealth: "ok",
    });
  });

  it("gets problems as values that it can decide by", async () => {
    const api = app.open(world.served.origin, async (request) =>
      strictly("getArticle", await fetch(request)),
    );
    expect(await app.readProblem(api)).toMatchObject({ code: "article_not_found", status: 404 });
  });

  const changed = async (edit: (article: { body: object[]; audio?: string }) => void) => {
    const response = await fetch(`${world.served.origin}/v1/en/articles/every-block-en`);
    const article = (await response.json()) as { body: object[] };
    edit(article);
    return new Response(JSON.stringify(article), response);
  };

  it("would notice what is not documented, if it were strict", async () => {
    await expect(strictly("getArticle", await changed(() => {}))).resolves.toBeTruthy();
    for (const [edit, told] of [
      [(article: { audio?: string }) => Object.assign(article, { audio: "x" }), "audio"],
      [({ body }: { body: object[] }) => body.push({ type: "table", text: "" }), "x-extensible-enum"],
      [({ body }: { body: object[] }) => body.push({ type: "paragraph" }), "text"],
    ] as const) {
      await expect(strictly("getArticle", await changed(edit))).rejects.toThrow(told);
    }
  });

  it("shows the text of a block whose type it does not know", async () => {
    const api = app.open(world.served.origin, () =>
      changed(({ body }) =>
        body.splice(1, 0, { type: "table", text: "Rows and columns.", rows: [["1", "2"]] }),
      ),
    );
    expect(await app.readArticle(api, "every-block-en")).toBe(`every-block (en)

A paragraph with strong words.

Rows and columns.

## A heading

> “A quotation.” — Somebody

- one
- two

* * *

[Alt]`);
  });
});
