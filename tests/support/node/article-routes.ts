// Every way to an article: what a reader could ask, and how to tell that the answer shows it.
import type { Get } from "../copy.ts";
import { ORIGIN } from "./isolate.ts";

export interface Answer {
  status: number;
  /** Head and body. */
  text: string;
}

export interface ArticleRoute {
  path: string;
  /** Whether it shows the article, in whatever form. */
  shows: (answer: Answer) => boolean;
}

export async function ask(get: Get, path: string): Promise<Answer> {
  const response = await get(path);
  const head = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  return { status: response.status, text: `${head}\n\n${await response.text()}` };
}

/** Of its own: they answer for it and nothing else. @param id with slugs `{id}-en` and `{id}-uk`. */
export function ownRoutes(id: string): string[] {
  const both = (path: (locale: string, slug: string) => string) =>
    ["en", "uk"].map((locale) => path(locale, `${id}-${locale}`));
  return [
    ...both((locale, slug) => `/v1/${locale}/articles/${slug}`),
    ...both((_, slug) => `/v1/articles/${slug}`),
    ...both((locale) => `/v1/${locale}/by-id/${id}`),
    ...both((locale, slug) => `/${locale}/articles/${slug}`),
    ...both((_, slug) => `/articles/${slug}`),
    ...both((locale, slug) => `/${locale}/articles/${slug}.md`),
    ...both((locale, slug) => `/embed/${locale}/articles/${slug}`),
    ...both((locale, slug) => `/embed/${locale}/articles/${slug}/hosted`),
    ...both((locale, slug) => `/embed/${locale}/articles/${slug}/full`),
    ...both((locale, slug) => `/fragment/${locale}/articles/${slug}`),
    ...both((locale, slug) => `/oembed?url=${encodeURIComponent(`${ORIGIN}/${locale}/articles/${slug}`)}`),
    `/v1/en/articles/${id}-uk`,
    `/en/articles/${id}-before`,
    `/ua/articles/${id}-uk`,
  ];
}

/** Those where it is one of several, in a section of its own author. */
export const sharedRoutes = (section: string, author: string, id: string): string[] => [
  ...["en", "uk"].flatMap((locale) => [
    `/v1/${locale}/articles`,
    `/v1/${locale}/articles?limit=100&fallback=none`,
    `/v1/${locale}/articles?section=${section}`,
    `/v1/${locale}/articles?author=${author}`,
    `/v1/${locale}/articles?ids=${id},neighbour`,
    `/v1/${locale}/sync`,
    `/v1/${locale}/offline`,
    `/${locale}`,
    `/${locale}/sections/${section}`,
    `/${locale}/authors/${author}`,
    `/embed/${locale}/sections/${section}`,
    ...["atom", "rss", "json"].flatMap((format) => [
      `/${locale}/feed.${format}`,
      `/${locale}/sections/${section}/feed.${format}`,
    ]),
  ]),
  "/v1/articles",
  "/sitemap-1.xml",
  "/news-sitemap.xml",
  "/llms.txt",
  // It names what it is related to.
  "/v1/en/articles/neighbour-en",
  "/en/articles/neighbour-en",
];

/** How many articles sections and authors have. */
export const COUNTS = ["en", "uk"].flatMap((locale) => [`/v1/${locale}/sections`, `/v1/${locale}/authors`]);
