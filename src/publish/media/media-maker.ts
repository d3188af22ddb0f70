// Pictures and social cards out of the media cache, made when they are not in it.
import type { MediaMaker } from "../model.ts";
import type { MediaCache } from "./media-cache.ts";
import { readPicture } from "./picture.ts";
import { makeSocialCard } from "./social-card.ts";

export const mediaMaker = (cache: MediaCache): MediaMaker => ({
  picture: (source) => readPicture(source, cache),
  card: (words) => makeSocialCard(words, cache),
});
