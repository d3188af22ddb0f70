// The content folder as it would be published now.
import type { StoredArticle } from "../../../src/article/article.ts";
import { compile } from "../../../src/publish/compile/compile.ts";
import { loadContent } from "../../../src/publish/content/load-content.ts";
import type { Compiled } from "../../../src/publish/model.ts";
import type { Hash } from "../../../src/store/keys.ts";
import { parseObject } from "../../../src/store/objects.ts";

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
