// What the files of articles said the last time, so that those which have not changed are not read again. In one file
// that is never needed: if it is missing, damaged or of other code, everything is read.
import { createHash } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Sizes } from "../article/summary.ts";
import type { Hash } from "../store/keys.ts";
import type { CheckedArticle } from "./check-article.ts";
import { chunks } from "./chunks.ts";
import { type ContentProblem, hasErrors } from "./problem.ts";
import { ROOT } from "./wrangler.ts";

/** What is known of an article object without having it. */
export interface ObjectFacts {
  revision: Hash;
  sizes: Sizes;
}

interface Entry {
  article: CheckedArticle;
  /** What its files are warned of. */
  warnings: readonly ContentProblem[];
  /** Of its files; `null` if they cannot be told from what they will be next. See `fingerprintOf`. */
  fingerprint: string | null;
  /** By what else than its own files an object is made of. */
  objects: Record<string, ObjectFacts>;
}

const FILE = "articles.jsonl";
/** Of SHA-256 in base64url, which the file ends with. */
const DIGEST_LENGTH = 43;
const OBJECTS_MAX = 16;
/** Entries that are encoded at a time. */
const AT_A_TIME = 1000;

export class ArticleCache {
  readonly #folder: string | null;
  readonly #version: string;
  readonly #before: ReadonlyMap<string, Entry>;
  readonly #entries = new Map<string, Entry>();
  #changed = false;

  /**
   * @param folder where the file is; `null` keeps nothing.
   * @param content the `content` folder.
   */
  constructor(folder: string | null, content: string) {
    this.#folder = folder;
    this.#version = folder === null ? "" : versionOf(content);
    this.#before = folder === null ? new Map() : readEntries(join(folder, FILE), this.#version);
  }

  /** @returns the article and its warnings if its files are as they were when it was read, or `null`. */
  get(id: string, fingerprint: string | null): Pick<Entry, "article" | "warnings"> | null {
    const found = this.#before.get(id);
    if (!found || fingerprint === null || found.fingerprint !== fingerprint) return null;
    this.#entries.set(id, found);
    return found;
  }

  /** An article that was read just now. One with errors is read again: it is going to be changed. */
  set(article: CheckedArticle, fingerprint: string | null, problems: readonly ContentProblem[]): void {
    const kept = hasErrors(problems) ? null : fingerprint;
    this.#entries.set(article.id, { article, warnings: problems, fingerprint: kept, objects: {} });
    this.#changed = true;
  }

  /** More is known now of an article that it gave or was given. */
  grown(): void {
    this.#changed = true;
  }

  fingerprintOf(id: string): string | null {
    return this.#entries.get(id)?.fingerprint ?? null;
  }

  /** The object that is made of the article's own files and `rest`; `null` if it is not known. */
  getObject(id: string, rest: string): ObjectFacts | null {
    return this.#entries.get(id)?.objects[rest] ?? null;
  }

  setObject(id: string, rest: string, facts: ObjectFacts): void {
    const objects = this.#entries.get(id)?.objects;
    if (!objects) return;
    objects[rest] = facts;
    const [oldest = "", ...others] = Object.keys(objects);
    if (others.length >= OBJECTS_MAX) delete objects[oldest];
    this.#changed = true;
  }

  /** Keeps what is known for the next time. Whatever prevents that only costs time then. */
  save(): void {
    if (this.#folder === null || (!this.#changed && this.#entries.size === this.#before.size)) return;
    const path = join(this.#folder, FILE);
    const ours = `${path}.${process.pid}`;
    try {
      mkdirSync(this.#folder, { recursive: true });
      const file = openSync(ours, "w");
      const digest = createHash("sha256").update(this.#version);
      const kept = [...this.#entries.values()].filter(({ fingerprint }) => fingerprint !== null);
      for (const some of chunks(kept, AT_A_TIME)) {
        const lines = some.map((entry) => `${JSON.stringify(entry)}\n`).join("");
        digest.update(lines);
        writeFileSync(file, lines);
      }
      writeFileSync(file, digest.digest("base64url"));
      closeSync(file);
      renameSync(ours, path);
    } catch {
      rmSync(ours, { force: true });
    }
  }
}

/** @returns nothing if any of it is not what was written. */
function readEntries(path: string, version: string): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  try {
    const bytes = readFileSync(path);
    const lines = bytes.subarray(0, -DIGEST_LENGTH);
    const digest = createHash("sha256").update(version).update(lines).digest("base64url");
    if (bytes.subarray(-DIGEST_LENGTH).toString() !== digest) return entries;
    for (let at = 0; at < lines.byteLength; ) {
      const end = lines.indexOf("\n", at);
      const entry: Entry = JSON.parse(lines.toString("utf8", at, end));
      entries.set(entry.article.id, entry);
      at = end + 1;
    }
    return entries;
  } catch {
    return new Map();
  }
}

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
