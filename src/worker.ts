// The two entrypoints. The gateway runs on every request; the renderer runs behind the platform's edge cache, once
// for each key.
import { env, WorkerEntrypoint, waitUntil } from "cloudflare:workers";
import { createVisnyk } from "./app.ts";

// One an isolate: it holds what is read and rendered, nothing of a request.
const visnyk = createVisnyk({
  kv: env.KV,
  assets: env.ASSETS,
  origin: new URL(env.ORIGIN).origin,
  build: env.VERSION?.id || "local",
  now: Date.now,
  waitUntil,
  pointerMaxAge: env.POINTER_MAX_AGE === undefined ? undefined : Number(env.POINTER_MAX_AGE),
});

export default {
  async fetch(request, { DEV_KEY }, ctx): Promise<Response> {
    if (DEV_KEY !== undefined && request.headers.get("x-dev-key") !== DEV_KEY)
      return new Response("Only `npm run dev` reads here.\n", { status: 403 });
    return visnyk.fetch(request, {
      // A new request, with none of the client's headers: the key is the key alone.
      render: (url, key) => ctx.exports.Renderer.fetch(url, { cf: { cacheKey: key } }),
    });
  },
} satisfies ExportedHandler<Cloudflare.Env>;

export class Renderer extends WorkerEntrypoint {
  override fetch(request: Request): Promise<Response> {
    return visnyk.render(request);
  }
}
