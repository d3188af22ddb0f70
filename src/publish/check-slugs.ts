// Slugs and former slugs share one space over all articles and locales: a link must never lead to two articles.
import type { CheckedArticle } from "./check-article.ts";
import type { Translation } from "./check-translation.ts";
import { type ContentProblem, type Fault, problemAt } from "./problem.ts";

export function checkSlugs(articles: readonly CheckedArticle[], problems: ContentProblem[]): void {
  const owners = new Map<string, string>();
  for (const { id, translations } of articles) {
    const files = Object.values(translations);
    const claim = (slug: string, file: Translation, field: string, alias: boolean) => {
      const owner = owners.get(slug);
      if (owner === undefined) owners.set(slug, id);
      // Two languages of an article may well have the same slug.
      else if (owner !== id || alias) {
        const fault: Fault =
          owner === id
            ? { code: "slug_repeated", values: { slug } }
            : { code: "slug_taken", values: { slug, owner } };
        problems.push(problemAt(file, field, fault));
      }
    };
    for (const file of files) claim(file.slug, file, "slug", false);
    for (const file of files) {
      for (const [i, alias] of file.aliases.entries()) claim(alias, file, `aliases.${i}`, true);
    }
  }
}
