// npm start as a newcomer runs it, but for the installing: publishes, serves, and ends with all that it started.
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { servedAt } from "../../src/publish/dev/server.ts";
import { freePort } from "../support/node/free-port.ts";
import { Newsroom } from "../support/node/newsroom.ts";

const START = join(import.meta.dirname, "../../scripts/start.ts");
const PICTURE = join(import.meta.dirname, "../../content/articles/landmine-treaty-exit/mon-50.svg");

let state: string;
let server: ChildProcess;
let base: string;
let out = "";

/** Command lines of processes that mention our state folder or port. */
const left = (): string[] =>
  execFileSync("ps", ["-eo", "args"])
    .toString()
    .split("\n")
    .filter((line) => line.includes(state) || line.includes(base));

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), "visnyk-start-"));
  const port = await freePort();
  base = `http://localhost:${port}`;
  server = spawn(process.execPath, [START, "--port", String(port), "--persist-to", state]);
  for (const stream of [server.stdout, server.stderr]) stream?.on("data", (chunk) => (out += chunk));
  await new Promise<void>((resolve, reject) => {
    server.stdout?.on("data", () => out.includes(`Visnyk serves at ${base}`) && resolve());
    server.on("exit", () => reject(new Error(out)));
  });
}, 120_000);

afterAll(async () => {
  server.kill("SIGKILL");
  await rm(state, { recursive: true, force: true });
});

describe("npm start", () => {
  it("publishes the content and serves it under its own port", async () => {
    const list = (await (await fetch(`${base}/v1/uk/articles`)).json()) as {
      total: number;
      items: { image?: { url: string }; links: { self: string } }[];
    };
    expect(list.total).toBe(3);
    for (const { links } of list.items) {
      expect(links.self.startsWith(`${base}/v1/uk/articles/`)).toBe(true);
      expect((await fetch(links.self)).status).toBe(200);
    }
    const [url] = list.items.flatMap(({ image }) => image?.url ?? []);
    const picture = await fetch(url ?? "");
    expect(picture.headers.get("content-type")).toBe("image/svg+xml");
    expect(await picture.text()).toBe(await readFile(PICTURE, "utf8"));
  });

  it("is where a publish says that its articles are", async () => {
    const newsroom = await Newsroom.open("own");
    await newsroom.article("another", "en");
    const { stdout } = spawnSync(process.execPath, [
      join(import.meta.dirname, "../../src/publish/cli/main.ts"),
      ...["publish", "--content", newsroom.folder, "--persist-to", state],
    ]);
    expect(stdout.toString()).toContain(`\n  ${base}/en/articles/another-en\n`);
    await newsroom.close();
  });

  it("survives what only a socket can send", async () => {
    for (const path of [
      "/v1/uk/articles/%00",
      "/%",
      `/${"x".repeat(60_000)}`,
      "/%ed%a0%80",
      "//evil.example/",
    ]) {
      const response = await fetch(base + path, { redirect: "manual" });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
    }
    const long = await fetch(`${base}/v1/articles`, { headers: { "accept-language": "x,".repeat(6_000) } });
    expect(long.status).toBe(200);
  });

  it("says so when its port is taken, or is none", () => {
    const port = new URL(base).port;
    for (const [option, words] of [
      [port, `Port ${port} is taken: choose another`],
      ["0", "--port takes a number from 1 to 65535"],
      ["99999", "--port takes a number from 1 to 65535"],
    ] as const) {
      const { status, stderr } = spawnSync(process.execPath, [
        START,
        "--port",
        option,
        "--persist-to",
        state,
      ]);
      expect([status, stderr.toString()]).toEqual([1, expect.stringContaining(words)]);
    }
    const { stderr } = spawnSync(process.execPath, [START, "--bogus"]);
    expect(stderr.toString()).toContain("npm start -- [--port N] [--persist-to FOLDER]");
    expect(stderr.toString()).not.toContain("at ");
  });

  it("leaves no process behind when it is interrupted", async () => {
    const ended = new Promise((resolve) => server.on("exit", resolve));
    expect(left().length).toBeGreaterThan(0);
    server.kill("SIGINT");
    await ended;
    await expect.poll(left, { timeout: 15_000 }).toEqual([]);
    expect(servedAt(state)).toBe(null);
  });
});
