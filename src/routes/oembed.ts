// oEmbed 1.0: a page's URL → how to embed it.
import type { Ask, Outcome } from "./outcome.ts";

/** GET /oembed */
export async function oembed({ query }: Ask): Promise<Outcome> {
  return { kind: "status", body: { url: query.get("url") } };
}
