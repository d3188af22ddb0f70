// npm run dev as whoever writes uses it: save, reload, make a mistake, mend it.
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../support/node/free-port.ts";
import { Newsroom } from "../../support/node/newsroom.ts";
import { startedBy, stillThere } from "../../support/node/processes.ts";

const CLI = join(import.meta.dirname, "../../../src/publish/cli/main.ts");

let newsroom: Newsroom;
let state: string;
let base: string;
let server: ChildProcess;
let out = "";

/** As a browser that is made to load the page again. */
const load = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(base + path, { headers: { accept: "text/html", ...headers } });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const soon = (path: string) =>
  expect.poll(async () => (await load(path)).text, { timeout: 30_000, interval: 20 });

beforeAll(async () => {
  newsroom = await Newsroom.open("none");
  state = await mkdtemp(join(tmpdir(), "visnyk-dev-"));
  const port = await freePort();
  base = `http://localhost:${port}`;
  await newsroom.article("one", "en", { section: "sport" });
  server = spawn(process.execPath, [
    CLI,
    ...["dev", "--port", String(port), "--content", newsroom.folder, "--persist-to", state, "--lang", "uk"],
  ]);
  for (const stream of [server.stdout, server.stderr]) stream?.on("data", (chunk) => (out += chunk));
  await new Promise<void>((resolve, reject) => {
    server.stdout?.on("data", () => out.includes(`${base} показує`) && resolve());
    server.on("exit", () => reject(new Error(out)));
  });
}, 120_000);

afterAll(async () => {
  server.kill("SIGKILL");
  await newsroom.close();
  await rm(state, { recursive: true, force: true });
});

describe("npm run dev", () => {
  it("begins with content that has errors, and shows them until they are mended", async () => {
    expect(await load("/en/articles/one-en")).toMatchObject({
      status: 500,
      text: expect.stringMatching(
        /<html lang="en">[\s\S]*content\/articles\/one\/en\.md<[\s\S]*there is no section sport/,
      ),
    });
    expect(out).toContain("content/articles/one/en.md:5:10  section  ");
    await newsroom.article("one", "en");
    await soon("/en/articles/one-en").toContain("one (en)</h1>");
  });

  it("shows what was saved at the next reload, however the editor saves it", async () => {
    const file = join(newsroom.folder, "articles/one/en.md");
    const before = await readFile(file, "utf8");
    const kept = (await load("/en/articles/one-en")).headers.get("etag") ?? "";
    await writeFile(file, before.replace("One paragraph", "Saved in place"));
    await soon("/en/articles/one-en").toContain("Saved in place.");
    // Many write a new file and put it in the place of the old one; again and again.
    for (const words of ["Put in its place", "Put there again"]) {
      await writeFile(
        join(newsroom.folder, "articles/one/.en.md.swp"),
        before.replace("One paragraph", words),
      );
      await rename(join(newsroom.folder, "articles/one/.en.md.swp"), file);
      await soon("/en/articles/one-en").toContain(`${words}.`);
    }
    const again = await load("/en/articles/one-en", { "if-none-match": kept });
    expect([again.status, again.headers.get("cache-control")]).toEqual([200, "no-cache"]);
    expect(out).toMatch(/\d\d:\d\d:\d\d {2}~ one · видно за [\d\u00a0]+ мс\n/);
  });

  it("knows of new folders, drafts and what is scheduled, and shows them", async () => {
    await mkdir(join(newsroom.folder, "articles/two"));
    await soon("/uk").toContain("тут немає жодного тексту");
    await newsroom.article("two", "uk", {
      section: "background",
      draft: true,
      publishAt: "2999-01-01T00:00:00Z",
    });
    await soon("/uk").toContain("two (uk)");
    await newsroom.remove("articles/two");
    await soon("/uk").toMatch(/<h1 class="brand">(?![\s\S]*two \(uk\))/);
  });

  it("answers pages with what is wrong in their language, and everything else as before", async () => {
    const { headers } = await load("/en/articles/one-en");
    const changed = await fetch(`${base}/__dev`);
    await newsroom.article("one", "en", { headline: '<img src="x">', related: ["nothing"] }, "<b>");
    const reader = changed.body?.pipeThrough(new TextDecoderStream()).getReader();
    const heard = async () => {
      for (let text = ""; !text.includes("data: "); ) text += (await reader?.read())?.value ?? "";
      return load("/uk", { "if-none-match": headers.get("etag") ?? "" });
    };
    // What was saved before may be told only now.
    let page = await heard();
    while (page.status !== 500) page = await heard();
    await reader?.cancel();

    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.text).toContain('<html lang="uk">');
    expect(page.text).toMatch(/related\.0<\/b> [\s\S]*nothing/);
    expect(page.text).not.toContain("<img");
    // A browser that has the page asks whether it is another one.
    const kept = await load("/en/articles/one-en", { "if-none-match": headers.get("etag") ?? "" });
    expect(kept).toMatchObject({ status: 500, text: expect.stringContaining('<html lang="en">') });
    // No address of a page, no language: the one that was asked for.
    expect((await load("/nothing")).text).toContain('<html lang="uk">');
    const json = await fetch(`${base}/v1/en/articles`);
    expect([json.status, ((await json.json()) as { total: number }).total]).toEqual([200, 1]);

    await newsroom.article("one", "en");
    await soon("/uk").toContain("one (en)");
  });

  it("answers its own Host and Origin, and refuses what any other web page could send", async () => {
    const { port } = new URL(base);
    const ask = (headers: Record<string, string>, path = "/v1/en/articles", to = port) =>
      new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
        const asked = request({ host: "127.0.0.1", port: to, path, headers }, async (response) => {
          // The stream of changes never ends.
          const text = response.statusCode === 200 && path === "/__dev" ? "" : await textOf(response);
          response.destroy();
          resolve({ status: response.statusCode, text });
        });
        asked.once("error", reject).end();
      });
    const host = `localhost:${port}`;
    for (const own of [host, `LOCALHOST:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
      expect([own, (await ask({ host: own })).status]).toEqual([own, 200]);
    for (const headers of [
      { origin: base },
      { origin: `http://127.0.0.1:${port}`, "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" },
      { "sec-fetch-site": "none", "sec-fetch-mode": "navigate" },
    ])
      expect([headers, (await ask({ host, ...headers })).status]).toEqual([headers, 200]);

    const forged: Record<string, string>[] = [
      { host: "evil.example" },
      { host: `evil.example:${port}` },
      { host: `localhost.evil.example:${port}` },
      { host: "localhost:1" },
      { host: "localhost" },
      { host: `localhost:${port}@evil.example` },
      { host, origin: "https://evil.example" },
      { host, origin: `http://evil.example:${port}` },
      { host, origin: "http://localhost:1" },
      { host, origin: `https://localhost:${port}` },
      { host, origin: "null" },
      { host, "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
    ];
    for (const headers of forged)
      for (const path of ["/v1/en/articles", "/en", "/__dev"])
        expect([headers, path, await ask(headers, path)]).toEqual([
          headers,
          path,
          { status: 403, text: expect.stringContaining(`лише на http://localhost:${port}`) },
        ]);
  });

  it("lets nobody past it to the server that it stands before", async () => {
    const args = execFileSync("ps", ["-o", "args=", "-p", startedBy(server.pid).join(",")]).toString();
    const inner = /wrangler\S* dev .*--port (\d+)/.exec(args)?.[1];
    expect(inner).not.toBe(new URL(base).port);
    // The last shows what is in KV, unless it is turned off.
    for (const path of ["/v1/en/articles", "/healthz", "/cdn-cgi/explorer/"]) {
      const response = await fetch(`http://127.0.0.1:${inner}${path}`);
      const answer = [path, response.status, await response.text()];
      expect(answer).toEqual([path, 403, "Only `npm run dev` reads here.\n"]);
    }
  });

  it("says that something is visible also where no article has changed", async () => {
    const site = await readFile(join(newsroom.folder, "site.yaml"), "utf8");
    await newsroom.write("site.yaml", `${site}taggingEntity: "news.example,2026"\n`);
    await expect.poll(() => out, { timeout: 30_000 }).toMatch(/ {2}Видно за \d+ мс\.\n/);
    await newsroom.write("site.yaml", site);
  });

  it("says so when its port is taken, or is none", () => {
    const port = new URL(base).port;
    for (const [option, words] of [
      [port, `port ${port} is taken: choose another`],
      ["0", "--port takes a number from 1 to 65535"],
    ] as const) {
      const run = spawnSync(process.execPath, [
        CLI,
        "dev",
        "--port",
        option,
        "--persist-to",
        state,
        "--lang",
        "en",
      ]);
      expect([run.status, run.stderr.toString()]).toEqual([1, expect.stringContaining(words)]);
    }
  });

  it("leaves no process behind when it is interrupted", async () => {
    const ended = new Promise((resolve) => server.on("exit", resolve));
    const started = startedBy(server.pid);
    // Wrangler with its server, and the server of the KV.
    expect(started.length).toBeGreaterThanOrEqual(3);
    server.kill("SIGINT");
    await ended;
    await expect.poll(() => stillThere(started), { timeout: 15_000 }).toEqual([]);
  });
});
