// Bindings of wrangler.toml, as types.
declare namespace Cloudflare {
  interface Env {
    KV: KVNamespace;
    ASSETS: Fetcher;
    ORIGIN: string;
    /** Milliseconds. Only `npm run dev` says it, so that a reload shows what has just been saved. */
    POINTER_MAX_AGE?: string;
    VERSION?: WorkerVersionMetadata;
  }
  interface GlobalProps {
    mainModule: typeof import("./worker.ts");
  }
}
