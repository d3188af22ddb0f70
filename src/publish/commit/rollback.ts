// An old release's content as a new release: nothing is undone in place, so a rollback can be rolled back.
import type { Release } from "../../store/format.ts";
import type { Hash } from "../../store/keys.ts";
import { liveAt } from "../../store/pointer.ts";
import { withdrawMedia, withhold } from "../build/build.ts";
import { NewObjects } from "../build/new-objects.ts";
import { type LoadedRelease, loadRelease } from "../build/release-reader.ts";
import { appendLog, diff, type ReleaseChanges } from "../build/sync-log.ts";
import { CommandError } from "../diagnostics/command-error.ts";
import type { PublishKv } from "../kv/kv.ts";
import { objectReader } from "../kv/object-reader.ts";
import { type Commit, nextPointer, objectWrite, readPointer, upcoming } from "./commit.ts";
import { type Impact, impactOnPresent, type LostSlug, lostSlugs } from "./impact.ts";
import { findRelease } from "./releases.ts";

export interface Rollback extends Commit {
  /** The release that becomes live, and the one whose content it has. */
  release: Hash;
  sequence: number;
  to: { release: Hash; sequence: number };
  /** The changes for readers. */
  changes: ReleaseChanges;
  impact: Impact;
  lost: LostSlug[];
  /** Whether it goes to what is live already, which only drops what is scheduled. */
  isLive: boolean;
  /** When something was scheduled that is not any more (milliseconds since 1970). */
  dropped: number[];
}

/**
 * Works out all that rolling back writes: at most 4 values at any size. Nothing is written.
 * @param target a release's name, its beginning or its sequence; `null` for the one before the live one.
 * @param now milliseconds since 1970.
 * @throws with what to do if there is nothing to roll back to.
 */
export async function planRollback(kv: PublishKv, target: string | null, now: number): Promise<Rollback> {
  const base = await readPointer(kv);
  if (!base) throw new CommandError("publish.refused.nothingToRollBack");
  const live = liveAt(base, now);
  const read = objectReader(kv);
  const { hash } = await findRelease(read, live.release, target);
  const [from, goal] = await Promise.all([loadRelease(read, live.release), loadRelease(read, hash)]);

  const sequence = from.release.sequence + 1;
  const { log: entries, changes } = diff(from.articles, goal.articles, sequence, now);
  const isLive = goal.hash === from.hash;
  const { site, catalog, slugs } = goal.release;
  const impact = impactOnPresent(changes, from, goal);
  // Whatever the content has, its next publish is another release.
  const lost = lostSlugs(from, goal, []);
  const dropped = upcoming(base, now).map((entry) => entry.from);
  const to = { release: goal.hash, sequence: goal.release.sequence };
  const told = { to, changes, impact, lost, isLive, dropped };
  const roots = ({ release }: LoadedRelease) =>
    JSON.stringify([release.site, release.catalog, release.slugs]);
  if (roots(from) === roots(goal) && dropped.length === 0) {
    return {
      ...told,
      release: from.hash,
      sequence: from.release.sequence,
      objects: [],
      pointer: null,
      base,
    };
  }
  const { values, store } = new NewObjects();
  // In one page however long it is: a rollback is few writes at any size.
  const addition = { sequence, at: now, entries };
  const { log } = await appendLog(from, addition, read, store, Number.POSITIVE_INFINITY);
  const gone = withdrawMedia(
    from.articles,
    goal.articles,
    [...from.release.gone, ...goal.release.gone],
    goal.media,
  );
  const withheld = [...(from.release.withheld ?? []), ...(goal.release.withheld ?? [])];
  const release = await store({
    v: 1,
    sequence,
    parent: from.hash,
    site,
    catalog,
    slugs,
    log,
    gone,
    ...withhold(withheld, goal.media, gone),
  } satisfies Release);
  return {
    ...told,
    release,
    sequence,
    objects: [...values].map(([hash, encode]) => objectWrite(hash, encode, now)),
    pointer: nextPointer(base, [{ from: 0, release }], from.hash),
    base,
  };
}
