// Symbolic links among the content: a pull request must not be able to publish a file of the machine that builds it.

import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkFolder, loadContent } from "../../../src/publish/content/load-content.ts";
import { ContentError } from "../../../src/publish/diagnostics/messages.ts";
import { expectWords, findings } from "../../support/node/findings.ts";
import { Newsroom, SVG } from "../../support/node/newsroom.ts";

let newsroom: Newsroom;
let outside: string;
beforeEach(async () => {
  newsroom = await Newsroom.open("none");
  await newsroom.article("a", "en", { image: { src: "a.svg", alt: "A.", caption: "A.", credit: "A" } });
  await newsroom.write("articles/a/a.svg", SVG);
  // The name begins as the content folder's does.
  outside = `${newsroom.folder}-of-the-machine`;
  await mkdir(join(outside, "a"), { recursive: true });
});
afterEach(() => newsroom.close());

const inside = (path: string) => join(newsroom.folder, path);
/** Takes a file or a folder out of the content, and leaves a link to it. */
const takeOut = async (path: string, target = join(outside, path.replaceAll("/", "-"))) => {
  await rename(inside(path), target);
  await symlink(target, inside(path));
};

describe("a link that leads out of the content folder", () => {
  it.each([
    ["a text", "articles/a/en.md"],
    ["a picture", "articles/a/a.svg"],
    ["an article’s folder", "articles/a"],
    ["the folder of the articles", "articles"],
    ["the sections", "sections.yaml"],
    ["the authors", "authors.yaml"],
    ["the site", "site.yaml"],
  ])("is refused where it is, and nothing of it is read: %s", async (_, path) => {
    expect(await findings(newsroom.folder)).toEqual([]);
    await takeOut(path);
    const { content, diagnostics } = await checkFolder(newsroom.folder);
    for (const diagnostic of diagnostics) expectWords(diagnostic);
    expect(diagnostics).toContainEqual({ file: `content/${path}`, line: 1, column: 1, code: "link_outside" });
    expect(JSON.stringify(content.articles)).not.toContain(outside);
    await expect(loadContent(newsroom.folder)).rejects.toThrow(ContentError);
  });

  it("is refused by way of a link that stays, and if it leads up and down again", async () => {
    await takeOut("articles/a/en.md");
    await rename(inside("articles/a/en.md"), inside("articles/a/.text"));
    await symlink(".text", inside("articles/a/en.md"));
    await symlink(`../articles/../../${basename(outside)}/a`, inside("articles/b"));
    const found = await findings(newsroom.folder);
    expect(found).toContain("content/articles/a/en.md:1:1 link_outside");
    expect(found).toContain("content/articles/b:1:1 link_outside");
  });
});

describe("a link that stays in the content folder", () => {
  it("is followed, be it a text, a picture, a folder or the content itself", async () => {
    await rename(inside("articles/a/en.md"), inside("text.md"));
    await symlink("../text.md", inside("articles/a/en.md"));
    await rename(inside("articles/a/a.svg"), inside("picture.svg"));
    await symlink(inside("picture.svg"), inside("articles/a/a.svg"));
    await rename(inside("articles/a"), inside("kept"));
    await symlink("../kept", inside("articles/a"));
    const root = await mkdtemp(join(tmpdir(), "visnyk-linked-"));
    await symlink(newsroom.folder, join(root, "content"));
    expect(await findings(newsroom.folder)).toEqual([]);
    expect(await findings(join(root, "content"))).toEqual([]);
    const { content } = await checkFolder(join(root, "content"));
    expect(content.articles.map(({ id, picture }) => [id, picture?.extension])).toEqual([["a", "svg"]]);
    await rm(root, { recursive: true });
  });
});

describe("a text", () => {
  const text = (body: string) => newsroom.article("a", "en", { slug: "a" }, body);

  it("of more than 200 KB is refused before it is read", async () => {
    await rm(inside("articles/a/a.svg"));
    const paragraph = `${"Word ".repeat(100)}.\n\n`;
    await text(paragraph.repeat(400));
    expect(await findings(newsroom.folder)).toEqual([]);
    await text(paragraph.repeat(410));
    expect(await findings(newsroom.folder)).toEqual(["content/articles/a/en.md:1:1 file_too_large"]);
    // Not even its encoding is looked at.
    await writeFile(inside("articles/a/en.md"), new Uint8Array(201 * 1024).fill(0xff));
    expect(await findings(newsroom.folder)).toEqual(["content/articles/a/en.md:1:1 file_too_large"]);
  });

  it("with more marks on a letter than any language has is refused before it is normalized", async () => {
    await rm(inside("articles/a/a.svg"));
    await text(`A${"\u0301\u0316".repeat(15)}.`);
    expect((await findings(newsroom.folder)).filter((each) => each.includes("marks_in_row"))).toEqual([]);
    await text(`A\n\nb${"\u0301\u0316".repeat(16)}.`);
    expect(await findings(newsroom.folder)).toEqual(["content/articles/a/en.md:12:2 marks_in_row"]);
  });
});

describe("a folder in which nothing can be written", () => {
  it("is checked as any other: nothing is kept, and nothing else changes", async () => {
    const file = join(dirname(newsroom.folder), "file");
    await writeFile(file, "");
    const { MediaCache } = await import("../../../src/publish/media/media-cache.ts");
    // Below a file there can be no folder, whoever asks: root as well.
    const options = { cacheFolder: join(file, "state/content"), media: new MediaCache(join(file, "media")) };
    await newsroom.article("b", "en", {}, "It's so.");
    const { content, diagnostics } = await checkFolder(newsroom.folder, options);
    expect(diagnostics.map(({ code }) => code)).toEqual(["apostrophe"]);
    expect(content.articles.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(content.articles[0]?.picture?.variants.length).toBeGreaterThan(0);
    expect(() => content.cache.save()).not.toThrow();
  });
});
