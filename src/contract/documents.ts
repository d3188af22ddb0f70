// What is built with the Worker: the contract and its pages as files named by their hashes, and the manifest that says
// which URL leads to which.
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { OPENAPI_PATH, problemPath } from "../article/paths.ts";
import { contentSecurity } from "../http/headers.ts";
import { PROBLEMS, type ProblemCode } from "../http/problems.ts";
import { loadContent } from "../publish/content.ts";
import { ROOT } from "../publish/wrangler.ts";
import { PAGE_STYLE } from "../render/page-style.ts";
import { type DocumentRef, MANIFEST, type Manifest } from "../store/documents.ts";
import { hashOf } from "../store/keys.ts";
import { openAnswers } from "./answers.ts";
import { DOCS_STYLE } from "./docs-style.ts";
import { buildExamples } from "./examples.ts";
import { buildOpenApi } from "./openapi.ts";
import { renderProblemPage } from "./problem-page.ts";

export interface BuiltDocument {
  /** Canonical path. */
  path: string;
  extension: "json" | "html";
  text: string;
  /** Content-Security-Policy of a page. */
  policy?: string;
}

/** @param now milliseconds since 1970. @throws ContentError */
export async function buildDocuments(now: number): Promise<BuiltDocument[]> {
  const answers = await openAnswers(await loadContent(join(ROOT, "content")), now);
  const openapi = buildOpenApi(await buildExamples(answers, "en"));
  const codes = Object.keys(PROBLEMS) as ProblemCode[];
  const policy = await contentSecurity({
    ancestors: "'none'",
    styles: [DOCS_STYLE, PAGE_STYLE],
    // The icon.
    pictures: "data:",
  });
  return [
    { path: OPENAPI_PATH, extension: "json", text: `${JSON.stringify(openapi, null, 1)}\n` },
    ...codes.map(
      (code): BuiltDocument => ({
        path: problemPath(code),
        extension: "html",
        text: renderProblemPage(code),
        policy: policy["content-security-policy"],
      }),
    ),
  ];
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
