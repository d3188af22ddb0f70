// The sync log over many releases: how it is numbered, what closes a page, and what is dropped.
import { beforeEach, describe, expect, it } from "vitest";
import { NewObjects } from "../../../src/publish/build/new-objects.ts";
import { appendLog } from "../../../src/publish/build/sync-log.ts";
import type { ObjectReader } from "../../../src/publish/model.ts";
import {
  isMark,
  LOG_PAGE_MAX,
  type LogEntry,
  type LogPage,
  type Release,
} from "../../../src/store/format.ts";

const NOW = Date.parse("2025-07-01T12:00:00Z");
const DAY = 24 * 3_600_000;

const entries = (sequence: number, count: number): LogEntry[] =>
  Array.from({ length: count }, (_, i) => ({ sequence, id: `a${i}`, en: [`a${i}`, `r${sequence}`] }));

/** Releases one on the other, of which only the log is there. */
class Chain {
  readonly #objects = new NewObjects();
  readonly read: ObjectReader = async (hash) => {
    const encode = this.#objects.values.get(hash);
    if (!encode) throw new Error(`${hash} is missing`);
    return encode();
  };
  log: Release["log"] = { open: "", closed: [], first: 0, end: 0 };
  openLog: LogPage = [];
  sequence = 1;

  async release(count: number, at = NOW, pageMax = LOG_PAGE_MAX): Promise<void> {
    const sequence = ++this.sequence;
    const parent = {
      hash: `release-${sequence - 1}`,
      release: { log: this.log } as Release,
      openLog: this.openLog,
    };
    const addition = { sequence, at, entries: entries(sequence, count) };
    Object.assign(this, await appendLog(parent, addition, this.read, this.#objects.store, pageMax));
  }

  async page(hash: string): Promise<LogPage> {
    return JSON.parse(new TextDecoder().decode(await this.read(hash)));
  }

  /** Every entry that is kept, by its number. */
  async all(): Promise<Map<number, LogPage[number]>> {
    const all = new Map<number, LogPage[number]>();
    for (const [first, hash] of [...this.log.closed, [this.log.first ?? 0, this.log.open] as const]) {
      for (const [i, entry] of (await this.page(hash)).entries()) all.set(first + i, entry);
    }
    return all;
  }
}

let chain: Chain;
beforeEach(() => {
  chain = new Chain();
});

describe("the log", () => {
  it("counts every entry once, marks included, over pages of 256 that are never written again", async () => {
    const written = new Map<number, string>();
    for (const count of [3, 0, 250, 700, 1, 255, 256, 0]) {
      await chain.release(count);
      for (const [first, hash] of chain.log.closed)
        expect(written.get(first) ?? written.set(first, hash).get(first)).toBe(hash);
    }
    const all = await chain.all();
    expect([...all.keys()]).toEqual(Array.from({ length: chain.log.end ?? 0 }, (_, i) => i));
    expect(all.size).toBe(3 + 250 + 700 + 1 + 255 + 256 + 8);
    for (const [first, hash] of chain.log.closed) {
      expect(await chain.page(hash)).toHaveLength(LOG_PAGE_MAX);
      expect(first % LOG_PAGE_MAX).toBe(0);
    }
    expect([...all.values()].filter(isMark).map(({ sequence, parent }) => [sequence, parent])).toEqual(
      [2, 3, 4, 5, 6, 7, 8, 9].map((sequence) => [sequence, `release-${sequence - 1}`]),
    );
    // A mark comes right before what its release changed.
    for (const [number, entry] of all)
      if (!isMark(entry)) expect(all.get(number - 1)?.sequence).toBe(entry.sequence);
  });

  it("goes on being counted after a page that a rollback wrote in one", async () => {
    await chain.release(10);
    await chain.release(1000, NOW, Number.POSITIVE_INFINITY);
    expect(chain.log).toMatchObject({ closed: [[0, expect.any(String)]], first: 1012, end: 1012 });
    await chain.release(300);
    const all = await chain.all();
    expect([...all.keys()]).toEqual(Array.from({ length: 1313 }, (_, i) => i));
    expect(all.get(1012)).toMatchObject({ sequence: 4, parent: "release-3" });
  });

  it("of before there were marks begins anew", async () => {
    chain.log = { open: "old", closed: [[1, "old-too"]] };
    chain.openLog = entries(1, 3);
    await chain.release(2);
    expect(chain.log).toMatchObject({ closed: [], first: 0, end: 3 });
    expect(chain.openLog).toEqual([
      { sequence: 2, parent: "release-1", at: "2025-07-01T12:00:00Z" },
      ...entries(2, 2),
    ]);
  });
});

describe("what is old", () => {
  const firsts = () => chain.log.closed.map(([first]) => first);

  it("is dropped a page at a time, once all in it was replaced 90 days ago", async () => {
    await chain.release(250, NOW);
    await chain.release(250, NOW + DAY);
    for (let i = 2; i < 8; i++) await chain.release(60, NOW + i * DAY);
    expect(firsts()).toEqual([0, 256, 512]);
    // The first page ends with the second release's mark: who knew what was before it could be a client of yesterday.
    await chain.release(1, NOW + 91 * DAY);
    expect(firsts()).toEqual([0, 256, 512]);
    await chain.release(1, NOW + 91 * DAY + 1000);
    expect(firsts()).toEqual([256, 512]);
    for (let i = 0; i < 2; i++) await chain.release(1, NOW + 400 * DAY);
    // What is open stays, however old.
    expect(firsts()).toEqual([]);
    expect(chain.log.first).toBe(768);
    expect((await chain.all()).size).toBe((chain.log.end ?? 0) - 768);
  });

  it("is dropped with the pages that only go on with it", async () => {
    await chain.release(1000, NOW);
    for (let i = 1; i < 5; i++) await chain.release(1, NOW + DAY);
    expect(firsts()).toEqual([0, 256, 512]);
    await chain.release(1, NOW + 91 * DAY);
    expect(firsts()).toEqual([]);
  });

  it("stays while it leads on from one of the five newest releases", async () => {
    await chain.release(300, NOW);
    for (let i = 1; i < 6; i++) {
      expect(firsts()).toEqual([0]);
      await chain.release(1, NOW + i * 365 * DAY);
    }
    expect(firsts()).toEqual([]);
  });
});
