// An example of each operation: what to send, and what this content answers.
import type { Article } from "../article/article.ts";
import {
  articleApiPath,
  articlePagePath,
  authorsApiPath,
  negotiatedArticleApiPath,
  oembedPath,
  offlinePath,
  sectionApiPath,
  sectionsApiPath,
  syncPath,
} from "../article/paths.ts";
import { type ProblemCode, type ProblemDetails, problemBody } from "../http/problems.ts";
import { type Locale, locales } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";
import { LIMIT_MAX } from "../routes/list.ts";
import { PLACEHOLDER_ORIGIN } from "../store/documents.ts";
import type { Answers } from "./answers.ts";

export interface Example {
  /** Root-relative. */
  path: string;
  /** `null` for bytes. */
  body: unknown;
}

/** @returns by id of the operation; what needs an article has none where the locale has no article. */
export async function buildExamples(answers: Answers, locale: Locale): Promise<Record<string, Example>> {
  const bodyOf = async (path: string): Promise<Example["body"]> => (await answers.get(path)).json();
  const examples = await Promise.all(
    Object.entries(pathsOf(answers.article, locale)).map(
      async ([operation, path]): Promise<[string, Example]> => [
        operation,
        { path, body: await bodyOf(path) },
      ],
    ),
  );
  const found: Record<string, Example> = Object.fromEntries(examples);
  found.getProblem = { path: "/problems/article_not_found", body: null };
  if (!found.getArticle || !answers.article) return found;
  const { body } = found.getArticle;
  const { image } = body as Pick<Article, "image">;
  // It leads to the article.
  found.getArticleById = { path: `/v1/${locale}/by-id/${answers.article.id}`, body };
  if (image) found.getMedia = { path: image.url.slice(PLACEHOLDER_ORIGIN.length), body: null };
  return found;
}

function pathsOf(article: Answers["article"], locale: Locale): Record<string, string> {
  const slug = article?.slugs[locale];
  return {
    listNegotiatedArticles: "/v1/articles?limit=1",
    sync: syncPath(locale, ""),
    listOffline: `${offlinePath(locale)}?limit=1`,
    listSections: sectionsApiPath(locale),
    listAuthors: authorsApiPath(locale),
    getHealth: "/healthz",
    ...(article &&
      slug && {
        listArticles: `${sectionApiPath(locale, article.section)}&limit=1`,
        getArticle: articleApiPath(locale, slug),
        getNegotiatedArticle: negotiatedArticleApiPath(slug),
        getOembed: oembedPath(PLACEHOLDER_ORIGIN + articlePagePath(locale, slug)),
      }),
  };
}

/** Examples of a problem's details. */
const DETAILS: Partial<Record<ProblemCode, ProblemDetails>> = {
  invalid_parameter: { parameter: "limit" },
  article_not_found: { available: ["uk"] },
  locale_not_supported: { supported: locales },
  article_retracted: {
    note: "The source withdrew its claim.",
    noteLanguage: "en",
    retractedAt: "2025-06-01T07:00:00Z",
  },
};

export function problemExample(code: ProblemCode, locale: Locale = "en"): unknown {
  const details = DETAILS[code] ?? {};
  const expected = translate(locale, "expected.limit", { max: LIMIT_MAX });
  return JSON.parse(
    problemBody(code, locale, PLACEHOLDER_ORIGIN, { ...details, ...(details.parameter && { expected }) }),
  );
}
