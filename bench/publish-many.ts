// Publishes a content folder into a KV that keeps nothing, so that the memory of this process is that of publishing:
// `node bench/publish-many.ts CONTENT KEEP`.
import { commit } from "../src/publish/commit/commit.ts";
import { loadContent } from "../src/publish/content/load-content.ts";
import type { PublishKv } from "../src/publish/kv/kv.ts";
import "../src/publish/cli/v8-flags.ts";
import { planPublish } from "../src/publish/commit/plan.ts";

const [content = "", keep = ""] = process.argv.slice(2);
const kv: PublishKv = {
  get: async () => new Map(),
  put: async () => {},
  list: async () => new Map(),
  delete: async () => {},
};
await commit(await planPublish(await loadContent(content, { cacheFolder: keep }), kv, Date.now()), kv);
