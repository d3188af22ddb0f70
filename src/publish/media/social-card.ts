// The picture that stands for an article where it is shared.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import sharp from "sharp";
import { hashOf } from "../../store/keys.ts";
import type { CardWords, SocialCard } from "../model.ts";
import type { MediaCache } from "./media-cache.ts";

const require = createRequire(import.meta.url);

/** Names everything but the words that the outcome depends on, the code that draws it too. */
const painter: string = await hashOf(
  JSON.stringify([
    sharp.versions,
    require("satori/package.json").version,
    require("@fontsource/source-serif-4/package.json").version,
    await readFile(new URL("./paint-card.ts", import.meta.url), "utf8"),
  ]),
);

export async function makeSocialCard(words: CardWords, cache: MediaCache): Promise<SocialCard> {
  const { headline, section, site } = words;
  const inputs = JSON.stringify([painter, headline, section, site]);
  const file = await cache.getOrCreate(inputs, async (put) => {
    // Most publishes draw none, and do without what it takes.
    const { paintCard } = await import("./paint-card.ts");
    return put(await paintCard(words), "png");
  });
  return { words, ...file };
}
