import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadRelease } from "../../../src/publish/build/release-reader.ts";
import { commit, PublishConflict } from "../../../src/publish/commit/commit.ts";
import { planPromote, preview } from "../../../src/publish/commit/draft-release.ts";
import { gc } from "../../../src/publish/commit/gc.ts";
import { planPublish } from "../../../src/publish/commit/plan.ts";
import { draftsOf } from "../../../src/publish/compile/drafts.ts";
import { loadContent } from "../../../src/publish/content/load-content.ts";
import { objectReader } from "../../../src/publish/kv/object-reader.ts";
import { POINTER_KEY } from "../../../src/store/keys.ts";
import { isolateOn } from "../../support/node/isolate.ts";
import { MemoryKv } from "../../support/node/memory-kv.ts";
import { drawing, Newsroom } from "../../support/node/newsroom.ts";

const NOW = Date.parse("2025-07-01T12:00:00Z");
const HOUR = 3_600_000;

let newsroom: Newsroom;
let kv: MemoryKv;
beforeEach(async () => {
  newsroom = await Newsroom.open("none");
  kv = new MemoryKv();
  await newsroom.article("a", "en");
  await newsroom.article("b", "en");
  await newsroom.publish(kv, NOW);
  await newsroom.article("ready", "en");
  await newsroom.article("drafted", "en", { draft: true });
  await newsroom.remove("articles/b");
});
afterEach(() => newsroom.close());

const content = () => loadContent(newsroom.folder);
async function makePreview(now = NOW + HOUR) {
  const plan = await planPublish(await content(), kv, now, "in");
  return { plan, ...(await preview(plan, kv, now)) };
}
const promote = async (link: string, now = NOW + 2 * HOUR) => {
  const plan = await planPromote(link, await content(), kv, now);
  await commit(plan, kv);
  return plan;
};
const pointer = () => new TextDecoder().decode(kv.values.get(POINTER_KEY)?.value);

describe("a preview", () => {
  it("changes nothing for readers, and says what would change", async () => {
    const before = pointer();
    const { plan } = await makePreview();
    expect(pointer()).toBe(before);
    expect(plan.changes).toEqual({ added: ["drafted", "ready"], changed: [], removed: ["b"] });
  });

  it("is in KV whole before its key is, under the hash of the secret, for a day", async () => {
    const { token, plan } = await makePreview();
    const last = kv.log.at(-1);
    expect(last).toMatchObject({
      key: expect.stringMatching(/^preview\/[\w-]{22}$/),
      expirationTtl: 24 * 3600,
      metadata: { release: plan.release },
    });
    expect(Buffer.from(token, "base64url")).toHaveLength(16);
    for (const { key, value, metadata } of kv.values.values())
      expect(key + new TextDecoder().decode(value) + JSON.stringify(metadata)).not.toContain(token);
    await expect(loadRelease(objectReader(kv), plan.release)).resolves.toBeTruthy();
  });

  it("is kept by gc for as long as its link works", async () => {
    const { plan } = await makePreview();
    await gc(kv, NOW + 20 * HOUR);
    await expect(loadRelease(objectReader(kv), plan.release)).resolves.toBeTruthy();
    // KV has forgotten it.
    for (const key of [...kv.values.keys()]) if (key.startsWith("preview/")) kv.values.delete(key);
    await gc(kv, NOW + 20 * HOUR);
    await expect(loadRelease(objectReader(kv), plan.release)).rejects.toThrow("missing");
  });
});

describe("promoting a preview", () => {
  it("makes live exactly what it showed, and names the drafts in it", async () => {
    const { token, plan } = await makePreview();
    await promote(`https://visnyk.example/preview/${token}/en/articles/drafted-en`);
    expect(JSON.parse(pointer()).timeline).toEqual([{ from: 0, release: plan.release }]);
    expect(draftsOf(await content())).toEqual([{ id: "drafted", languages: ["en"] }]);
  });

  it("takes the bare secret too", async () => {
    const { token, plan } = await makePreview();
    expect((await promote(token)).release).toBe(plan.release);
  });

  it("is refused when something else has gone live", async () => {
    const { token } = await makePreview();
    await newsroom.publish(kv, NOW + HOUR);
    const before = pointer();
    await expect(promote(token)).rejects.toThrow(PublishConflict);
    await expect(promote(token)).rejects.toThrow("somebody has published");
    expect(pointer()).toBe(before);
  });

  it("is refused when the content is not what was looked at", async () => {
    const { token } = await makePreview();
    const before = pointer();
    await newsroom.article("ready", "en", {}, "Another text.");
    await expect(promote(token)).rejects.toThrow("the content has changed");
    expect(pointer()).toBe(before);
  });

  it("is refused for what is no preview, or not any more", async () => {
    const { token } = await makePreview();
    for (const link of ["", "nonsense", "A".repeat(22), POINTER_KEY])
      await expect(promote(link)).rejects.toThrow("no such preview");
    await expect(promote(token, NOW + 25 * HOUR)).rejects.toThrow("no such preview");
  });

  it("works for what was never published before", async () => {
    kv = new MemoryKv();
    const { token, plan } = await makePreview();
    expect(pointer()).toBe("");
    await promote(token);
    expect(JSON.parse(pointer()).timeline[0].release).toBe(plan.release);
  });
});

describe("a preview while something is scheduled", () => {
  const from = NOW + 5 * HOUR;
  const publishAt = new Date(from).toISOString().replace(".000", "");
  const write = (text: string) => {
    const image = { src: "a.svg", alt: "A picture" };
    return newsroom.article("later", "en", { publishAt, datePublished: publishAt, image }, text);
  };
  beforeEach(async () => {
    await newsroom.write("articles/later/a.svg", drawing(3));
    await write("One text.");
  });

  it("brings no picture of it to anybody", async () => {
    const { token, plan } = await makePreview();
    const scheduled = plan.objects.slice(plan.forNow).map(({ key }) => key);
    const pictures = scheduled.filter((key) => key.startsWith("media/"));
    const get = isolateOn(kv, () => NOW + 2 * HOUR);
    const answers = (prefix: string) =>
      Promise.all(
        pictures.flatMap((key) =>
          ["svg", "avif", "webp", "png"].map(
            async (type) => (await get(`${prefix}/${key}/later.${type}`)).status,
          ),
        ),
      );
    expect(pictures.length).toBeGreaterThan(3);
    for (const prefix of ["", `/preview/${token}`])
      expect(new Set(await answers(prefix))).toEqual(new Set([404]));
    for (const key of scheduled) expect([key, kv.values.has(key)]).toEqual([key, false]);
  });

  it("is not to be made live once its time has come, or what is scheduled has changed", async () => {
    const first = await makePreview();
    await write("Another text.");
    await expect(promote(first.token)).rejects.toThrow(/content has changed/);
    const { token } = await makePreview();
    await expect(promote(token, from + HOUR)).rejects.toThrow(/somebody has published/);
    await promote(token);
    // The other way round: what was scheduled has become live by itself.
    await newsroom.article("more", "en");
    const second = await makePreview(NOW + 3 * HOUR);
    await expect(promote(second.token, from + HOUR)).rejects.toThrow(/somebody has published/);
  });
});
