// Documents that come with the Worker: the contract, its pages, the explained problems.
import { docsPath, OPENAPI_PATH, problemPath } from "../article/paths.ts";
import type { HeaderFormat } from "../http/headers.ts";
import type { Locale } from "../i18n/locales.ts";
import { documentKey } from "../render/representation-key.ts";
import type { Documents } from "../store/documents.ts";
import { problem, type RequestContext, type Result } from "./result.ts";

/** GET the document whose canonical URL `path` says. @param language of the document, where it is not the asker's. */
const document =
  (path: (context: RequestContext) => string, headers: HeaderFormat, language?: Locale) =>
  (documents: Documents) =>
  async (context: RequestContext): Promise<Result> => {
    const url = path(context);
    const found = await documents.find(url);
    if (!found) return problem("not_found");
    const [file, policy] = found;
    return {
      kind: "representation",
      url,
      key: documentKey(file),
      headers,
      ...(policy && { policy }),
      language: language ?? context.locale,
    };
  };

/** GET /v1/openapi.json */
export const openapi = document(() => OPENAPI_PATH, "json", "en");

/** GET /docs/{locale} */
export const docs = document(({ locale }) => docsPath(locale), "page");

/** GET /problems/{code}: where the `type` of a problem leads. */
export const problemPage = document(({ params }) => problemPath(params.code ?? ""), "errorPage", "en");

/** GET what leads to the same in the reader's language. */
export const lead =
  (path: (locale: Locale) => string) =>
  async ({ locale }: RequestContext): Promise<Result> => ({
    kind: "redirect",
    status: 302,
    to: path(locale),
  });
