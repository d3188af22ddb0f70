// Bindings of wrangler.toml, as types.
declare namespace Cloudflare {
  interface Env {
    KV: KVNamespace;
    ORIGIN: string;
    VERSION?: WorkerVersionMetadata;
  }
  interface GlobalProps {
    mainModule: typeof import("./worker.ts");
  }
}
