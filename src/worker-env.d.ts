// Bindings of wrangler.toml, as types.
declare namespace Cloudflare {
  interface Env {
    KV: KVNamespace;
    ASSETS: Fetcher;
    ORIGIN: string;
    VERSION?: WorkerVersionMetadata;
  }
  interface GlobalProps {
    mainModule: typeof import("./worker.ts");
  }
}
