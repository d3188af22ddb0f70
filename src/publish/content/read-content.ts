// The content folder → its site and its articles. Reports all it finds.

import { basename, join } from "node:path";
import { setImmediate as pause } from "node:timers/promises";
import { ID_PATTERN } from "../../article/identifiers.ts";
import type { PerLocale } from "../../i18n/locales.ts";
import { CommandError } from "../diagnostics/command-error.ts";
import { type Diagnostic, fileDiagnostic } from "../diagnostics/diagnostic.ts";
import { suggesting } from "../diagnostics/suggest.ts";
import { chunks } from "../files/chunks.ts";
import { readFolder } from "../files/read-files.ts";
import { readSiteTexts } from "../files/site-folder.ts";
import { Spool } from "../files/spool.ts";
import { localeOfLetters } from "../languages/languages.ts";
import type { MediaCache } from "../media/media-cache.ts";
import { mediaMaker } from "../media/media-maker.ts";
import type { CheckedArticle, Content } from "../model.ts";
import { parseSite, SITE_FILES } from "../parse/site.ts";
import { slugify } from "../parse/text/slug.ts";
import { ArticleCache } from "./article-cache.ts";
import { SpooledBodies } from "./bodies.ts";
import { readArticles } from "./read-articles.ts";

/** Articles that are looked at before whatever else waits, like KV, has its turn. */
const AT_A_TIME = 500;

/** The content folder, with what is kept of it from one publish to the next. */
export interface LoadedContent extends Content {
  cache: ArticleCache;
}

/**
 * @param folder the `content` folder.
 * @param cacheFolder where to keep what was read, so that it is not read again; `null` keeps nothing.
 * @returns what could be read, even when `diagnostics` has something to say about it.
 */
export async function readContent(
  folder: string,
  cacheFolder: string | null,
  media: MediaCache,
  diagnostics: Diagnostic[],
): Promise<LoadedContent> {
  const site = parseSite(await readSiteTexts(folder, SITE_FILES, diagnostics), diagnostics);
  const ids = await articleIds(folder, diagnostics);
  const cache = await ArticleCache.open(cacheFolder, folder);
  const bodies = new SpooledBodies(new Spool(cacheFolder), (missing) =>
    readBodies(folder, missing, cache, media),
  );
  const articles = new Map<string, CheckedArticle | null>();
  for (const some of chunks(ids, AT_A_TIME)) {
    for (const id of some) {
      const known = cache.get(id);
      diagnostics.push(...(known?.warnings ?? []));
      articles.set(id, known?.article ?? null);
    }
    await pause();
  }
  const changed = ids.filter((id) => !articles.get(id));
  for await (const { article, bodies: own, diagnostics: found, fingerprint } of readArticles(
    folder,
    changed,
    media,
  )) {
    articles.set(article.id, article);
    bodies.add(article.id, own);
    diagnostics.push(...found);
    cache.set(article, fingerprint, found);
  }
  return {
    site,
    articles: [...articles.values()].filter((article) => article !== null),
    bodies,
    cache,
    media: mediaMaker(media),
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

async function articleIds(folder: string, diagnostics: Diagnostic[]): Promise<string[]> {
  const file = `${basename(folder)}/articles`;
  const entries = await readFolder(join(folder, "articles"), file, diagnostics, folder);
  return entries.flatMap(({ name, isFolder, isOutside }) => {
    if (isOutside) return [];
    if (isFolder && ID_PATTERN.test(name)) return [name];
    const suggestion = slugify(name, localeOfLetters(name));
    diagnostics.push(
      isFolder
        ? fileDiagnostic(`${file}/${name}`, "bad_folder_name", suggesting({}, suggestion || undefined))
        : fileDiagnostic(`${file}/${name}`, "stray_file"),
    );
    return [];
  });
}
