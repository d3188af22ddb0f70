// Files that publishing makes (pictures of other sizes, social cards), kept on this machine from one publish to the
// next. Whatever is missing here, or not what it was, is made again: the folder may be deleted at any time.

import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Hash, hashOf } from "../../store/keys.ts";
import { CommandError, isReadOnly } from "../diagnostics/command-error.ts";
import type { MadeFile } from "../model.ts";

/** Puts a file into the cache. */
export type PutFile = (bytes: Uint8Array, extension: string) => Promise<MadeFile>;

/** A result, and its files. */
interface Entry {
  value: unknown;
  files: MadeFile[];
}

export class MediaCache {
  readonly folder: string;
  readonly #onMade: () => void;
  readonly #current = new Map<Hash, Promise<Entry>>();

  /** @param folder need not be there yet. @param onMade told whenever something was not there and has been made. */
  constructor(folder: string, onMade: () => void = () => {}) {
    this.folder = folder;
    this.#onMade = onMade;
  }

  /**
   * What `make` gives for these inputs: from the cache, or made now, once however many ask at the same time.
   * @param inputs all that the outcome depends on, the maker's own version included.
   * @param make gives something that JSON can hold. @throws what it throws; nothing is kept then.
   */
  async getOrCreate<T>(inputs: string, make: (put: PutFile) => Promise<T>): Promise<T> {
    const name = await hashOf(inputs);
    const current = this.#current.get(name) ?? this.#find(name, make);
    this.#current.set(name, current);
    try {
      return (await current).value as T;
    } finally {
      this.#current.delete(name);
    }
  }

  async #find(name: Hash, make: (put: PutFile) => Promise<unknown>): Promise<Entry> {
    const path = join(this.folder, `${name}.json`);
    const known = await readEntry(path);
    if (known) return known;
    const files: MadeFile[] = [];
    const put: PutFile = async (bytes, extension) => {
      const hash = await hashOf(bytes);
      const file = {
        hash,
        extension,
        size: bytes.byteLength,
        path: join(this.folder, `${hash}.${extension}`),
      };
      await writeIfPossible(file.path, bytes);
      files.push(file);
      return file;
    };
    const entry: Entry = { value: await make(put), files };
    const text = JSON.stringify(entry);
    await writeIfPossible(path, `${await hashOf(text)}\n${text}`);
    this.#onMade();
    return entry;
  }
}

/** @returns `null` if it is not there whole, with all of its files. */
async function readEntry(path: string): Promise<Entry | null> {
  const [hash, text = ""] = (await readFile(path, "utf8").catch(() => "")).split("\n", 2);
  if ((await hashOf(text)) !== hash) return null;
  const entry: Entry = JSON.parse(text);
  const whole = await Promise.all(
    entry.files.map(async ({ path, size }) => (await stat(path).catch(() => null))?.size === size),
  );
  return whole.every(Boolean) ? entry : null;
}

/** The same, but where nothing can be written nothing is kept: what was made can still be checked. */
const writeIfPossible = (path: string, content: string | Uint8Array): Promise<void> =>
  writeWhole(path, content).catch((error) => {
    if (!isReadOnly(error)) throw error;
  });

/** The whole file or nothing, whoever else writes it at the same time. */
async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const partial = `${path}.${process.pid}.${crypto.randomUUID()}`;
  try {
    await mkdir(join(path, ".."), { recursive: true });
    await writeFile(partial, content);
    await rename(partial, path);
  } catch (error) {
    // Only why it was not written counts.
    await rm(partial, { force: true }).catch(() => {});
    throw error;
  }
}

/**
 * The bytes of a file that was kept.
 * @param remake makes it again, should it be missing by now, or not what it was.
 * @throws if that makes another one: what it is made of has changed.
 */
export async function readCached(file: MadeFile, remake: () => Promise<unknown>): Promise<Uint8Array> {
  const found = await readWhole(file);
  if (found) return found;
  // Whole or not, it must not be taken for what it was.
  await rm(file.path, { force: true });
  await remake();
  const again = await readWhole(file);
  if (!again) throw new CommandError("publish.refused.pictureChanged");
  return again;
}

async function readWhole({ path, hash }: MadeFile): Promise<Uint8Array | null> {
  const bytes = await readFile(path).catch(() => null);
  return bytes && (await hashOf(bytes)) === hash ? bytes : null;
}
