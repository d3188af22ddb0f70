// Articles as their files say, each read and checked by itself. Many of them are read on every core.

import { once } from "node:events";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type Locale, locales, type PerLocale } from "../../i18n/locales.ts";
import { checkArticle } from "../check/article.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { readArticleFolder } from "../files/article-folder.ts";
import { chunks } from "../files/chunks.ts";
import { type Fingerprint, fingerprintOf } from "../files/fingerprint.ts";
import type { MediaCache } from "../media/media-cache.ts";
import { mediaMaker } from "../media/media-maker.ts";
import type { CheckedArticle } from "../model.ts";
import { parseArticle } from "../parse/article-source.ts";

/** Plain data, so that it can come from another thread. */
export interface ReadArticle {
  article: CheckedArticle;
  /** JSON, by the language that they are written in. */
  bodies: PerLocale<string>;
  diagnostics: Diagnostic[];
  /** As they were before they were read; see `fingerprintOf`. */
  fingerprint: Fingerprint | null;
}

/** Settings of a thread. */
export interface WorkerData {
  /** The `content` folder. */
  content: string;
  /** Where what is made of pictures is kept. */
  media: string;
}

/** Fewer are read before threads are ready. */
const WORTH_THREADS = 400;
/** Each takes 100 MB. */
const THREADS_MAX = 4;
/** Articles that a thread is given at a time. */
const BATCH = 40;

/** @param content the `content` folder. */
export async function readArticle(content: string, id: string, media: MediaCache): Promise<ReadArticle> {
  const fingerprint = fingerprintOf(join(content, "articles", id));
  const diagnostics: Diagnostic[] = [];
  const source = parseArticle(await readArticleFolder(content, id, diagnostics), diagnostics);
  const { article, bodies } = await checkArticle(source, mediaMaker(media), diagnostics);
  const written = locales.flatMap((locale): [Locale, string][] =>
    bodies[locale] ? [[locale, JSON.stringify(bodies[locale])]] : [],
  );
  return { article, bodies: Object.fromEntries(written), diagnostics, fingerprint };
}

/** In the order of `ids`. @param content the `content` folder. */
export async function* readArticles(
  content: string,
  ids: readonly string[],
  media: MediaCache,
): AsyncGenerator<ReadArticle> {
  const cores = Math.min(availableParallelism(), THREADS_MAX);
  const threads = cores > 1 && ids.length >= WORTH_THREADS ? cores : 0;
  const workers = Array.from(
    { length: threads },
    () =>
      new Worker(new URL("./reader-thread.ts", import.meta.url), {
        workerData: { content, media: media.folder } satisfies WorkerData,
      }),
  );
  const read = async (some: string[], i: number): Promise<ReadArticle[]> => {
    const worker = workers[i % threads];
    if (!worker) return Promise.all(some.map((id) => readArticle(content, id, media)));
    worker.postMessage(some);
    const [articles] = await once(worker, "message");
    return articles;
  };
  try {
    // Each thread has one batch in hand.
    const reading: Promise<ReadArticle[]>[] = [];
    let i = 0;
    for (const some of chunks(ids, BATCH)) {
      const done = reading.length > 0 && reading.length >= threads ? await reading.shift() : [];
      const articles = read(some, i++);
      // Whoever comes to it hears of it.
      articles.catch(() => {});
      reading.push(articles);
      yield* done ?? [];
    }
    for (const articles of reading) yield* await articles;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
