// npm start as a newcomer runs it: publishes, serves, and ends with all that it started, however it is ended.
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { servedAt } from "../../src/publish/dev/server.ts";
import { everyNth } from "../support/counts.ts";
import { freePort } from "../support/node/free-port.ts";
import { Newsroom } from "../support/node/newsroom.ts";
import { startedBy, stillThere } from "../support/node/processes.ts";

const START = join(import.meta.dirname, "../../scripts/start.ts");
const PICTURE = join(import.meta.dirname, "../../content/articles/landmine-treaty-exit/mon-50.svg");

let state: string;
let server: ChildProcess;
let base: string;
let out = "";

const NPM = ["npm", "start", "--"] as const;

/** Resolves when it serves, and has said all. @param command npm start, or the script that it runs. */
async function start(...[program, ...args]: readonly [string, ...string[]]): Promise<ChildProcess> {
  out = "";
  const options = ["--port", new URL(base).port, "--persist-to", state];
  const child = spawn(program, [...args, ...options], { detached: true });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (out += chunk));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", () => /Visnyk serves at .*curl.*\n\n$/s.test(out) && resolve());
    child.on("exit", () => reject(new Error(out)));
  });
  return child;
}

function killed(id: number): void {
  try {
    process.kill(id, "SIGKILL");
  } catch {
    // It has ended.
  }
}

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
  server = await start(...NPM);
}, 120_000);

afterAll(async () => {
  if (server.pid) for (const id of [...startedBy(server.pid), server.pid]) killed(id);
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

  it("names requests to try, and each is answered", async () => {
    const requests = [...out.matchAll(/^ {2}curl -s (\S+)$/gm)].map(([, url]) => url as string);
    expect(requests).toEqual([
      `${base}/v1/en/articles`,
      expect.stringMatching(/\/v1\/en\/articles\/[a-z-]+$/),
      expect.stringMatching(/\/v1\/uk\/articles\/[a-z-]+$/),
    ]);
    for (const request of requests) expect((await fetch(request)).status).toBe(200);
  });

  it("refuses an option that npm has kept to itself, and does nothing", () => {
    const env = { ...process.env, LC_ALL: "C" };
    const { status, stdout, stderr } = spawnSync("npm", ["start", "--port", "8081"], { env });
    expect([status, stderr.toString()]).toEqual([1, expect.stringContaining("`npm start -- --port 8081`")]);
    expect(stdout.toString()).not.toContain("is live");
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

  // npm hands a signal on to its shell, and the shell to nobody; SIGKILL nobody hands on.
  it.each(
    everyNth<readonly ["npm" | "node", "SIGTERM" | "SIGKILL" | "SIGINT"]>(
      [
        ["npm", "SIGTERM"],
        ["npm", "SIGKILL"],
        ["node", "SIGKILL"],
        ["node", "SIGINT"],
      ],
      4,
    ),
  )("leaves no process behind when %s gets a %s", async (program, signal) => {
    if (server.exitCode !== null || server.signalCode !== null)
      server = await (program === "npm" ? start(...NPM) : start(process.execPath, START));
    const ended = new Promise((resolve) => server.on("exit", resolve));
    const started = startedBy(server.pid);
    expect(left().length).toBeGreaterThan(0);
    server.kill(signal);
    await ended;
    await expect.poll(() => stillThere(started), { timeout: 15_000 }).toEqual([]);
    expect(left()).toEqual([]);
    if (signal !== "SIGKILL") expect(servedAt(state)).toBe(null);
  });
});
