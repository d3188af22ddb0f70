// Installation before npm start and npm test: a project with one package to run and one to test, installed by npm.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { count, everyNth } from "../support/counts.ts";
import { Registry } from "../support/node/registry.ts";

const ROOT = join(import.meta.dirname, "../..");
const RUN = "node_modules/runs/index.js";
const TEST = "node_modules/tests/index.js";

let registry: Registry;
let root: string;
/** Of the process groups that a test has begun. */
const groups: number[] = [];
const path = (file: string) => join(root, file);
const has = (...files: string[]) => files.map((file) => existsSync(path(file)));

beforeAll(async () => {
  registry = await Registry.open("runs", "tests");
});
afterAll(() => registry.close());

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "visnyk-install-"));
  await mkdir(path("scripts"));
  for (const file of ["scripts/install.mjs", "scripts/node-version.mjs", ".npmrc"])
    await cp(join(ROOT, file), path(file));
  const { engines } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  const dependencies = { runs: "1.0.0" };
  const devDependencies = { tests: "1.0.0" };
  const project = { name: "project", version: "1.0.0", engines, dependencies, devDependencies };
  await writeFile(path("package.json"), JSON.stringify(project));
  const packages = {
    "": project,
    "node_modules/runs": registry.locked("runs"),
    "node_modules/tests": { ...registry.locked("tests"), dev: true },
  };
  const lock = { name: "project", version: "1.0.0", lockfileVersion: 3, requires: true, packages };
  await writeFile(path("package-lock.json"), JSON.stringify(lock));
});
afterEach(async () => {
  registry.held.clear();
  for (const group of groups.splice(0)) killGroup(group);
  await rm(root, { recursive: true, force: true, maxRetries: 5 });
});

function killGroup(id: number): void {
  try {
    process.kill(-id, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

interface Install {
  dev?: boolean;
  env?: Record<string, string>;
  /** Node's own options. */
  node?: string[];
}

function begin({ dev = false, env = {}, node = [] }: Install = {}) {
  const command = [...node, path("scripts/install.mjs"), ...(dev ? ["--include=dev"] : [])];
  const own = { npm_config_registry: registry.url, npm_config_cache: path(".npm") };
  const child = spawn(process.execPath, command, { env: { ...process.env, ...own, ...env }, detached: true });
  const group = child.pid ?? Number.NaN;
  groups.push(group);
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (out += chunk));
  const ended = new Promise<{ code: number | null; out: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, out })),
  );
  return { ended, killAll: () => killGroup(group), child };
}
const install = (options?: Install) => begin(options).ended;

/** Nothing to do. */
const QUIET = { code: 0, out: "" };

describe("installing", () => {
  it("brings what running needs; tests add their tools, and touch nothing of it", async () => {
    const lock = await readFile(path("package-lock.json"), "utf8");
    expect(await install()).toMatchObject({ code: 0, out: expect.stringContaining("(once)") });
    expect(has(RUN, TEST)).toEqual([true, false]);
    expect(await install()).toEqual(QUIET);

    const served = await stat(path(RUN));
    expect(await install({ dev: true })).toMatchObject({ code: 0 });
    expect(has(RUN, TEST)).toEqual([true, true]);
    const { ino, ctimeMs } = await stat(path(RUN));
    expect([ino, ctimeMs]).toEqual([served.ino, served.ctimeMs]);
    expect(await readFile(path("package-lock.json"), "utf8")).toBe(lock);
    expect([await install(), await install({ dev: true })]).toEqual([QUIET, QUIET]);
  });

  it("does all at once where tests come first, and keeps it when the lockfile changes", async () => {
    await install({ dev: true });
    expect(has(RUN, TEST)).toEqual([true, true]);
    await writeFile(path("package-lock.json"), `${await readFile(path("package-lock.json"), "utf8")}\n`);
    await rm(path(RUN));
    await install();
    expect(has(RUN, TEST)).toEqual([true, true]);
    expect(await install({ dev: true })).toEqual(QUIET);
  });

  it("begins anew after it was killed in the middle", async () => {
    const asked = registry.hold("runs");
    const first = begin();
    await asked;
    first.killAll();
    await first.ended;
    registry.held.clear();
    expect((await install()).code).toBe(0);
    expect(has(RUN)).toEqual([true]);
  });

  it.each(everyNth([".visnyk-installed", ".package-lock.json"], 2))(
    "begins anew where %s is missing",
    async (file) => {
      await install();
      await rm(path(`node_modules/${file}`));
      await rm(path(RUN));
      expect((await install()).code).toBe(0);
      expect(has(RUN)).toEqual([true]);
    },
  );

  it.runIf(count(1, 0))(
    "adds tools anew after that was killed in the middle, while what runs goes on",
    async () => {
      await install();
      const served = await stat(path(RUN));
      const asked = registry.hold("tests");
      const adding = begin({ dev: true });
      await asked;
      expect(await install()).toEqual(QUIET);
      adding.killAll();
      await adding.ended;
      expect(await install()).toEqual(QUIET);
      // As far as npm had come: it takes a package for whole that has a manifest.
      await mkdir(path("node_modules/tests"), { recursive: true });
      await writeFile(path("node_modules/tests/package.json"), '{"name":"tests","version":"1.0.0"}');
      registry.held.clear();
      expect((await install({ dev: true })).code).toBe(0);
      expect(has(RUN, TEST)).toEqual([true, true]);
      expect((await stat(path(RUN))).ino).toBe(served.ino);
    },
  );

  it.runIf(count(1, 0))("waits for another installation instead of disturbing it", async () => {
    const asked = registry.hold("runs");
    const first = begin();
    await asked;
    const second = begin({ dev: true });
    await new Promise((resolve) => second.child.stdout.once("data", resolve));
    first.child.kill("SIGTERM");
    expect((await first.ended).code).not.toBe(0);
    registry.held.clear();
    expect(await second.ended).toMatchObject({ code: 0, out: expect.stringMatching(/^Waiting for another/) });
    expect(has(RUN, TEST)).toEqual([true, true]);
  });

  it("is not led astray by options that npm has kept from the command after it", async () => {
    await install({ env: { npm_config_dry_run: "true", npm_config_global: "true" } });
    expect(has(RUN)).toEqual([true]);
  });

  it("refuses a Node that cannot run us, in a sentence and before anything is installed", async () => {
    await writeFile(
      path("old.cjs"),
      'Object.defineProperty(process.versions, "node", { value: "18.20.8" });\n',
    );
    const { code, out } = await install({ node: ["--require", path("old.cjs")] });
    expect(code).toBe(1);
    expect(out).toMatch(/^Visnyk needs Node (20|22\.18) or newer, and this is Node 18\.20\.8: [^\n]+\.\n$/);
    expect(has("node_modules")).toEqual([false]);
  });
});
