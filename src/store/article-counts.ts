// Numbers of articles by section or author, from the catalog alone.
import type { Locale } from "../i18n/locales.ts";
import type { ReleaseIndex } from "./release-index.ts";

/** Articles by section or author id, those counted that the locale has in any language. @throws Unavailable */
export async function countArticles(
  release: ReleaseIndex,
  kind: "sections" | "authors",
  locale: Locale,
): Promise<Record<string, number>> {
  const key = (id: string) => (kind === "sections" ? (`s:${id}` as const) : (`a:${id}` as const));
  const counts = Object.keys((await release.site())[kind]).map(async (id): Promise<[string, number]> => {
    const leaves = (await release.list(key(id))) ?? [];
    return [id, leaves.reduce((sum, [, , shown]) => sum + (shown[locale]?.[0] ?? 0), 0)];
  });
  return Object.fromEntries(await Promise.all(counts));
}
