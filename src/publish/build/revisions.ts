// Selects the earlier revisions of an article that stay readable.
import type { StoredArticle } from "../../article/article.ts";
import type { SummaryRow } from "../../article/summary.ts";
import { locales } from "../../i18n/locales.ts";
import { type ArticleEntry, REVISIONS_MAX, type StoredRevision } from "../../store/format.ts";
import type { Hash } from "../../store/keys.ts";
import { parseObject } from "../../store/objects.ts";
import { hashOfRevision } from "../../store/references.ts";
import type { ObjectReader } from "../model.ts";

/** @param hidden names of article objects that are not to be had any more. */
export function revisionsOf(
  { editions }: SummaryRow,
  before: ArticleEntry | undefined,
  hidden: ReadonlySet<Hash>,
): NonNullable<ArticleEntry["past"]> {
  // A language that is taken away is not to be had in the past either, which may show it anywhere.
  if (!before || losesLanguage(before, editions)) return {};
  const past: ArticleEntry["past"] = {};
  for (const locale of locales) {
    const revision = editions[locale]?.revision;
    if (revision === undefined) continue;
    const kept = historyOf(before, locale).filter((each) => {
      const name = hashOfRevision(each);
      return name !== revision && !hidden.has(name);
    });
    if (kept.length > 0) past[locale] = kept.slice(0, REVISIONS_MAX);
  }
  return past;
}

/** Whether the newsroom takes a language away that the article had. */
export const losesLanguage = (before: ArticleEntry, editions: SummaryRow["editions"]): boolean =>
  locales.some((locale) => {
    const was = before[locale];
    return was && !was[2] && editions[locale]?.inLanguage !== locale;
  });

/** The revision that was live, and those before it. */
function historyOf(entry: ArticleEntry, locale: (typeof locales)[number]): StoredRevision[] {
  const last = entry[locale];
  const earlier = entry.past?.[locale] ?? [];
  return last ? [last[2] ? (`${last[1]}.${last[2]}` as const) : last[1], ...earlier] : earlier;
}

/**
 * Names of earlier objects of articles, of those that have named as related what was taken away. An article that had
 * dropped the relation before is not looked through: that would be to read everything.
 */
export async function objectsNaming(
  withdrawn: ReadonlySet<string>,
  rows: Iterable<SummaryRow>,
  before: ReadonlyMap<string, ArticleEntry>,
  readObject: ObjectReader,
): Promise<Set<Hash>> {
  const found = new Set<Hash>();
  if (withdrawn.size === 0) return found;
  const look = async (name: Hash) => {
    const { related } = parseObject<StoredArticle>(await readObject(name));
    if (related.some(({ id }) => withdrawn.has(id))) found.add(name);
  };
  for (const { id, editions } of rows) {
    const was = before.get(id);
    const live = locales.flatMap((locale) => was?.[locale]?.[1] ?? []);
    if (!was || locales.every((locale) => was[locale]?.[1] === editions[locale]?.revision)) continue;
    await Promise.all(live.map(look));
    if (!live.some((name) => found.has(name))) continue;
    await Promise.all(
      locales.flatMap((locale) => historyOf(was, locale)).map((each) => look(hashOfRevision(each))),
    );
  }
  return found;
}
