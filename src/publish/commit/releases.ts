// The chain of releases, newest first.
import { isMark, type LogEntry, type LogPage, type Release } from "../../store/format.ts";
import type { Hash } from "../../store/keys.ts";
import { parseObject } from "../../store/objects.ts";
import { CommandError } from "../diagnostics/command-error.ts";
import type { PublishKv } from "../kv/kv.ts";
import { objectReader } from "../kv/object-reader.ts";
import type { ObjectReader } from "../model.ts";
import { writtenTimes } from "./written-at.ts";

export interface ReleaseInChain {
  hash: Hash;
  release: Release;
}

/** From `newest` to the first release, or to where gc has cleared away what came before. */
export async function* releaseChain(read: ObjectReader, newest: Hash): AsyncGenerator<ReleaseInChain> {
  for (let hash: Hash | null = newest; hash; ) {
    const bytes: Uint8Array | null = await read(hash).catch(() => null);
    if (!bytes) return;
    const release: Release = parseObject(bytes);
    yield { hash, release };
    hash = release.parent;
  }
}

/** The changes of a release, for the list of releases. */
export interface ReleaseLine {
  hash: Hash;
  sequence: number;
  /** When it became, or becomes, public (milliseconds since 1970); absent if nothing says. */
  at?: number;
  /** Ids of articles that are new or other in a language, and of those that a language has no more. */
  written: string[];
  lost: string[];
}

/** @returns the newest releases, newest first, at most `count`. */
export async function listReleases(kv: PublishKv, newest: Hash, count: number): Promise<ReleaseLine[]> {
  const read = objectReader(kv);
  const shown: ReleaseInChain[] = [];
  for await (const each of releaseChain(read, newest)) {
    shown.push(each);
    if (shown.length === count) break;
  }
  const oldest = shown.at(-1)?.release.sequence ?? 0;
  const log = shown[0] ? await logSince(read, shown[0].release, oldest) : [];
  // The first release has no mark.
  const unmarked = shown.filter(
    ({ release }) => !log.some((each) => isMark(each) && each.sequence === release.sequence),
  );
  const times = await writtenTimes(
    kv,
    unmarked.map(({ hash }) => hash),
  );
  return shown.map(({ hash, release: { sequence } }) => {
    const own = log.filter((entry) => entry.sequence === sequence);
    const entries = own.filter((entry) => !isMark(entry)) as LogEntry[];
    const mark = own.find(isMark);
    const at = mark ? Date.parse(mark.at) : times.get(hash);
    const isLost = ({ deleted }: LogEntry) => deleted !== undefined;
    return {
      hash,
      sequence,
      ...(at !== undefined && { at }),
      written: entries.filter((entry) => !isLost(entry)).map(({ id }) => id),
      lost: entries.filter(isLost).map(({ id }) => id),
    };
  });
}

/** Log entries from release number `oldest` on; only the pages that hold them are read. */
async function logSince(read: ObjectReader, { log }: Release, oldest: number): Promise<LogPage> {
  const entries: LogPage = [];
  for (const name of [log.open, ...log.closed.map(([, page]) => page).reverse()]) {
    const page = parseObject<LogPage>(await read(name));
    entries.push(...page);
    if ((page[0]?.sequence ?? oldest) < oldest) break;
  }
  return entries;
}

/**
 * @param name a release's name, its beginning or its sequence; `null` for the one before the live one. A number is
 * a sequence and nothing else: many names begin with digits, and the release of that number may be cleared away.
 * @throws with what to do if there is no such release.
 */
export async function findRelease(
  read: ObjectReader,
  live: Hash,
  name: string | null,
): Promise<ReleaseInChain> {
  const isNumber = name !== null && /^\d+$/.test(name);
  const found: ReleaseInChain[] = [];
  for await (const each of releaseChain(read, live)) {
    const { hash, release } = each;
    if (name === null ? hash !== live : hash === name) return each;
    if (name === null) continue;
    if (isNumber ? String(release.sequence) === name : hash.startsWith(name)) found.push(each);
  }
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  if (name === null) throw new CommandError("publish.refused.noEarlierRelease");
  const context = only ? "ambiguous" : isNumber ? "number" : "";
  throw new CommandError("publish.refused.noRelease", { name, context });
}
