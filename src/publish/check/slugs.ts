// Slugs and former slugs share one space over all articles and locales: a link must never lead to two articles.

import { type Diagnostic, diagnosticAt } from "../diagnostics/diagnostic.ts";
import type { CheckedArticle, Translation } from "../model.ts";

interface Claim {
  article: CheckedArticle;
  file: Translation;
  /** Where the slug is written. */
  field: string;
  isAlias: boolean;
}

export function checkSlugs(articles: readonly CheckedArticle[], diagnostics: Diagnostic[]): void {
  const claims = Map.groupBy(articles.flatMap(claimsOf), ([slug]) => slug);
  for (const [slug, found] of claims) {
    if (found.length > 1)
      reportClaims(
        slug,
        found.map(([, claim]) => claim),
        diagnostics,
      );
  }
}

function claimsOf(article: CheckedArticle): [slug: string, claim: Claim][] {
  const files = Object.values(article.translations);
  return [
    ...files.map((file): [string, Claim] => [file.slug, { article, file, field: "slug", isAlias: false }]),
    ...files.flatMap((file) =>
      file.aliases.map((alias, i): [string, Claim] => [
        alias,
        { article, file, field: `aliases.${i}`, isAlias: true },
      ]),
    ),
  ];
}

/** @param claims to one slug, those of an article with its slugs first. */
function reportClaims(slug: string, claims: readonly Claim[], diagnostics: Diagnostic[]): void {
  const [owner] = claims.toSorted(byRight);
  for (const claim of claims) {
    const { article, file, field, isAlias } = claim;
    const isFirst = claims.find((each) => each.article === article) === claim;
    if (owner && owner.article !== article) {
      const values = { slug, owner: owner.article.id, other: owner.file.file };
      diagnostics.push(diagnosticAt(file, field, { code: "slug_taken", values }));
    } else if (isAlias && !isFirst) {
      // Two languages of an article may well have the same slug.
      diagnostics.push(diagnosticAt(file, field, { code: "slug_repeated", values: { slug } }));
    }
  }
}

/** The rightful owner comes first: a draft can still get another slug, and so can an article published later. */
const byRight = (a: Claim, b: Claim): number =>
  Number(a.file.draft) - Number(b.file.draft) || publishedAt(a) - publishedAt(b);

/** Articles without a date of publication come last. */
const publishedAt = ({ article }: Claim): number => Date.parse(article.datePublished || "9999-12-31");
