// The content folder as it would be published now.
import type { StoredArticle } from "../../../src/article/article.ts";
import { type Compiled, compile } from "../../../src/publish/compile.ts";
import { loadContent } from "../../../src/publish/content.ts";
import { parseObject } from "../../../src/publish/load.ts";
import type { Hash } from "../../../src/store/keys.ts";

export interface CompiledFolder extends Compiled {
  /** What the article objects hold, by their names. */
  stored: Map<Hash, StoredArticle>;
}

/** @param folder the `content` folder. */
export async function compileFolder(folder: string): Promise<CompiledFolder> {
  const compiled = await compile(await loadContent(folder), Date.now());
  const stored = new Map<Hash, StoredArticle>();
  for (const [hash, encode] of compiled.objects) stored.set(hash, parseObject(await encode()));
  return { ...compiled, stored };
}
