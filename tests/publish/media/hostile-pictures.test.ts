import { execFile } from "node:child_process";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { ROOT } from "../../../src/publish/files/root.ts";
import { hostilePictures } from "../../support/node/hostile-pictures.ts";
import { Newsroom } from "../../support/node/newsroom.ts";
import { pictureFolder } from "../../support/node/picture-folder.ts";

const folder = pictureFolder();

describe("100 hostile pictures", () => {
  it("give a located error each, publish nothing, and take no more memory than a real one may", async () => {
    const newsroom = await Newsroom.open("none");
    const hostile = await hostilePictures();
    expect(hostile.length).toBeGreaterThanOrEqual(100);
    for (const [i, { extension, bytes }] of hostile.entries()) {
      const src = `picture.${extension}`;
      await newsroom.write(`articles/h-${i}/${src}`, bytes);
      // Every other one stands in the text.
      if (i % 2) await newsroom.article(`h-${i}`, "en", {}, `Text.\n\n![Alt](${src})`);
      else await newsroom.article(`h-${i}`, "en", { image: { src, alt: "Alt" } });
    }
    const cli = [
      join(ROOT, "src/publish/cli/main.ts"),
      "--content",
      newsroom.folder,
      "--cache",
      folder.cache(),
    ];
    const state = join(folder.path(), "state");
    await mkdir(state);
    const report =
      'data:text/javascript,process.on("exit",()=>console.error("peak",process.resourceUsage().maxRSS))';
    const ended = await promisify(execFile)(
      process.execPath,
      ["--import", report, ...cli, "--persist-to", state, "publish"],
      { cwd: ROOT },
    ).catch((error: { code: number; stderr: string }) => error);
    const { code, stderr } = ended as { code: number; stderr: string };
    expect(code).toBe(1);
    const lines = stderr.split("\n");
    for (const [i, { name, diagnostic }] of hostile.entries()) {
      const place =
        i % 2
          ? /^\S+:\d+:\d+ {2}(?!image\.src).*\bpicture\.\w+/
          : /^\S+:\d+:\d+ {2}image\.src {2}.*\bpicture\.\w+/;
      const found = lines
        .filter((line) => line.startsWith(`content/articles/h-${i}/en.md:`) && !line.includes("warning"))
        .map((line) => line.replace(" → ", ": "));
      expect({ name, found }).toEqual({ name, found: [expect.stringMatching(diagnostic)] });
      expect({ name, found }).toEqual({ name, found: [expect.stringMatching(place)] });
    }
    expect(stderr).toMatch(/Nothing was published/);
    expect(await readdir(state, { recursive: true })).not.toContainEqual(expect.stringContaining("blobs/"));
    // Kilobytes: a photograph of the largest size takes half of it, and one that is a bomb many times as much.
    const peak = Number(/peak (\d+)/.exec(stderr)?.[1]);
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(1_200_000);
    await newsroom.close();
  });
});
