// The service's status (/healthz).
import type { RequestContext, Result } from "./result.ts";

/** GET /healthz: which release this isolate serves and which build serves it. */
export const health =
  (build: string) =>
  async ({ release }: RequestContext): Promise<Result> => ({
    kind: "status",
    url: "/healthz",
    body: { status: "ok", release: release.hash, sequence: release.sequence, build },
  });
