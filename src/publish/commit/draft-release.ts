// A preview: what publishing would make live, drafts as if they were ready, behind a link that only who has it knows.
import { randomBytes } from "node:crypto";
import type { Preview } from "../../store/format.ts";
import { HASH_PATTERN, type Hash, hashOf, previewKey } from "../../store/keys.ts";
import { liveAt } from "../../store/pointer.ts";
import { scheduledMoments } from "../compile/compile.ts";
import { CommandError } from "../diagnostics/command-error.ts";
import type { Progress, PublishKv } from "../kv/kv.ts";
import type { Content } from "../model.ts";
import { PublishConflict, readPointer, writeAll } from "./commit.ts";
import { type Plan, planPublish } from "./plan.ts";

/** Milliseconds for which a link works. */
const LIFETIME = 24 * 3_600_000;

/** KV metadata of a preview: what gc has to keep for it. */
export interface PreviewMetadata {
  release: Hash;
}

/**
 * Writes the release, and the preview last; what is live stays as it is.
 * @param now milliseconds since 1970.
 * @returns the secret of the link: 128 random bits, of which KV only gets the hash.
 */
export async function preview(plan: Plan, kv: PublishKv, now: number, onProgress?: Progress) {
  const token = randomBytes(16).toString("base64url");
  const value: Preview = {
    v: 1,
    release: plan.release,
    at: now,
    until: now + LIFETIME,
    edit: plan.base?.edit ?? 0,
    timeline: timelineOf(plan),
  };
  const metadata: PreviewMetadata = { release: plan.release };
  // What is scheduled has nobody yet who withholds it.
  await writeAll(plan.objects.slice(0, plan.forNow), kv, onProgress);
  await kv.put([
    {
      key: previewKey(await hashOf(token)),
      value: new TextEncoder().encode(JSON.stringify(value)),
      metadata,
      expirationTtl: LIFETIME / 1000,
    },
  ]);
  return { token, until: value.until };
}

/**
 * Plans to make live what a preview shows.
 * @param link the preview's link, or the secret in it. @param now milliseconds since 1970.
 * @throws PublishConflict if that is not what publishing would make live any more.
 */
export async function planPromote(link: string, content: Content, kv: PublishKv, now: number): Promise<Plan> {
  const [, token = link] = /\/preview\/([^/]+)/.exec(link) ?? [];
  const key = previewKey(await hashOf(token));
  const bytes = HASH_PATTERN.test(token) ? (await kv.get([key])).get(key) : undefined;
  const found: Preview | null = bytes ? JSON.parse(new TextDecoder().decode(bytes)) : null;
  if (!found || found.until <= now) {
    throw new CommandError("publish.refused.noPreview");
  }
  const base = await readPointer(kv);
  const moments = scheduledMoments(content, found.at);
  const hasMovedOn =
    (base && liveAt(base, found.at).release !== liveAt(base, now).release) ||
    moments.some((moment) => moment <= now);
  if ((base?.edit ?? 0) !== found.edit || hasMovedOn) {
    throw new PublishConflict("publish.refused.previewOutdated");
  }
  const plan = await planPublish(content, kv, found.at, "in");
  const isSame = JSON.stringify(timelineOf(plan)) === JSON.stringify(found.timeline);
  if (plan.release !== found.release || !isSame) {
    throw new PublishConflict("publish.refused.previewChanged");
  }
  return plan;
}

const timelineOf = ({ scheduled }: Plan): Preview["timeline"] =>
  scheduled.map(({ from, release }) => ({ from, release }));
