// Pictures. A hash in a URL is all of a request that ever becomes part of a storage key.
import { articleIdOfMedia, mediaPath, PICTURE_TYPES } from "../article/paths.ts";
import { mediaKey } from "../render/representation-key.ts";
import { HASH_PATTERN } from "../store/keys.ts";
import { Unavailable } from "../store/single-flight.ts";
import { problem, type RequestContext, type Result } from "./result.ts";

const NAME = /^[a-z0-9]+(?:[.-][a-z0-9]+)*\.([a-z0-9]+)$/;

/** GET /media/{hash}/{name} */
export async function media({ release, params }: RequestContext): Promise<Result> {
  const { hash = "", name = "" } = params;
  const extension = NAME.exec(name)?.[1] ?? "";
  const type = Object.hasOwn(PICTURE_TYPES, extension) ? PICTURE_TYPES[extension] : undefined;
  if (!HASH_PATTERN.test(hash) || !type) return problem("not_found");
  if (release.isWithdrawn(hash)) return problem("media_withdrawn");
  if (release.isWithheld(hash)) return problem("not_found");
  return {
    kind: "representation",
    url: mediaPath(hash, name),
    key: mediaKey(hash, extension),
    headers: extension === "svg" ? "svg" : "picture",
    contentType: type,
    immutable: true,
    onMissing: async () => {
      // KV may not have it here yet. The name says whose picture it claims to be: if that article has shown it, a
      // 404 would be false, so say "try again" instead.
      const owner = await release.article(articleIdOfMedia(name));
      if (owner && "media" in owner && owner.media?.includes(`${hash}.${extension}`)) {
        throw new Unavailable(`media/${hash}: missing`);
      }
      return problem("not_found");
    },
  };
}
