// What the service says about itself.
import { problemPath } from "../article/paths.ts";
import { isProblemCode } from "../http/problems.ts";
import { problemPageAddress } from "../render/address.ts";
import { type Ask, type Outcome, problem } from "./outcome.ts";

/** GET /healthz: which release this isolate serves and which build serves it. */
export const health =
  (build: string) =>
  async ({ release }: Ask): Promise<Outcome> => ({
    kind: "status",
    url: "/healthz",
    body: { status: "ok", release: release.hash, sequence: release.sequence, build },
  });

/** GET /problems/{code}: where the `type` of a problem leads. */
export const problemPage =
  (build: string) =>
  async ({ params: { code = "" } }: Ask): Promise<Outcome> => {
    if (!isProblemCode(code)) return problem("not_found");
    return {
      kind: "found",
      url: problemPath(code),
      address: problemPageAddress(build, code),
      headers: "errorPage",
      language: "en",
    };
  };
