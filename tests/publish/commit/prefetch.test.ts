// The first KV reads of a publish run while the content is read; the result is the same.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commit } from "../../../src/publish/commit/commit.ts";
import { planPublish } from "../../../src/publish/commit/plan.ts";
import { readAhead } from "../../../src/publish/commit/prefetch.ts";
import { loadContent } from "../../../src/publish/content/load-content.ts";
import { MemoryKv } from "../../support/node/memory-kv.ts";
import { Newsroom } from "../../support/node/newsroom.ts";

const NOW = Date.parse("2025-07-01T12:00:00Z");

/** Keeps what it is asked for, and fails when it is told to. */
class AskedKv extends MemoryKv {
  asked: string[] = [];
  fails = false;

  override async get(keys: readonly string[]) {
    this.asked.push(...keys);
    if (this.fails) throw new Error("KV is not there");
    return super.get(keys);
  }
}

let newsroom: Newsroom;
let kv: AskedKv;
beforeEach(async () => {
  newsroom = await Newsroom.open("none");
  kv = new AskedKv();
  await newsroom.article("a", "en");
  await publish();
  await newsroom.article("b", "uk", { section: "background" });
});
afterEach(() => newsroom.close());

const plan = async (from: Parameters<typeof planPublish>[1]) =>
  planPublish(await loadContent(newsroom.folder), from, NOW);

async function publish() {
  const planned = await plan(kv);
  await commit(planned, kv);
  return planned;
}

describe("a KV that is read ahead", () => {
  it("gives a publish all that it builds on without being asked again", async () => {
    const expected = await plan(kv);
    const needed = kv.asked.filter((key) => key.startsWith("object/"));
    kv.asked = [];
    const ahead = readAhead(kv, NOW);
    const content = await loadContent(newsroom.folder);
    const early = kv.asked.filter((key) => key.startsWith("object/"));
    expect(early.length).toBeGreaterThan(3);
    expect(needed).toEqual(expect.arrayContaining(early));
    kv.asked = [];
    expect((await planPublish(content, ahead, NOW)).release).toBe(expected.release);
    for (const key of early) expect(kv.asked).not.toContain(key);
  });

  it("is asked again for what it could not give early", async () => {
    const expected = await plan(kv);
    kv.fails = true;
    const ahead = readAhead(kv, NOW);
    const content = await loadContent(newsroom.folder);
    await expect(planPublish(content, ahead, NOW)).rejects.toThrow("KV is not there");
    kv.fails = false;
    expect((await planPublish(content, ahead, NOW)).release).toBe(expected.release);
  });

  it("builds on the release that is live when it is asked, not on one that was live before", async () => {
    const ahead = readAhead(kv, NOW);
    await loadContent(newsroom.folder);
    const { release } = await publish();
    await newsroom.article("c", "en");
    const planned = await plan(ahead);
    expect(planned.base?.timeline[0]?.release).toBe(release);
    expect(planned.changes.added).toEqual(["c"]);
  });

  it("publishes into a KV that has nothing yet", async () => {
    const empty = new MemoryKv();
    const ahead = readAhead(empty, NOW);
    await commit(await plan(ahead), ahead);
    expect(empty.log.at(-1)?.key).toBe("pointer");
  });
});
