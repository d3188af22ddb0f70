// The sections and the authors as resources, each with how many articles it has for the asker.
import { authorsApiPath, sectionsApiPath } from "../article/paths.ts";
import { type DirectoryKind, directoryKey } from "../render/representation-key.ts";
import { countArticles } from "../store/article-counts.ts";
import { hashOf } from "../store/keys.ts";
import type { RequestContext, Result } from "./result.ts";

const PATHS = { sections: sectionsApiPath, authors: authorsApiPath };

/** GET /v1/{locale}/sections and /v1/{locale}/authors */
export const directory =
  (kind: DirectoryKind) =>
  async ({ release, locale }: RequestContext): Promise<Result> => ({
    kind: "representation",
    url: PATHS[kind](locale),
    key: directoryKey(
      kind,
      locale,
      await release.siteHash(),
      await hashOf(JSON.stringify(await countArticles(release, kind, locale))),
    ),
    release: release.hash,
    headers: "json",
    language: locale,
  });
