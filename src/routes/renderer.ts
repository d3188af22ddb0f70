// Address → bytes. The edge cache stands in front of this (worker.ts), keyed by the address, so it runs once for
// each representation; only what succeeded may be kept.
import type { StoredArticle } from "../article/article.ts";
import { PICTURE_TYPES } from "../article/paths.ts";
import { IMMUTABLE, NO_STORE } from "../http/cache-policy.ts";
import { isProblemCode } from "../http/problems.ts";
import { type Format, parseIdsInputs, parseListInputs } from "../render/address.ts";
import { renderArticle, renderIds, renderList } from "../render/json.ts";
import { renderProblemPage } from "../render/problem-page.ts";
import type { Leaf } from "../store/format.ts";
import type { ObjectStore } from "../store/objects.ts";

interface Inputs {
  objects: ObjectStore;
  origin: string;
  /** Segments of the address after its format. */
  args: string[];
  query: URLSearchParams;
}

/** A new format is a row here. `null`: there is nothing by this address. */
const FORMATS: Record<Format, (inputs: Inputs) => Promise<string | Uint8Array | null>> = {
  "article.json": async ({ objects, origin, args: [, article = ""] }) =>
    renderArticle(await objects.read<StoredArticle>(article), article, origin),

  "list.json": async ({ objects, origin, query }) => {
    const list = parseListInputs(query);
    return renderList((await objects.readAll<Leaf>(list.leaves)).flat(), list, origin);
  },

  "ids.json": async ({ objects, origin, query }) => {
    const { articles } = parseIdsInputs(query);
    return renderIds(articles, await objects.readAll<StoredArticle>(articles), origin);
  },

  media: async ({ objects, args: [hash = "", extension = ""] }) => {
    const type = PICTURE_TYPES[extension];
    return type === undefined ? null : objects.readMedia(hash, type);
  },

  "problem.html": async ({ args: [, code = ""] }) => (isProblemCode(code) ? renderProblemPage(code) : null),
};

const isFormat = (name: string): name is Format => Object.hasOwn(FORMATS, name);

/** 200 with the bytes, kept for ever; 404 if there is nothing by the address; 503 if storage failed. */
export async function renderAddress(request: Request, objects: ObjectStore): Promise<Response> {
  const { origin, pathname, searchParams: query } = new URL(request.url);
  const [format = "", ...args] = pathname.slice(1).split("/");
  const refuse = (status: number) => new Response(null, { status, headers: { "cache-control": NO_STORE } });
  try {
    const body = isFormat(format) ? await FORMATS[format]({ objects, origin, args, query }) : null;
    return body === null ? refuse(404) : new Response(body, { headers: { "cache-control": IMMUTABLE } });
  } catch (error) {
    console.error("renderer:", format, error);
    return refuse(503);
  }
}
