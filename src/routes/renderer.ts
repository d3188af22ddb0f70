// Representation key → bytes. The edge cache stands in front of this (worker.ts), keyed by the representation key, so it
// runs once for each; only what succeeded may be kept.
import { IMMUTABLE, NO_STORE } from "../http/cache-policy.ts";
import type { Documents } from "../store/documents.ts";
import type { ObjectStore } from "../store/objects.ts";
import { FORMATS, type Format } from "./formats.ts";

const isFormat = (name: string): name is Format => Object.hasOwn(FORMATS, name);

/** @param now milliseconds since 1970. @returns 200 with the bytes, kept for ever; 404 if there is nothing by the key; 503 if storage failed. */
export async function renderRepresentation(
  request: Request,
  objects: ObjectStore,
  documents: Documents,
  now: number,
): Promise<Response> {
  const { origin, pathname, searchParams: query } = new URL(request.url);
  const [format = "", ...args] = pathname.slice(1).split("/");
  const refuse = (status: number) => new Response(null, { status, headers: { "cache-control": NO_STORE } });
  try {
    const body = isFormat(format)
      ? await FORMATS[format].render({ objects, documents, now, origin, args, query })
      : null;
    return body === null ? refuse(404) : new Response(body, { headers: { "cache-control": IMMUTABLE } });
  } catch (error) {
    console.error("renderer:", format, error);
    return refuse(503);
  }
}
