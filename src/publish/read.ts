// The content folder → its site and its articles, each read and checked by itself. Reports all it finds.
import { basename, join } from "node:path";
import { ID_PATTERN } from "../article/identifiers.ts";
import type { Site } from "../store/format.ts";
import { Bodies } from "./bodies.ts";
import { type CheckedArticle, checkArticle } from "./check-article.ts";
import { AuthorsSchema, checkYaml, SectionsSchema, SiteSchema } from "./front-matter.ts";
import { inParallel } from "./in-parallel.ts";
import type { MediaCache } from "./media-cache.ts";
import type { ContentProblem } from "./problem.ts";
import { readArticle } from "./read-article.ts";
import { readFolder, readText } from "./read-files.ts";
import { parseYaml } from "./yaml.ts";

export interface Content {
  site: Site;
  articles: CheckedArticle[];
  bodies: Bodies;
  /** Where the files of its pictures are. */
  cache: MediaCache;
}

/**
 * @param folder the `content` folder.
 * @returns what could be read, even when `problems` has something to say about it.
 */
export async function readContent(
  folder: string,
  cache: MediaCache,
  problems: ContentProblem[],
): Promise<Content> {
  const site = await readSite(folder, problems);
  const bodies = new Bodies();
  const articles = await inParallel(await articleIds(folder, problems), async (id) => {
    const source = await readArticle(folder, id, problems);
    const { article, bodies: blocks } = await checkArticle(source, cache, problems);
    bodies.add(id, blocks);
    return article;
  });
  return { site, articles, bodies, cache };
}

async function readSite(folder: string, problems: ContentProblem[]): Promise<Site> {
  const yamlFile = async <T>(name: string, schema: Parameters<typeof checkYaml<T>>[0]): Promise<T | null> => {
    const file = `${basename(folder)}/${name}`;
    const text = await readText(join(folder, name), file, problems);
    const data = text === null ? null : parseYaml(text, file, problems);
    return data && checkYaml(schema, data, problems);
  };
  const [about, sections, authors] = await Promise.all([
    yamlFile("site.yaml", SiteSchema),
    yamlFile("sections.yaml", SectionsSchema),
    yamlFile("authors.yaml", AuthorsSchema),
  ]);
  return {
    name: about?.name ?? {},
    description: about?.description ?? {},
    ...(about?.taggingEntity !== undefined && { taggingEntity: about.taggingEntity }),
    sections: sections ?? {},
    authors: authors ?? {},
  };
}

async function articleIds(folder: string, problems: ContentProblem[]): Promise<string[]> {
  const file = `${basename(folder)}/articles`;
  const entries = await readFolder(join(folder, "articles"), file, problems);
  return entries.flatMap(({ name, isFolder }) => {
    if (isFolder && ID_PATTERN.test(name)) return [name];
    const message = isFolder
      ? "an article's folder is its id: small Latin letters, digits and hyphens"
      : "an article is a folder, with its texts in it: put this file into one";
    problems.push({ file: `${file}/${name}`, line: 1, column: 1, message });
    return [];
  });
}
