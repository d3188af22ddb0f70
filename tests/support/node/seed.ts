// Publishes the newsroom's history with the real publish code and hands the writes to the tests in workerd.
import type { TestProject } from "vitest/node";
import { preview } from "../../../src/publish/commit/draft-release.ts";
import { planPublish } from "../../../src/publish/commit/plan.ts";
import { loadContent } from "../../../src/publish/content/load-content.ts";
import { EMBARGO, type History, NOW, type SeedWrite, type Step } from "../history.ts";
import { MemoryKv } from "./memory-kv.ts";
import { Newsroom, SVG } from "./newsroom.ts";

export default async function setup(project: TestProject): Promise<void> {
  const newsroom = await Newsroom.open("own");
  const kv = new MemoryKv();
  const history: Partial<History> = {};
  const writesSince = (from: number): SeedWrite[] =>
    kv.log.slice(from).map(({ key, value, metadata }) => ({
      key,
      value: Buffer.from(value).toString("base64"),
      ...(metadata && { metadata }),
    }));
  const step = async (name: Step) => {
    const from = kv.log.length;
    await newsroom.publish(kv, NOW);
    history[name] = writesSince(from);
  };

  await newsroom.article("renamed", "en", { aliases: ["renamed-before", "renamed-long-ago"] });
  await newsroom.article("renamed", "uk", { aliases: ["pereimenovana"] });
  await newsroom.article("cyrillic-slug", "uk", { section: "background", slug: "київ-і-їжак" });
  await newsroom.article("retracted", "en", {
    retracted: { date: "2025-06-01T10:00:00+03:00", note: "The source withdrew its claim." },
  });
  await newsroom.article("retracted", "uk", {
    retracted: { date: "2025-06-01T10:00:00+03:00", note: "Джерело відкликало свої слова." },
  });
  await newsroom.article("drafted", "en", { draft: true });
  await newsroom.article("half-drafted", "en");
  await newsroom.article("half-drafted", "uk", { draft: true });
  await newsroom.article("corrected", "en", {
    image: { src: "picture.svg", alt: "A picture" },
    changes: [
      { kind: "correction", date: "2025-02-01T10:00:00+02:00", text: "A name was wrong." },
      { kind: "typo", date: "2025-03-01T10:00:00+02:00" },
    ],
  });
  await newsroom.write("articles/corrected/picture.svg", SVG);
  for (let i = 0; i < 150; i++) {
    const datePublished = new Date(Date.parse("2024-01-01T10:00:00Z") - Math.floor(i / 10) * 3_600_000)
      .toISOString()
      .replace(".000", "");
    // With one headline they share one social card.
    const headline = "From the archive";
    await newsroom.article(`archive-${i}`, i % 5 === 0 ? "uk" : "en", {
      section: "background",
      headline,
      datePublished,
    });
  }
  await step("first");

  await newsroom.article(
    "renamed",
    "en",
    { aliases: ["renamed-before", "renamed-long-ago"] },
    "Another paragraph.",
  );
  await step("edited");

  await newsroom.remove("articles/corrected");
  await step("removed");

  await newsroom.article("embargoed", "en", {
    publishAt: new Date(EMBARGO).toISOString().replace(".000", ""),
  });
  await step("scheduled");

  const from = kv.log.length;
  const plan = await planPublish(await loadContent(newsroom.folder), kv, NOW, "in");
  const { token } = await preview(plan, kv, NOW);
  project.provide("preview", { writes: writesSince(from), token });

  await newsroom.close();
  project.provide("history", history as History);
}
