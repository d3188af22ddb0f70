// A disposable cache of parsed articles, so that unchanged files are not read again. If it is missing, damaged or of
// another code version, everything is read.

import { createHash, hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { type CacheEntry, type CacheFile, readCacheFile, writeCacheFile } from "../files/cache-file.ts";
import { type Fingerprint, fingerprintOf } from "../files/fingerprint.ts";
import { ROOT } from "../files/root.ts";
import type { CheckedArticle, ObjectFacts, ObjectFactsCache } from "../model.ts";

interface Entry {
  article: CheckedArticle;
  /** Warnings of its files. */
  warnings: readonly Diagnostic[];
  /** `null` if its files cannot be told from what they will be next. See `fingerprintOf`. */
  fingerprint: Fingerprint | null;
  /** By a digest of the inputs that are not in its own files. */
  objects: Record<string, ObjectFacts>;
}

const FILE = "articles.jsonl";
const OBJECTS_MAX = 16;

export class ArticleCache implements ObjectFactsCache {
  readonly #path: string | null;
  readonly #content: string;
  readonly #version: string;
  readonly #stamp: string | null;
  readonly #before: ReadonlyMap<string, CacheEntry<Entry>>;
  readonly #current = new Map<string, CacheEntry<Entry>>();

  private constructor(
    path: string | null,
    content: string,
    version: string,
    { entries, stamp }: CacheFile<Entry>,
  ) {
    this.#path = path;
    this.#content = content;
    this.#version = version;
    this.#stamp = stamp;
    this.#before = new Map(entries.map((each) => [each.entry.article.id, each]));
  }

  /**
   * @param folder where to keep it; `null` keeps nothing.
   * @param content the `content` folder.
   */
  static async open(folder: string | null, content: string): Promise<ArticleCache> {
    if (folder === null) return new ArticleCache(null, content, "", { entries: [], stamp: null });
    const [path, version] = [join(folder, FILE), versionOf(content)];
    return new ArticleCache(path, content, version, await readCacheFile(path, version));
  }

  /** @returns the article and its warnings if its files are as they were when it was read, or `null`. */
  get(id: string): Pick<Entry, "article" | "warnings"> | null {
    const cached = this.#before.get(id);
    const last = cached?.entry.fingerprint ?? null;
    const fingerprint = last && fingerprintOf(join(this.#content, "articles", id), last);
    if (!cached || !fingerprint || fingerprint.files !== last?.files) return null;
    cached.entry.fingerprint = fingerprint;
    this.#current.set(id, cached);
    if (fingerprint.folder !== last.folder) this.markDirty(id);
    return cached.entry;
  }

  /** An article that was read just now. One with errors is read again: it is going to be changed. */
  set(article: CheckedArticle, fingerprint: Fingerprint | null, diagnostics: readonly Diagnostic[]): void {
    const entry: Entry = {
      article,
      warnings: diagnostics,
      fingerprint: hasErrors(diagnostics) ? null : fingerprint,
      objects: {},
    };
    this.#current.set(article.id, { entry, span: null });
  }

  /** More is known now of an article that it gave or was given. */
  markDirty(id: string): void {
    const cached = this.#current.get(id);
    if (cached) cached.span = null;
  }

  /** Whether that is the article which it gave or was given. */
  has(id: string, fingerprint: Fingerprint | null): boolean {
    return this.#current.get(id)?.entry.fingerprint?.files === fingerprint?.files;
  }

  getObject(id: string, inputs: string): ObjectFacts | null {
    return this.#current.get(id)?.entry.objects[digestOf(inputs)] ?? null;
  }

  setObject(id: string, inputs: string, facts: ObjectFacts): void {
    const objects = this.#current.get(id)?.entry.objects;
    if (!objects) return;
    objects[digestOf(inputs)] = facts;
    const [oldest = "", ...others] = Object.keys(objects);
    if (others.length >= OBJECTS_MAX) delete objects[oldest];
    this.markDirty(id);
  }

  /** Keeps what is known for the next time. Whatever prevents that only costs time then. */
  save(): void {
    const entries = [...this.#current.values()].filter(({ entry }) => entry.fingerprint !== null);
    const isSame = entries.length === this.#before.size && entries.every(({ span }) => span !== null);
    if (this.#path !== null && !isSame) writeCacheFile(this.#path, this.#version, entries, this.#stamp);
  }
}

const digestOf = (inputs: string): string => hash("sha256", inputs, "base64url");

/** All that decides what is made of the same files: our code, the packages, Node and its ICU. */
function versionOf(content: string): string {
  const files = ["package-lock.json", "src", "locales"].flatMap((name) =>
    name.endsWith(".json")
      ? [name]
      : readdirSync(join(ROOT, name), { recursive: true, encoding: "utf8" }).map((file) => join(name, file)),
  );
  const digest = createHash("sha256").update(JSON.stringify([content, process.versions]));
  for (const file of files.filter((name) => /\.(ts|json)$/.test(name)).sort())
    digest.update(JSON.stringify([file, readFileSync(join(ROOT, file), "utf8")]));
  return digest.digest("base64url");
}
