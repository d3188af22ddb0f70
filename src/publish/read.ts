// The content folder → its site and its articles. Reports all it finds.
import { basename, join } from "node:path";
import { setImmediate as pause } from "node:timers/promises";
import { ID_PATTERN } from "../article/identifiers.ts";
import type { PerLocale } from "../i18n/locales.ts";
import type { Site } from "../store/format.ts";
import { ArticleCache } from "./article-cache.ts";
import { Bodies } from "./bodies.ts";
import type { CheckedArticle } from "./check-article.ts";
import { checkLanguage } from "./check-language.ts";
import { chunks } from "./chunks.ts";
import { CommandError } from "./command-error.ts";
import { AuthorsSchema, checkYaml, SectionsSchema, SiteSchema } from "./front-matter.ts";
import type { MediaCache } from "./media-cache.ts";
import { type ContentProblem, problemWith } from "./problem.ts";
import { proseOfNames } from "./prose.ts";
import { readArticles } from "./read-articles.ts";
import { readFolder, readText } from "./read-files.ts";
import { slugify } from "./slug.ts";
import { Spool } from "./spool.ts";
import { suggesting } from "./suggest.ts";
import { parseYaml } from "./yaml.ts";

/** Articles that are looked at before whatever else waits, like KV, has its turn. */
const AT_A_TIME = 500;

export interface Content {
  site: Site;
  articles: CheckedArticle[];
  bodies: Bodies;
  /** What was read the last time. */
  cache: ArticleCache;
  /** Where the files of its pictures are. */
  media: MediaCache;
}

/**
 * @param folder the `content` folder.
 * @param keep where to keep what was read, so that it is not read again; `null` keeps nothing.
 * @returns what could be read, even when `problems` has something to say about it.
 */
export async function readContent(
  folder: string,
  keep: string | null,
  media: MediaCache,
  problems: ContentProblem[],
): Promise<Content> {
  const site = await readSite(folder, problems);
  const ids = await articleIds(folder, problems);
  const cache = await ArticleCache.open(keep, folder);
  const bodies = new Bodies(new Spool(keep), (missing) => readBodies(folder, missing, cache, media));
  const articles = new Map<string, CheckedArticle | null>();
  for (const some of chunks(ids, AT_A_TIME)) {
    for (const id of some) {
      const known = cache.get(id);
      problems.push(...(known?.warnings ?? []));
      articles.set(id, known?.article ?? null);
    }
    await pause();
  }
  const changed = ids.filter((id) => !articles.get(id));
  for await (const { article, bodies: own, problems: found, fingerprint } of readArticles(
    folder,
    changed,
    media,
  )) {
    articles.set(article.id, article);
    bodies.add(article.id, own);
    problems.push(...found);
    cache.set(article, fingerprint, found);
  }
  return {
    site,
    articles: [...articles.values()].filter((article) => article !== null),
    bodies,
    cache,
    media,
  };
}

/** Those of articles that have not changed, which are not in the cache. @throws if they have after all. */
async function* readBodies(
  folder: string,
  ids: readonly string[],
  cache: ArticleCache,
  media: MediaCache,
): AsyncGenerator<[id: string, bodies: PerLocale<string>]> {
  for await (const { article, bodies, fingerprint } of readArticles(folder, ids, media)) {
    if (!cache.has(article.id, fingerprint))
      throw new CommandError("publish.refused.changedMeanwhile", { id: article.id });
    yield [article.id, bodies];
  }
}

async function readSite(folder: string, problems: ContentProblem[]): Promise<Site> {
  const yamlFile = async <T>(name: string, schema: Parameters<typeof checkYaml<T>>[0]): Promise<T | null> => {
    const file = `${basename(folder)}/${name}`;
    const text = await readText(join(folder, name), file, problems);
    const data = text && parseYaml(text, problems);
    if (data) checkLanguage(proseOfNames(data, text), text, problems);
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
    ...(about?.socialCards === false && { socialCards: false }),
    sections: sections ?? {},
    authors: authors ?? {},
  };
}

async function articleIds(folder: string, problems: ContentProblem[]): Promise<string[]> {
  const file = `${basename(folder)}/articles`;
  const entries = await readFolder(join(folder, "articles"), file, problems);
  return entries.flatMap(({ name, isFolder }) => {
    if (isFolder && ID_PATTERN.test(name)) return [name];
    const suggestion = slugify(name, /\p{sc=Cyrl}/u.test(name) ? "uk" : "en");
    problems.push(
      isFolder
        ? problemWith(`${file}/${name}`, "bad_folder_name", suggesting({}, suggestion || undefined))
        : problemWith(`${file}/${name}`, "stray_file"),
    );
    return [];
  });
}
