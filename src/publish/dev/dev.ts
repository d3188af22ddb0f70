// npm run dev: serves the content while it is written. What is saved is checked and published to a KV of its own, and
// shown at the next reload; while something is wrong, pages say what.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Locale } from "../../i18n/locales.ts";
import { commit, readPointer } from "../commit/commit.ts";
import { gc } from "../commit/gc.ts";
import { withLock } from "../commit/lock.ts";
import { type Plan, planPublish } from "../commit/plan.ts";
import { CACHE, checkFolder } from "../content/load-content.ts";
import { CommandError, errorWords } from "../diagnostics/command-error.ts";
import { hasErrors } from "../diagnostics/diagnostic.ts";
import { reportWords } from "../diagnostics/messages.ts";
import type { Paint } from "../diagnostics/paint.ts";
import type { PublishKv } from "../kv/kv.ts";
import { openLocalKv } from "../kv/local.ts";
import { MediaCache } from "../media/media-cache.ts";
import type { Content } from "../model.ts";
import { countLine, diagnosticLines } from "../report/diagnostics.ts";
import { endWithNpm } from "./orphaned.ts";
import { problemsPage } from "./page.ts";
import { createDevProxy, type DevProxy } from "./proxy.ts";
import { freePort, isTaken, serveLocally } from "./server.ts";
import { watchFolder } from "./watch.ts";

export interface DevOptions {
  /** The content folder. */
  folder: string;
  /** The folder of the local KV: not the one that is published to otherwise, for drafts are shown, too. */
  persistTo: string;
  port: number;
  /** The language of what is said, but on pages that have one. */
  lang: Locale;
  print(lines: readonly string[]): void;
  paint: Paint;
}

const NAMES_SHOWN = 5;

/** Serves until it is interrupted. @throws with what to do if it cannot begin, or the server ends by itself. */
export async function dev(options: DevOptions): Promise<void> {
  const { folder, persistTo, port, lang, print } = options;
  if (await isTaken(port)) throw new CommandError("dev.portTaken", { port: String(port) });
  endWithNpm();
  const interrupted = new Promise<"interrupted">((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.once(signal, () => resolve("interrupted"));
  });
  const url = `http://localhost:${port}`;
  const inner = await freePort();
  const key = randomUUID();
  const vars = { ORIGIN: url, POINTER_MAX_AGE: "0", DEV_KEY: key };
  const server = serveLocally({ port: inner, persistTo, vars });
  const proxy = createDevProxy(inner, key, lang);
  const kv = await openLocalKv(persistTo);
  const session = new Session(options, kv, proxy);
  const watched = watchFolder(folder, (since) => session.update(since));
  let isOver = false;
  const begin = async () => {
    await watched.first;
    await session.clear();
    await server.ready;
    // Nobody would end what begins to listen now.
    if (isOver) return;
    await proxy.listen(port);
    print(["", reportWords(lang, "dev.serves", { url, folder: options.folder }), ""]);
  };
  try {
    const begun = await Promise.race([interrupted, server.ended, begin()]);
    const why = begun === undefined ? await Promise.race([interrupted, server.ended]) : begun;
    if (why !== "interrupted") throw new CommandError("dev.ended");
  } finally {
    isOver = true;
    await watched.close();
    proxy.close();
    server.end();
    await kv.close();
    await server.ended;
  }
}

class Session {
  readonly #options: DevOptions;
  readonly #kv: PublishKv;
  readonly #proxy: DevProxy;
  /** The problems that were told last. */
  #told = "[]";
  #broken = false;

  constructor(options: DevOptions, kv: PublishKv, proxy: DevProxy) {
    this.#options = options;
    this.#kv = kv;
    this.#proxy = proxy;
  }

  /** Makes what the content says now visible. @param since when it was changed (`performance.now`). */
  async update(since: number): Promise<void> {
    const { lang, paint, print } = this.#options;
    try {
      const happened = await this.#update(since);
      if (happened) print([`${paint("dim", clock())}  ${happened}`]);
    } catch (error) {
      print([paint("red", errorWords(error, lang))]);
    }
  }

  /** @returns what has happened; `null` for nothing: a save is often several changes of files. */
  async #update(since: number): Promise<string | null> {
    const { folder, persistTo, lang, paint, print } = this.#options;
    const { content, diagnostics } = await checkFolder(folder, {
      cacheFolder: join(persistTo, "content"),
      media: new MediaCache(CACHE),
    });
    const found = JSON.stringify(diagnostics);
    if (found !== this.#told) print(diagnosticLines(diagnostics, lang, paint));
    const fixed = this.#broken;
    this.#told = found;
    this.#broken = hasErrors(diagnostics);
    if (this.#broken) {
      this.#proxy.show((locale) => problemsPage(diagnostics, locale));
      return paint("red", `${countLine(diagnostics, lang)} ${reportWords(lang, "dev.kept")}`);
    }
    const plan = await withLock(persistTo, () => this.#publish(content));
    content.cache.save();
    this.#proxy.show(null);
    if (!plan.pointer) return fixed ? reportWords(lang, "dev.mended") : null;
    const took = Math.round(performance.now() - since);
    const changes = changesOf(plan);
    // Where no article has changed, it is a name, a picture's or the site's, or an address that ends.
    return reportWords(lang, "dev.visible", { changes, took, context: changes ? "" : "unnamed" });
  }

  async #publish(content: Content): Promise<Plan> {
    const plan = await planPublish(asShown(content), this.#kv, Date.now());
    await commit(plan, this.#kv);
    return plan;
  }

  /** Deletes what the saves of other days have left. */
  clear(): Promise<void> {
    return withLock(this.#options.persistTo, async () => {
      if (await readPointer(this.#kv)) await gc(this.#kv, Date.now());
    });
  }
}

function changesOf({ changes: { added, changed, removed } }: Plan): string {
  const names = [
    ...added.map((id) => `+ ${id}`),
    ...changed.map((id) => `~ ${id}`),
    ...removed.map((id) => `- ${id}`),
  ];
  return [...names.slice(0, NAMES_SHOWN), ...(names.length > NAMES_SHOWN ? ["…"] : [])].join(", ");
}

/** As it is going to look: drafts as if they were ready, what is scheduled as if its time had come. */
export const asShown = (content: Content): Content => ({
  ...content,
  articles: content.articles.map(({ publishAt: _, ...article }) => ({
    ...article,
    translations: Object.fromEntries(
      Object.entries(article.translations).map(([locale, text]) => [locale, { ...text, draft: false }]),
    ),
  })),
});

const clock = (): string => new Date().toTimeString().slice(0, 8);
