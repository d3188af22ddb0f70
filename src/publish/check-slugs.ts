// Slugs and former slugs share one space over all articles and locales: a link must never lead to two articles.
import type { CheckedArticle } from "./check-article.ts";
import type { Translation } from "./check-translation.ts";
import { type ContentProblem, problemAt } from "./problem.ts";

export function checkSlugs(articles: readonly CheckedArticle[], problems: ContentProblem[]): void {
  const owners = new Map<string, string>();
  for (const { id, translations } of articles) {
    const files = Object.values(translations);
    const claim = (slug: string, file: Translation, field: string, alias: boolean) => {
      const owner = owners.get(slug);
      if (owner === undefined) owners.set(slug, id);
      // Two languages of an article may well have the same slug.
      else if (owner !== id || alias) {
        const message =
          owner === id
            ? "is a slug of this article already: take it out"
            : `is taken by ${owner}: choose another`;
        problems.push(problemAt(file, field, message));
      }
    };
    for (const file of files) claim(file.slug, file, "slug", false);
    for (const file of files) {
      for (const [i, alias] of file.aliases.entries()) claim(alias, file, `aliases.${i}`, true);
    }
  }
}
