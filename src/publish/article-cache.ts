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
import { setImmediate as pause } from "node:timers/promises";
import type { Sizes } from "../article/summary.ts";
import type { Hash } from "../store/keys.ts";
import type { CheckedArticle } from "./check-article.ts";
import { chunks } from "./chunks.ts";
import { type Fingerprint, fingerprintOf } from "./fingerprint.ts";
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
  /** `null` if its files cannot be told from what they will be next. See `fingerprintOf`. */
  fingerprint: Fingerprint | null;
  /** By what else than its own files an object is made of. */
  objects: Record<string, ObjectFacts>;
}

const FILE = "articles.jsonl";
/** Of SHA-256 in base64url, which the file ends with. */
const DIGEST_LENGTH = 43;
const OBJECTS_MAX = 16;
/** Entries that are read or written at a time. */
const AT_A_TIME = 500;

interface Kept {
  entry: Entry;
  /** As it is in the file; `null` if it is other than that. */
  line: Uint8Array | null;
}

export class ArticleCache {
  readonly #folder: string | null;
  readonly #content: string;
  readonly #version: string;
  readonly #before: ReadonlyMap<string, Kept>;
  readonly #kept = new Map<string, Kept>();

  private constructor(
    folder: string | null,
    content: string,
    version: string,
    before: ReadonlyMap<string, Kept>,
  ) {
    this.#folder = folder;
    this.#content = content;
    this.#version = version;
    this.#before = before;
  }

  /**
   * @param folder where the file is; `null` keeps nothing.
   * @param content the `content` folder.
   */
  static async open(folder: string | null, content: string): Promise<ArticleCache> {
    if (folder === null) return new ArticleCache(folder, content, "", new Map());
    const version = versionOf(content);
    return new ArticleCache(folder, content, version, await readEntries(join(folder, FILE), version));
  }

  /** @returns the article and its warnings if its files are as they were when it was read, or `null`. */
  get(id: string): Pick<Entry, "article" | "warnings"> | null {
    const kept = this.#before.get(id);
    const last = kept?.entry.fingerprint ?? null;
    const fingerprint = last && fingerprintOf(join(this.#content, "articles", id), last);
    if (!kept || !fingerprint || fingerprint.files !== last?.files) return null;
    kept.entry.fingerprint = fingerprint;
    this.#kept.set(id, kept);
    if (fingerprint.folder !== last.folder) this.grown(id);
    return kept.entry;
  }

  /** An article that was read just now. One with errors is read again: it is going to be changed. */
  set(article: CheckedArticle, fingerprint: Fingerprint | null, problems: readonly ContentProblem[]): void {
    const entry: Entry = {
      article,
      warnings: problems,
      fingerprint: hasErrors(problems) ? null : fingerprint,
      objects: {},
    };
    this.#kept.set(article.id, { entry, line: null });
  }

  /** More is known now of an article that it gave or was given. */
  grown(id: string): void {
    const kept = this.#kept.get(id);
    if (kept) kept.line = null;
  }

  /** Whether that is the article which it gave or was given. */
  has(id: string, fingerprint: Fingerprint | null): boolean {
    return this.#kept.get(id)?.entry.fingerprint?.files === fingerprint?.files;
  }

  /** The object that is made of the article's own files and `rest`; `null` if it is not known. */
  getObject(id: string, rest: string): ObjectFacts | null {
    return this.#kept.get(id)?.entry.objects[rest] ?? null;
  }

  setObject(id: string, rest: string, facts: ObjectFacts): void {
    const objects = this.#kept.get(id)?.entry.objects;
    if (!objects) return;
    objects[rest] = facts;
    const [oldest = "", ...others] = Object.keys(objects);
    if (others.length >= OBJECTS_MAX) delete objects[oldest];
    this.grown(id);
  }

  /** Keeps what is known for the next time. Whatever prevents that only costs time then. */
  save(): void {
    const kept = [...this.#kept.values()].filter(({ entry }) => entry.fingerprint !== null);
    const isSame = kept.length === this.#before.size && kept.every(({ line }) => line !== null);
    if (this.#folder === null || isSame) return;
    const path = join(this.#folder, FILE);
    const ours = `${path}.${process.pid}`;
    try {
      mkdirSync(this.#folder, { recursive: true });
      const file = openSync(ours, "w");
      const digest = createHash("sha256").update(this.#version);
      for (const some of chunks(kept, AT_A_TIME)) {
        const lines = Buffer.concat(
          some.map(({ entry, line }) => line ?? Buffer.from(`${JSON.stringify(entry)}\n`)),
        );
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
async function readEntries(path: string, version: string): Promise<Map<string, Kept>> {
  const kept = new Map<string, Kept>();
  try {
    const bytes = readFileSync(path);
    const lines = bytes.subarray(0, -DIGEST_LENGTH);
    const digest = createHash("sha256").update(version).update(lines).digest("base64url");
    if (bytes.subarray(-DIGEST_LENGTH).toString() !== digest) return kept;
    for (let at = 0; at < lines.byteLength; ) {
      if (kept.size % AT_A_TIME === 0) await pause();
      const end = lines.indexOf("\n", at) + 1;
      const line = lines.subarray(at, end);
      const entry: Entry = JSON.parse(line.toString());
      kept.set(entry.article.id, { entry, line });
      at = end;
    }
    return kept;
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
