// What no article can know by itself: sections, authors and related articles exist, and no two have the same slug.
import { locales } from "../i18n/locales.ts";
import type { Site } from "../store/format.ts";
import type { CheckedArticle } from "./check-article.ts";
import { checkSlugs } from "./check-slugs.ts";
import { type ContentProblem, problemAt } from "./problem.ts";

export function checkContent(
  { site, articles }: { site: Site; articles: readonly CheckedArticle[] },
  problems: ContentProblem[],
): void {
  const ids = new Set(articles.map(({ id }) => id));
  for (const article of articles) checkReferences(article, site, ids, problems);
  checkSlugs(articles, problems);
}

function checkReferences(
  article: CheckedArticle,
  { sections, authors }: Site,
  ids: ReadonlySet<string>,
  problems: ContentProblem[],
): void {
  const { section, author, related } = article;
  const files = locales.flatMap((locale) => article.translations[locale] ?? []);
  /** In the first file that states it: that is the one which counts. */
  const report = (field: string, message: string) => {
    const file = files.find(({ places }) => Object.hasOwn(places, field));
    if (file) problems.push(problemAt(file, field, message));
  };
  if (section && isKnown(sections) && !Object.hasOwn(sections, section)) {
    const message = `no such section: use one of ${Object.keys(sections).join(", ")}, or add it to sections.yaml`;
    report("section", message);
  }
  for (const id of author.filter((each) => isKnown(authors) && !Object.hasOwn(authors, each))) {
    const message = `no such author (${id}): use one of ${Object.keys(authors).join(", ")}, or add it to authors.yaml`;
    report("author", message);
  }
  related.forEach((id, i) => {
    if (id === article.id) report(`related.${i}`, "is this article itself: take it out");
    else if (!ids.has(id)) report(`related.${i}`, "no such article: write the name of its folder");
  });
}

/** Sections or authors that could not be read have their own problem. */
const isKnown = (named: object): boolean => Object.keys(named).length > 0;
