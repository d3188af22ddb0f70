// The content folder as a whole: read and checked, or all that is wrong with it.
import { join } from "node:path";
import { checkContent } from "./check.ts";
import { inParallel } from "./in-parallel.ts";
import { MediaCache } from "./media-cache.ts";
import { ContentError, type ContentProblem } from "./problem.ts";
import { type Content, readContent } from "./read.ts";
import { withSocialCards } from "./social-card.ts";
import { ROOT } from "./wrangler.ts";

/** Where what is made of pictures is kept from one publish to the next. */
export const CACHE = join(ROOT, ".cache/media");

/**
 * @param folder the `content` folder.
 * @param cache where what is made of pictures is kept.
 * @throws ContentError with every problem, in the order of the files.
 */
export async function loadContent(folder: string, cache = new MediaCache(CACHE)): Promise<Content> {
  const problems: ContentProblem[] = [];
  const content = await readContent(folder, cache, problems);
  checkContent(content, problems);
  if (problems.length > 0) throw new ContentError(problems.sort(byPlace));
  return {
    ...content,
    articles: await inParallel(content.articles, (article) => withSocialCards(article, content)),
  };
}

const byPlace = (a: ContentProblem, b: ContentProblem): number =>
  a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;
