// The sections and the authors as resources, each with how many articles it has for the asker.
import { authorsApiPath, sectionsApiPath } from "../article/paths.ts";
import type { Locale } from "../i18n/locales.ts";
import { type DirectoryKind, directoryAddress } from "../render/representation-key.ts";
import { hashOf } from "../store/keys.ts";
import type { ReleaseIndex } from "../store/release-index.ts";
import type { Ask, Outcome } from "./result.ts";

const PATHS = { sections: sectionsApiPath, authors: authorsApiPath };

/** GET /v1/{locale}/sections and /v1/{locale}/authors */
export const directory =
  (kind: DirectoryKind) =>
  async ({ release, locale }: Ask): Promise<Outcome> => ({
    kind: "found",
    url: PATHS[kind](locale),
    address: directoryAddress(
      kind,
      locale,
      await release.siteHash(),
      await hashOf(JSON.stringify(await countArticles(release, kind, locale))),
    ),
    release: release.hash,
    headers: "json",
    language: locale,
  });

/** Articles by section or author id, those counted that the locale has in any language. @throws Unavailable */
export async function countArticles(
  release: ReleaseIndex,
  kind: DirectoryKind,
  locale: Locale,
): Promise<Record<string, number>> {
  const key = (id: string) => (kind === "sections" ? (`s:${id}` as const) : (`a:${id}` as const));
  const counts = Object.keys((await release.site())[kind]).map(async (id): Promise<[string, number]> => {
    const leaves = (await release.list(key(id))) ?? [];
    return [id, leaves.reduce((sum, [, , shown]) => sum + (shown[locale]?.[0] ?? 0), 0)];
  });
  return Object.fromEntries(await Promise.all(counts));
}
