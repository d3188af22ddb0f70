// Installs what package-lock.json says, once: what running and publishing need; with --include=dev also what tests and
// checks need. Plain JavaScript that old Nodes can read: it runs on the system's, before the project's own is there.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { refuseNode } from "./node-version.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const mark = join(root, "node_modules/.visnyk-installed");
/** npm writes it last; without it, npm itself was interrupted. */
const npmsMark = join(root, "node_modules/.package-lock.json");
/** Not in node_modules, which npm empties. */
const lock = join(root, ".cache/installing");

/** Milliseconds that npm has to end by itself. */
const PATIENCE = 2000;

const lockfile = readFileSync(join(root, "package-lock.json"), "utf8");
const hash = createHash("sha256").update(lockfile).digest("hex");
const withDev = process.argv.includes("--include=dev");

const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const { platform, arch } = process;
const refused = refuseNode({ version: process.versions.node, platform, arch }, engines.node);
if (refused) {
  console.error(refused);
  process.exit(1);
}
if (!isInstalled()) install();

/** @returns {"run" | "adding" | "all" | null} what is there by this lockfile; `null` if it is not known to be whole. */
function installed() {
  const [of, groups] = (read(mark) || "").split(" ");
  if (of !== hash) return null;
  // While tools are added, npm's mark comes and goes; what was there before stays whole.
  return groups === "adding" || read(npmsMark) !== null ? groups : null;
}

function isInstalled() {
  const groups = installed();
  return groups === "all" || (groups !== null && !withDev);
}

async function install() {
  await enter();
  // Perhaps by those who were waited for.
  if (isInstalled()) return;
  const before = installed();
  if (before === null) {
    // What was killed in the middle may lack any file, and what another lockfile wanted may be in the way.
    const keep = (read(mark) || "").endsWith(" all");
    const all = withDev || keep;
    console.log("Installing dependencies (once)…");
    rmSync(mark, { force: true });
    await npm("ci", all ? "--include=dev" : "--omit=dev");
    note(all ? "all" : "run");
  } else {
    console.log("Installing the tools of tests and checks (once)…");
    if (before === "adding") clear();
    note("adding");
    // Unlike `npm ci`, which empties node_modules under a running server, this adds what is missing.
    await npm("install", "--no-save", "--include=dev");
    note("all");
  }
}

/** Deletes tools that may have been added by halves: nothing that running needs. */
function clear() {
  for (const [path, { dev }] of Object.entries(JSON.parse(lockfile).packages)) {
    if (dev && path.includes("node_modules/")) rmSync(join(root, path), { recursive: true, force: true });
  }
  rmSync(npmsMark, { force: true });
}

/** @param {"run" | "adding" | "all"} groups */
function note(groups) {
  writeFileSync(`${mark}.new`, `${hash} ${groups}`);
  renameSync(`${mark}.new`, mark);
}

/** Waits until nobody else installs. */
async function enter() {
  mkdirSync(dirname(lock), { recursive: true });
  for (let waits = false; ; waits = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      process.on("exit", () => rmSync(lock, { force: true }));
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (!isRunning(read(lock))) rmSync(lock, { force: true });
    else if (!waits)
      console.log("Waiting for another installation to end (if there is none, delete .cache/installing)…");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function isRunning(id) {
  try {
    return process.kill(Number(id), 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Resolves when it has succeeded; otherwise we end as it did. */
function npm(...args) {
  // Errors only: npm on Node 20 warns of every package that wants the newer Node which is installed here, too. An
  // option of the command that we stand before (--dry-run, --lang) would come to npm by the environment.
  const child = spawn("npm", [...args, "--loglevel=error", "--dry-run=false", "--global=false"], {
    cwd: root,
    stdio: "inherit",
    shell: platform === "win32",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      // Ctrl-C reaches it without us. It would wait for every download that has begun.
      if (signal !== "SIGINT") child.kill(signal);
      setTimeout(() => child.kill("SIGKILL"), PATIENCE).unref();
    });
  }
  return new Promise((resolve) => {
    child.on("error", (error) => {
      console.error(`npm could not be started: ${error.message}`);
      process.exit(1);
    });
    child.on("exit", (code) => (code === 0 ? resolve() : process.exit(code || 1)));
  });
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
