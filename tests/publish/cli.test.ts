// The editor's commands as an editor runs them, on a local KV of their own.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLocalKv } from "../../src/publish/kv-local.ts";
import { openWranglerKv } from "../../src/publish/kv-wrangler.ts";
import { Newsroom } from "../support/node/newsroom.ts";

const CLI = join(import.meta.dirname, "../../src/publish/cli.ts");

let newsroom: Newsroom;
let state: string;
beforeAll(async () => {
  newsroom = await Newsroom.open("own");
  state = await mkdtemp(join(tmpdir(), "visnyk-state-"));
});
afterAll(async () => {
  await newsroom.close();
  await rm(state, { recursive: true });
});

function run(...args: string[]): Promise<{ code: number | null; out: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [
      CLI,
      ...args,
      "--content",
      newsroom.folder,
      "--persist-to",
      state,
    ]);
    let out = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (out += chunk));
    child.on("close", (code) => resolve({ code, out }));
  });
}

describe("npm run content --", () => {
  it("releases says what to do before anything is published", async () => {
    expect((await run("releases")).out).toContain("Nothing is published yet");
  });

  it("publish makes the content live; again, it writes nothing and says so", async () => {
    const first = await run("publish");
    expect(first).toMatchObject({
      code: 0,
      out: expect.stringMatching(/\+ landmine-treaty-exit\n[\s\S]*is live: \d+ writes\./),
    });
    // Where it is, and what to paste to show it elsewhere.
    const page = "http://localhost:8787/en/articles/ukraine-moves-to-exit-anti-personnel-landmine-ban-treaty";
    expect(first.out).toContain(`\n  ${page}\n`);
    expect(first.out).toContain(`<iframe src="${page.replace("/en/", "/embed/en/")}" title="`);
    const second = await run("publish");
    expect(second).toMatchObject({ code: 0, out: expect.stringContaining("0 writes") });
  });

  it("check and publish name every problem, and nothing goes live", async () => {
    await newsroom.article("broken", "en", { section: "sport" }, "<b>");
    for (const command of ["check", "publish"]) {
      const { code, out } = await run(command);
      expect(code).toBe(1);
      expect(out).toMatch(/content\/articles\/broken\/en\.md:\d+:\d+ section: no such section/);
      expect(out).toMatch(/content\/articles\/broken\/en\.md:\d+:1 HTML is not read here/);
      expect(out).not.toMatch(/at .*\.ts:/);
    }
    await newsroom.remove("articles/broken");
    expect((await run("check")).code).toBe(0);
  });

  it("releases lists them, newest first", async () => {
    await newsroom.article("another", "en");
    await run("publish");
    const lines = (await run("releases")).out.trim().split("\n");
    expect(lines).toEqual([
      expect.stringMatching(/^[\w-]{22} +2 {2}live$/),
      expect.stringMatching(/^[\w-]{22} +1 {2}previous$/),
    ]);
  });

  it("publish --dry-run says what would change and writes nothing", async () => {
    await newsroom.article("planned", "en");
    const { code, out } = await run("publish", "--dry-run");
    expect(code).toBe(0);
    expect(out).toContain("+1 new, ~0 changed, -0 removed.\n  + planned\n");
    expect(out).toMatch(/\d+ KV writes\.\nNothing was written\.\n$/);
    expect((await run("publish", "--dry-run")).out).toBe(out);
    await newsroom.remove("articles/planned");
  });

  it("publish says what a new name of a section rewrites", async () => {
    const sections = await readFile(join(newsroom.folder, "sections.yaml"), "utf8");
    await newsroom.write("sections.yaml", sections.replace("Latest news", "News"));
    expect((await run("publish", "--dry-run")).out).toMatch(
      /section latest-news has another name: \d+ articles? of it (is|are) written anew/,
    );
    await newsroom.write("sections.yaml", sections);
  });

  it("rollback goes back and says what that changes; the content stays as it is", async () => {
    const dry = await run("rollback", "--dry-run");
    expect(dry.out).toMatch(/^Back to release 1 \([\w-]{22}\)\.\n.*-1 removed\.\n {2}- another\n/);
    expect(dry.out).toContain("Nothing was written.");
    const { code, out } = await run("rollback");
    expect(code).toBe(0);
    expect(out).toMatch(/Release 3 \([\w-]{22}\) is live: [34] writes\.\n$/);
    expect((await run("rollback", "nothing")).code).toBe(1);
    expect((await run("publish")).out).toContain("  + another");
  });

  it("gc keeps what the last releases need, and says how much that is", async () => {
    for (const args of [["--dry-run"], []]) {
      const { code, out } = await run("gc", ...args);
      expect(code).toBe(0);
      expect(out).toMatch(/^Kept: 4 releases with all .* \d+ values\.\n0 values (can go|deleted)\.\n$/);
    }
  });

  it("lets one publisher at a time work", async () => {
    await newsroom.article("third", "en");
    const both = await Promise.all([run("publish"), run("publish")]);
    const outs = both.map(({ out }) => out).join("\n");
    expect(outs).toContain("is live");
    for (const { code, out } of both) {
      if (code !== 0) expect(out).toContain("another publish is running on this machine");
    }
  });
});

describe("a KV reached through wrangler", () => {
  it("gives back what was written, lists it with its metadata, and deletes it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "visnyk-state-"));
    const kv = openWranglerKv(["--local", "--persist-to", folder]);
    const text = new TextEncoder().encode("«Вісник»");
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    expect(await kv.get(["object/none"])).toEqual(new Map());
    await kv.put([
      { key: "object/x", value: text },
      { key: "media/x", value: bytes, metadata: { type: "image/png" } },
    ]);
    expect(await kv.get(["object/x", "object/none"])).toEqual(new Map([["object/x", text]]));
    expect(await kv.list("media/")).toEqual(new Map([["media/x", { type: "image/png" }]]));
    await kv.delete(["object/x"]);
    const local = await openLocalKv(folder);
    expect([...(await local.list("")).keys()]).toEqual(["media/x"]);
    expect(await local.get(["object/x"])).toEqual(new Map());
    await local.delete(["media/x"]);
    expect(await local.list("")).toEqual(new Map());
    await local.close();
    await rm(folder, { recursive: true });
  });

  it("writes again what a bulk write left out, and fails when it never arrives", async () => {
    const stored = new Set<string>();
    const bulkPuts: number[] = [];
    /** wrangler's KV, which takes at most `takes` values of a bulk write. */
    const wranglerThat = (takes: number) => async (args: readonly string[]) => {
      const content = JSON.parse(await readFile(args[3] ?? "", "utf8"));
      if (args[2] === "put") {
        bulkPuts.push(content.length);
        for (const { key } of content.slice(0, takes)) stored.add(key);
        return Buffer.from("Success!");
      }
      return Buffer.from(
        JSON.stringify(Object.fromEntries(content.map((key: string) => [key, stored.has(key) ? "x" : null]))),
      );
    };
    const writes = ["a", "b", "c"].map((key) => ({ key, value: new Uint8Array([120]) }));
    await openWranglerKv(["--remote"], wranglerThat(2)).put(writes);
    expect([...stored]).toEqual(["a", "b", "c"]);
    expect(bulkPuts).toEqual([3, 1]);
    stored.clear();
    await expect(openWranglerKv(["--remote"], wranglerThat(0)).put(writes)).rejects.toThrow(
      /3 values did not arrive in KV/,
    );
  });
});
