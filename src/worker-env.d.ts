// Bindings of wrangler.toml, as types.
declare namespace Cloudflare {
  interface Env {
    KV: KVNamespace;
    ASSETS: Fetcher;
    ORIGIN: string;
    /** Milliseconds. Only `npm run dev` says it, so that a reload shows what has just been saved. */
    POINTER_MAX_AGE?: string;
    /** The required value of `x-dev-key`. Set by `npm run dev` only: drafts are for its own proxy. */
    DEV_KEY?: string;
    VERSION?: WorkerVersionMetadata;
  }
  interface GlobalProps {
    mainModule: typeof import("./worker.ts");
  }
}
