// Bindings of wrangler.toml, as types.
declare namespace Cloudflare {
  interface Env {
    KV: KVNamespace;
    ASSETS: Fetcher;
    ORIGIN: string;
    /** Milliseconds. Only `npm run dev` says it, so that a reload shows what has just been saved. */
    POINTER_MAX_AGE?: string;
    /** What a request has to bring in `x-dev-key`. Only `npm run dev` says it: drafts are for its own proxy. */
    DEV_KEY?: string;
    VERSION?: WorkerVersionMetadata;
  }
  interface GlobalProps {
    mainModule: typeof import("./worker.ts");
  }
}
