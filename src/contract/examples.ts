// An example of each operation: what to send, and what this content answers.
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

/** @returns by id of the operation. */
export async function buildExamples(answers: Answers, locale: Locale): Promise<Record<string, Example>> {
  const { id, slugs, section } = answers.article;
  const slug = slugs[locale] ?? "";
  const article = `/v1/${locale}/articles/${slug}`;
  const { image } = (await (await answers.get(article)).json()) as { image?: { url: string } };
  const page = encodeURIComponent(`${PLACEHOLDER_ORIGIN}/${locale}/articles/${slug}`);
  const paths: Record<string, string> = {
    listArticles: `/v1/${locale}/articles?section=${section}&limit=1`,
    getArticle: article,
    listNegotiatedArticles: "/v1/articles?limit=1",
    getNegotiatedArticle: `/v1/articles/${slug}`,
    sync: `/v1/${locale}/sync`,
    listOffline: `/v1/${locale}/offline?limit=1`,
    listSections: `/v1/${locale}/sections`,
    listAuthors: `/v1/${locale}/authors`,
    getOembed: `/oembed?url=${page}`,
    getHealth: "/healthz",
  };
  const bodies = await Promise.all(
    Object.entries(paths).map(
      async ([operation, path]): Promise<[string, Example]> => [
        operation,
        { path, body: await (await answers.get(path)).json() },
      ],
    ),
  );
  return {
    ...Object.fromEntries(bodies),
    // It leads to the article.
    getArticleById: { path: `/v1/${locale}/by-id/${id}`, body: await (await answers.get(article)).json() },
    getMedia: { path: image?.url.slice(PLACEHOLDER_ORIGIN.length) ?? "", body: null },
    getProblem: { path: "/problems/article_not_found", body: null },
  };
}

/** What a problem says beyond its code, as examples. */
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
