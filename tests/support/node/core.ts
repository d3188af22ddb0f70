// Publishes the newsroom's own content with the real publish code, and hands it to the test of the core in workerd.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { planPublish } from "../../../src/publish/commit/plan.ts";
import { loadContent } from "../../../src/publish/content/load-content.ts";
import type { CoreInputs } from "../core.ts";
import { NOW } from "../history.ts";
import { MemoryKv } from "./memory-kv.ts";

const CONTENT = join(import.meta.dirname, "../../../content");

export default async function setup(project: TestProject): Promise<void> {
  const content = await loadContent(CONTENT);
  const inputs: CoreInputs = { texts: {}, pictures: {}, cards: {} };
  for (const file of await readdir(CONTENT, { recursive: true })) {
    if (/\.(md|yaml)$/.test(file))
      inputs.texts[file.replaceAll("\\", "/")] = await readFile(join(CONTENT, file), "utf8");
  }
  for (const { id, picture, translations } of content.articles) {
    const pictures = Object.values(translations).flatMap((translation) => translation.pictures);
    for (const each of picture ? [picture, ...pictures] : pictures) inputs.pictures[each.source] = each;
    for (const [locale, { socialCard }] of Object.entries(translations))
      if (socialCard) inputs.cards[`${id}/${locale}`] = socialCard;
  }
  const plan = await planPublish(content, new MemoryKv(), NOW);
  const objects: Record<string, string> = {};
  for (const { key, encode } of plan.objects) {
    const [kind, name = ""] = key.split("/");
    if (kind === "object") objects[name] = new TextDecoder().decode(await encode());
  }
  project.provide("core", { inputs, release: { diagnostics: [], release: plan.release, objects } });
}
