// The content folder as a whole: read and checked, or all that is wrong with it.
import { type Content, checkContent } from "./check.ts";
import { ContentError, type ContentProblem } from "./problem.ts";
import { readContent } from "./read.ts";

/** @param folder the `content` folder. @throws ContentError with every problem, in the order of the files. */
export async function loadContent(folder: string): Promise<Content> {
  const problems: ContentProblem[] = [];
  const content = await checkContent(await readContent(folder, problems), problems);
  if (problems.length > 0) throw new ContentError(problems.sort(byPlace));
  return content;
}

const byPlace = (a: ContentProblem, b: ContentProblem): number =>
  a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;
