// The article as Markdown.
import { type ProblemView, problemWords } from "./problem-view.ts";
import type { ArticleView } from "./view.ts";

export const renderMarkdown = ({ article }: ArticleView): string => `# ${article.headline}\n`;

export function renderMarkdownProblem(view: ProblemView): string {
  const { title, text } = problemWords(view);
  return `# ${title}\n\n${text}\n`;
}
