// The content folder as a whole: read and checked, with all that is wrong with it.
import { join } from "node:path";
import { checkContent } from "../check/content.ts";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { ContentError } from "../diagnostics/messages.ts";
import { chunks } from "../files/chunks.ts";
import { ROOT } from "../files/root.ts";
import { MediaCache } from "../media/media-cache.ts";
import type { LoadedContent } from "./read-content.ts";
import { readContent } from "./read-content.ts";
import { addSocialCards } from "./social-cards.ts";

/** Where what is made of pictures is kept from one publish to the next. */
export const CACHE = join(ROOT, ".cache/media");

/** Articles of which social cards are made at a time. */
const AT_A_TIME = 8;

export interface CacheOptions {
  /** Where to keep what was read, so that the next time only what has changed is read; `null` keeps nothing. */
  cacheFolder?: string | null;
  /** Where what is made of pictures is kept. */
  media?: MediaCache;
}

export interface CheckedContent {
  /** As well as it can be told; fit to publish if no problem is an error. */
  content: LoadedContent;
  /** In the order of the files. */
  diagnostics: Diagnostic[];
}

/**
 * @param folder the `content` folder.
 * @param now milliseconds since 1970: what is scheduled for later is not public.
 */
export async function checkFolder(
  folder: string,
  { cacheFolder = null, media = new MediaCache(CACHE) }: CacheOptions = {},
  now = Date.now(),
): Promise<CheckedContent> {
  const diagnostics: Diagnostic[] = [];
  const content = await readContent(folder, cacheFolder, media, diagnostics);
  checkContent(content, now, diagnostics);
  return { content, diagnostics: diagnostics.sort(byPlace) };
}

/** Parameters as of `checkFolder`. @throws ContentError with every problem, if there are errors among them. */
export async function loadContent(folder: string, options: CacheOptions = {}): Promise<LoadedContent> {
  const { content, diagnostics } = await checkFolder(folder, options);
  if (hasErrors(diagnostics)) {
    content.cache.save();
    throw new ContentError(diagnostics);
  }
  await drawSocialCards(content);
  return content;
}

/** Content without errors gets its social cards. */
export async function drawSocialCards(content: LoadedContent): Promise<void> {
  for (const some of chunks(content.articles, AT_A_TIME))
    await Promise.all(some.map((article) => addSocialCards(article, content)));
}

const byPlace = (a: Diagnostic, b: Diagnostic): number =>
  a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;
