// Slugs and former slugs share one space over all articles and locales: a link must never lead to two articles.
import type { ContentProblem } from "./problem.ts";
import type { ArticleSource, TranslationSource } from "./read.ts";
import { slugify } from "./slug.ts";

/** A translation's slug: the one written, or one made of its headline. */
export const slugOf = ({ frontMatter, locale }: TranslationSource): string =>
  frontMatter.slug ?? slugify(frontMatter.headline, locale);

export function checkSlugs(articles: readonly ArticleSource[], problems: ContentProblem[]): void {
  const owners = new Map<string, string>();
  for (const { id, translations } of articles) {
    const files = Object.values(translations);
    const claim = (slug: string, file: TranslationSource, path: string[], alias: boolean) => {
      const owner = owners.get(slug);
      if (owner === undefined) owners.set(slug, id);
      // Two languages of an article may well have the same slug.
      else if (owner !== id || alias) {
        const message =
          owner === id
            ? "is a slug of this article already: take it out"
            : `is taken by ${owner}: choose another`;
        problems.push({ ...file.placeOf(path), field: path.join("."), message });
      }
    };
    for (const file of files) claim(slugOf(file), file, ["slug"], false);
    for (const file of files) {
      file.frontMatter.aliases.forEach((alias, i) => {
        claim(alias, file, ["aliases", String(i)], true);
      });
    }
  }
}
