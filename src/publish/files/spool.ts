// Article bodies in an unlinked temporary file until they are published, so that any number of them takes no memory; or
// in memory.
import { mkdirSync, openSync, readSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isReadOnly } from "../diagnostics/command-error.ts";

/** Where a text lies. */
export type Span = readonly [at: number, length: number];

export class Spool {
  readonly #file: number | null;
  readonly #texts: string[] = [];
  #end = 0;

  /** @param folder of the file; `null`, or one in which nothing can be written, keeps the texts in memory. */
  constructor(folder: string | null) {
    if (folder === null) {
      this.#file = null;
      return;
    }
    this.#file = openUnnamed(folder);
  }

  add(text: string): Span {
    if (this.#file === null) return [this.#texts.push(text) - 1, 1];
    const bytes = Buffer.from(text);
    writeFileSync(this.#file, bytes);
    this.#end += bytes.byteLength;
    return [this.#end - bytes.byteLength, bytes.byteLength];
  }

  get([at, length]: Span): string {
    if (this.#file === null) return this.#texts[at] as string;
    const bytes = Buffer.alloc(length);
    readSync(this.#file, bytes, 0, length, at);
    return bytes.toString();
  }
}

/** @returns a file without a name, which is gone when the process is, however that ends; `null` if none can be made. */
function openUnnamed(folder: string): number | null {
  try {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `spool-${process.pid}`);
    const file = openSync(path, "w+");
    unlinkSync(path);
    return file;
  } catch (error) {
    if (isReadOnly(error)) return null;
    throw error;
  }
}
