// Documents built with the Worker: the contract and its pages as files named by their hashes, and the manifest that
// maps URLs to them.
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Article } from "../article/article.ts";
import { docsPath, OPENAPI_PATH, problemPath } from "../article/paths.ts";
import { type Answers, openAnswers } from "../contract/answers.ts";
import { buildExamples } from "../contract/examples.ts";
import { buildOpenApi } from "../contract/openapi.ts";
import { DEPRECATIONS } from "../http/deprecations.ts";
import { contentSecurity } from "../http/headers.ts";
import { PROBLEMS, type ProblemCode } from "../http/problems.ts";
import { DEFAULT_LOCALE, type Locale, locales } from "../i18n/locales.ts";
import { loadContent } from "../publish/content/load-content.ts";
import { ROOT } from "../publish/files/root.ts";
import { PAGE_STYLE } from "../render/pages/page-style.ts";
import { type DocumentRef, MANIFEST, type Manifest } from "../store/documents.ts";
import { hashOf } from "../store/keys.ts";
import { renderDocsPage } from "./docs-page.ts";
import { renderProblemPage } from "./problem-page.ts";
import { DOCS_SCRIPT } from "./script.ts";
import { DOCS_STYLE } from "./style.ts";

export interface BuiltDocument {
  /** Canonical path. */
  path: string;
  extension: "json" | "html";
  text: string;
  /** Content-Security-Policy of a page. */
  policy?: string;
}

/**
 * @param now milliseconds since 1970. @param folder the content that examples are taken from.
 * @throws ContentError
 */
export async function buildDocuments(now: number, folder = join(ROOT, "content")): Promise<BuiltDocument[]> {
  const answers = await openAnswers(await loadContent(folder), now);
  const openapi = buildOpenApi(await buildExamples(answers, DEFAULT_LOCALE));
  return [
    { path: OPENAPI_PATH, extension: "json", text: `${JSON.stringify(openapi, null, 1)}\n` },
    ...(await Promise.all(locales.map((locale) => buildDocsPage(answers, locale)))),
    ...(await buildProblemPages()),
  ];
}

/** Its card and the answers of its buttons come from the server that it came from. */
async function buildDocsPage(answers: Answers, locale: Locale): Promise<BuiltDocument> {
  const examples = await buildExamples(answers, locale);
  const article = (examples.getArticle?.body ?? null) as Article | null;
  return {
    path: docsPath(locale),
    extension: "html",
    text: renderDocsPage({
      locale,
      openapi: buildOpenApi(examples, locale),
      examples,
      article,
      deprecations: DEPRECATIONS,
      slug: answers.article?.slugs[locale] ?? "SLUG",
    }),
    policy: `${await policyOf([DOCS_SCRIPT])}; frame-src 'self'; connect-src 'self'`,
  };
}

async function buildProblemPages(): Promise<BuiltDocument[]> {
  const policy = await policyOf([]);
  return (Object.keys(PROBLEMS) as ProblemCode[]).map((code) => ({
    path: problemPath(code),
    extension: "html",
    text: renderProblemPage(code),
    policy,
  }));
}

async function policyOf(scripts: readonly string[]): Promise<string> {
  const styles = [DOCS_STYLE, PAGE_STYLE];
  // The icon is in the page.
  const parts = await contentSecurity({ ancestors: "'none'", styles, scripts, pictures: "data:" });
  return parts["content-security-policy"];
}

/** Writes them to `folder`. Several may do so at once: what they write is the same, and each file comes whole. */
export async function writeDocuments(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const write = async (name: string, text: string): Promise<void> => {
    const partial = join(folder, `.${name}.${process.pid}`);
    await writeFile(partial, text);
    await rename(partial, join(folder, name));
  };
  const manifest: Manifest = {};
  for (const { path, extension, text, policy } of await buildDocuments(Date.now())) {
    const file = `${await hashOf(text)}.${extension}`;
    manifest[path] = [file, ...(policy ? [policy] : [])] as DocumentRef;
    await write(file, text);
  }
  await write(MANIFEST, JSON.stringify(manifest));
  const current = new Set([MANIFEST, ...Object.values(manifest).map(([file]) => file)]);
  for (const name of await readdir(folder)) {
    if (!current.has(name) && !name.startsWith(".")) await rm(join(folder, name), { force: true });
  }
}
