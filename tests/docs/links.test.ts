// The documents of the repository: their links lead somewhere, and the README stays short.
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../../src/publish/files/root.ts";

const inFolder = async (folder: string): Promise<string[]> =>
  (await readdir(join(ROOT, folder), { recursive: folder !== "" }))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name));
const documents = (await Promise.all(["", "docs", "src"].map(inFolder))).flat();
const read = (path: string): Promise<string> => readFile(join(ROOT, path), "utf8");

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(" ", "-");

const prose = (text: string): string => text.replace(/^(```|~~~)[\s\S]*?^\1/gm, "").replace(/`[^`\n]*`/g, "");

describe("a link in a document", () => {
  it.each(documents)("of %s leads to a file and a heading that exist", async (path) => {
    const lost: string[] = [];
    for (const [, target = ""] of prose(await read(path)).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(?:https?:|mailto:|\/)/.test(target)) continue;
      const [file = "", anchor] = target.split("#");
      const other = file ? normalize(join(dirname(path), file)) : path;
      if (!(await stat(join(ROOT, other)).catch(() => null))) lost.push(target);
      if (!anchor) continue;
      const text = await read(other).catch(() => "");
      const anchors = [...prose(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading));
      if (!anchors.includes(decodeURIComponent(anchor))) lost.push(target);
    }
    expect(lost).toEqual([]);
  });
});

it("the README has at most 120 lines", async () => {
  expect((await read("README.md")).split("\n").length).toBeLessThanOrEqual(120);
});
