// npm run check: everything about the project that is right or wrong without running it.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkImports } from "./imports.ts";

const ROOT = join(import.meta.dirname, "..");

/** The script behind a package's command, so that it runs on our Node and not on the system's. */
function bin(name: string, command = name): string {
  const manifest = join(ROOT, "node_modules", name, "package.json");
  const { bin: commands } = JSON.parse(readFileSync(manifest, "utf8")) as {
    bin: string | Record<string, string>;
  };
  return join(dirname(manifest), typeof commands === "string" ? commands : (commands[command] ?? ""));
}

const node = (...args: string[]) =>
  spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" }).status === 0;

/** The lockfile names exact versions and hashes, and no address of the registry that happened to be used. */
function checkLockfile(): boolean {
  const read = (...path: string[]) => JSON.parse(readFileSync(join(ROOT, ...path), "utf8"));
  const lock = read("package-lock.json");
  const faults: string[] = [];
  const workspaces: string[] = read("package.json").workspaces;
  for (const folder of ["", ...workspaces]) {
    const manifest = read(folder, "package.json");
    for (const kind of ["dependencies", "devDependencies", "optionalDependencies"]) {
      for (const [name, version] of Object.entries<string>(manifest[kind] ?? {})) {
        const own = lock.packages[join(folder, "node_modules", name)];
        if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
          faults.push(`${join(folder, "package.json")}: ${name} needs an exact version`);
        if ((own ?? lock.packages[`node_modules/${name}`])?.version !== version)
          faults.push(`${name}: lockfile has another version`);
      }
    }
  }
  for (const [path, entry] of Object.entries<{
    resolved?: string;
    integrity?: string;
    link?: boolean;
    optionalDependencies?: object;
  }>(lock.packages)) {
    // A folder of our own.
    if (entry.link || workspaces.includes(path)) continue;
    if (entry.resolved) faults.push(`package-lock.json: ${path} records a registry address`);
    if (path && !entry.integrity) faults.push(`package-lock.json: ${path} has no integrity hash`);
    for (const name of path ? Object.keys(entry.optionalDependencies ?? {}) : []) {
      const found = lock.packages[`${path}/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
      if (!found)
        faults.push(`package-lock.json: ${name}, optional for ${path}, is not locked (npm ci would refuse)`);
    }
  }
  for (const fault of faults) console.error(fault);
  return faults.length === 0;
}

/** A check whose findings are lines. */
const printed = (check: (root: string) => Promise<string[]>) => async (): Promise<boolean> => {
  const lines = await check(ROOT);
  for (const line of lines) console.error(line);
  return lines.length === 0;
};

const CHECKS: [string, () => boolean | Promise<boolean>][] = [
  ["lockfile", checkLockfile],
  ["types (Worker)", () => node(bin("typescript", "tsc"), "-p", "tsconfig.json")],
  ["types (Node)", () => node(bin("typescript", "tsc"), "-p", "tsconfig.node.json")],
  ["lint and format", () => node(bin("@biomejs/biome", "biome"), "check", "--error-on-warnings", ".")],
  ["imports", printed(checkImports)],
  ["JSON Schemas for editors", () => node("scripts/schemas.ts", "--check")],
  ["content and interface strings", () => node("src/publish/cli/main.ts", "check", "--strict")],
  ["contract", () => node("scripts/contract.ts")],
];

for (const [name, check] of CHECKS) {
  const started = performance.now();
  if (!(await check())) {
    console.error(`✗ ${name}`);
    process.exit(1);
  }
  console.log(`✓ ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}
