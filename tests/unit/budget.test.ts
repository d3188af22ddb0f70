// What goes over the wire stays small.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { compile } from "../../src/publish/compile.ts";
import { loadContent } from "../../src/publish/content.ts";
import { runWrangler } from "../../src/publish/wrangler.ts";
import { renderArticle } from "../../src/render/json.ts";

describe("the budget", () => {
  it("of the bundled Worker is 60 KB gzip, without zod or remark", async () => {
    const folder = await mkdtemp(join(tmpdir(), "visnyk-bundle-"));
    await runWrangler(["deploy", "--dry-run", "--outdir", folder]);
    const [script] = (await readdir(folder)).filter((name) => name.endsWith(".js"));
    const code = await readFile(join(folder, script ?? ""));
    await rm(folder, { recursive: true });
    expect(gzipSync(code).byteLength).toBeLessThan(60 * 1024);
    expect(code.toString()).not.toMatch(/ZodError|fromMarkdown|createRequire/);
  });

  it("of an article's JSON is 5 KB brotli", async () => {
    const { objects } = await compile(
      await loadContent(join(import.meta.dirname, "../../content")),
      Date.now(),
    );
    expect(objects.size).toBeGreaterThan(0);
    for (const [revision, bytes] of objects) {
      const json = renderArticle(
        JSON.parse(new TextDecoder().decode(bytes)),
        revision,
        "https://visnyk.example",
      );
      expect(brotliCompressSync(json).byteLength).toBeLessThan(5 * 1024);
    }
  });
});
