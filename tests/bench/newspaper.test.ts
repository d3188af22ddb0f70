import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeNewspaper } from "../../bench/newspaper.ts";
import { checkFolder } from "../../src/publish/content/load-content.ts";
import { hasErrors } from "../../src/publish/diagnostics/diagnostic.ts";

it("the newspaper that npm run bench publishes is fit to publish, with pictures that differ", async () => {
  const folder = await mkdtemp(join(tmpdir(), "visnyk-newspaper-"));
  writeNewspaper(folder, 30);
  const { content, diagnostics } = await checkFolder(folder);
  expect(hasErrors(diagnostics)).toBe(false);
  expect(content.articles).toHaveLength(30);
  expect(new Set(content.articles.flatMap(({ picture }) => picture?.hash ?? [])).size).toBe(3);
  await rm(folder, { recursive: true });
});
