import { fork, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CommandError } from "../../../src/publish/diagnostics/command-error.ts";
import { type LocalKv, localId, openLocalKv } from "../../../src/publish/kv/local.ts";
import { startedBy, stillThere } from "../../support/node/processes.ts";

const source = (name: string) => new URL(`../../../src/publish/${name}.ts`, import.meta.url);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "visnyk-state-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** What another Node is started with, to do this with the local KV as `kv`. */
const using = (work: string): string[] => [
  "--input-type=module",
  "--eval",
  `const { openLocalKv } = await import(${JSON.stringify(source("kv/local").href)});
  const kv = await openLocalKv(${JSON.stringify(folder)});
  ${work}`,
];

describe("the local KV", () => {
  let kv: LocalKv | null = null;
  const open = async (where = folder) => {
    kv = await openLocalKv(where);
    return kv;
  };
  afterEach(async () => {
    await kv?.close();
    kv = null;
  });

  it("gives back what was written, byte for byte, also the next time, and lists more keys than one page has", async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const writes = Array.from({ length: 1100 }, (_, i) => ({
      key: `object/${i}`,
      value: bytes.subarray(i % 256),
    }));
    const first = await open();
    const progress: number[] = [];
    await first.put(
      [...writes, { key: "media/x", value: bytes, metadata: { type: "image/png" } }],
      (written) => progress.push(written),
    );
    expect(progress.at(-1)).toBe(1101);
    await first.close();
    const second = await open();
    const keys = [...writes.map(({ key }) => key), "object/none", "media/x"];
    expect(await second.get(keys)).toEqual(
      new Map([...writes.map(({ key, value }) => [key, value] as const), ["media/x", bytes] as const]),
    );
    expect(await second.list("media/")).toEqual(new Map([["media/x", { type: "image/png" }]]));
    expect((await second.list("object/")).size).toBe(1100);
    await second.delete(writes.map(({ key }) => key));
    expect([...(await second.list("")).keys()]).toEqual(["media/x"]);
  });

  it("says why it takes something not", async () => {
    const put = (await open()).put([{ key: "x".repeat(600), value: new Uint8Array(1) }]);
    await expect(put).rejects.toThrow(/the local KV has failed \(.* 512/);
    await expect(put).rejects.toThrow(CommandError);
  });

  it("says why it cannot be opened, to whoever asks something of it", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    await expect((await open(file)).get(["pointer"])).rejects.toThrow(/the local KV has failed \(.*ENOTDIR/);
  });

  it("does without a proxy that this machine has for the network", async () => {
    vi.stubEnv("NODE_USE_ENV_PROXY", "1");
    vi.stubEnv("HTTP_PROXY", "http://127.0.0.1:9");
    const { stdout, stderr } = spawnSync(
      process.execPath,
      using(`
        console.log((await kv.list("")).size);
        await kv.close();`),
    );
    vi.unstubAllEnvs();
    expect([stdout.toString(), stderr.toString()]).toEqual(["0\n", ""]);
  });

  it("says why its process cannot be started", async () => {
    const { execPath } = process;
    process.execPath = join(folder, "no-node");
    const opened = await open();
    process.execPath = execPath;
    await expect(opened.get(["pointer"])).rejects.toThrow(/the local KV has failed \(.*ENOENT/);
  });

  it("leaves no process behind, however the one that opened it ends", async () => {
    const work = `
      await kv.get(["pointer"]);
      console.log("open");
      setInterval(() => {}, 1000);`;
    const user = spawn(process.execPath, using(work), { stdio: ["ignore", "pipe", "inherit"] });
    await once(user.stdout, "data");
    const started = startedBy(user.pid);
    // Miniflare, and its server.
    expect(started.length).toBeGreaterThanOrEqual(2);
    user.kill("SIGKILL");
    await expect.poll(() => stillThere(started), { timeout: 15_000 }).toEqual([]);
  });

  it("answers nobody else on this machine", async () => {
    const server = fork(source("kv/local-process"), { execArgv: [] });
    const ended = once(server, "exit");
    server.send({ folder, id: "KV", token: "ours" });
    const [{ url }] = await once(server, "message");
    const ask = async (token: Record<string, string>) => {
      const response = await fetch(url, { method: "POST", headers: token, body: '["list",{}]\n' });
      return [response.status, await response.text()];
    };
    expect(await ask({})).toEqual([403, ""]);
    expect(await ask({ authorization: "theirs" })).toEqual([403, ""]);
    expect((await ask({ authorization: "ours" }))[0]).toBe(200);
    server.disconnect();
    await ended;
  });
});

it.each([
  ["", "KV"],
  ['id = "0f2ac74b498b48028cb68387c421e279"', "0f2ac74b498b48028cb68387c421e279"],
  ['id = "a"\npreview_id = "b"', "b"],
])(
  "the local KV is where wrangler dev has it, whatever wrangler.toml calls the namespace: %j",
  (ids, expected) => {
    const config = `name = "visnyk"\n[[kv_namespaces]]\nbinding = "OTHER"\nid = "c"\n[[kv_namespaces]]\nbinding = "KV"\n${ids}\n`;
    expect(localId(config)).toBe(expected);
  },
);
