// The reach of a release by the description of the stored kinds, against a search through the bytes.
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadRelease } from "../../../src/publish/build/release-reader.ts";
import { objectReader } from "../../../src/publish/kv/object-reader.ts";
import type { Pointer } from "../../../src/store/format.ts";
import { type Hash, mediaKey, objectKey, POINTER_KEY } from "../../../src/store/keys.ts";
import { parseObject } from "../../../src/store/objects.ts";
import { MemoryKv } from "../../support/node/memory-kv.ts";
import { Newsroom, SVG } from "../../support/node/newsroom.ts";

const NOW = Date.parse("2025-07-01T12:00:00Z");
/** Fields with names of what is kept for its own sake, or must not be shown. */
const ELSEWHERE = ["parent", "gone", "withheld"];

let newsroom: Newsroom;
beforeEach(async () => {
  newsroom = await Newsroom.open("own");
});
afterEach(() => newsroom.close());

/** Everything in KV whose name stands in something that leads there. */
function closure({ values }: MemoryKv, root: Hash): Set<string> {
  const found = new Set<string>();
  const queue = [objectKey(root)];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    if (!key.startsWith(objectKey(""))) continue;
    const value = parseObject(values.get(key)?.value as Uint8Array);
    const text = JSON.stringify(value, (name, field) => (ELSEWHERE.includes(name) ? undefined : field));
    for (const [name] of text.matchAll(/(?<![\w-])[\w-]{22}(?![\w-])/g))
      queue.push(...[objectKey(name), mediaKey(name)].filter((each) => values.has(each)));
  }
  return found;
}

it("is all that the stored bytes name, and no more", async () => {
  const kv = new MemoryKv();
  // Its site does not fit into the release.
  await newsroom.names(
    "sections.yaml",
    ["latest-news", "background", ...Array.from({ length: 120 }, (_, i) => `section-${i}`)]
      .map((id) => `${id}:\n  en: ${"A long name ".repeat(3)}${id}\n  uk: ${"Довга назва ".repeat(3)}${id}\n`)
      .join(""),
  );
  await newsroom.article("illustrated", "en", { image: { src: "picture.svg", alt: "A picture" } });
  await newsroom.write("articles/illustrated/picture.svg", SVG);
  // With one headline they share one social card.
  const archived = { section: "section-1", headline: "From the archive" };
  // Revisions, closed pages of the log, several leaves and shards.
  for (let i = 0; i < 300; i++) await newsroom.article(`a-${i}`, i % 2 ? "uk" : "en", archived);
  await newsroom.publish(kv, NOW);
  for (let edit = 1; edit <= 3; edit++) {
    for (let i = 0; i < 100; i++)
      await newsroom.article(`a-${i}`, i % 2 ? "uk" : "en", archived, `Edit ${edit}.`);
    await newsroom.publish(kv, NOW + edit);
  }
  const pointer: Pointer = parseObject(kv.values.get(POINTER_KEY)?.value as Uint8Array);
  const { release, reach, media, catalog, articles } = await loadRelease(
    objectReader(kv),
    pointer.timeline[0]?.release as Hash,
  );
  expect(typeof release.site).toBe("string");
  expect(release.log.closed.length).toBeGreaterThan(0);
  expect(release.slugs.length).toBeGreaterThan(1);
  expect(catalog.all?.length).toBeGreaterThan(1);
  expect(articles.get("a-1")?.past?.uk?.length).toBeGreaterThan(0);
  expect(media.size).toBeGreaterThan(5);

  const named = closure(kv, pointer.timeline[0]?.release as Hash);
  expect([...named].sort()).toEqual([...[...reach].map(objectKey), ...[...media].map(mediaKey)].sort());
});
