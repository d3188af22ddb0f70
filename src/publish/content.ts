// The content folder as a whole: read and checked, or all that is wrong with it.
import { join } from "node:path";
import { checkContent } from "./check.ts";
import { chunks } from "./chunks.ts";
import { MediaCache } from "./media-cache.ts";
import { ContentError, type ContentProblem } from "./problem.ts";
import { type Content, readContent } from "./read.ts";
import { addSocialCards } from "./social-card.ts";
import { ROOT } from "./wrangler.ts";

/** Where what is made of pictures is kept from one publish to the next. */
export const CACHE = join(ROOT, ".cache/media");

/** Articles of which social cards are made at a time. */
const AT_A_TIME = 8;

export interface Kept {
  /** Where to keep what was read, so that the next time only what has changed is read; `null` keeps nothing. */
  keep?: string | null;
  /** Where what is made of pictures is kept. */
  media?: MediaCache;
}

/**
 * @param folder the `content` folder.
 * @throws ContentError with every problem, in the order of the files.
 */
export async function loadContent(
  folder: string,
  { keep = null, media = new MediaCache(CACHE) }: Kept = {},
): Promise<Content> {
  const problems: ContentProblem[] = [];
  const content = await readContent(folder, keep, media, problems);
  checkContent(content, problems);
  if (problems.length > 0) {
    content.cache.save();
    throw new ContentError(problems.sort(byPlace));
  }
  for (const some of chunks(content.articles, AT_A_TIME))
    await Promise.all(some.map((article) => addSocialCards(article, content)));
  return content;
}

const byPlace = (a: ContentProblem, b: ContentProblem): number =>
  a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;
