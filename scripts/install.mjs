// Installs what package-lock.json says, when that has changed since the last time. Plain JavaScript: it runs on
// the system's Node, before the project's own is there.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const mark = join(root, "node_modules/.visnyk-installed");
const lock = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");

const read = (file) => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
};

if (read(mark) !== lock) {
  console.log("Installing dependencies (once)…");
  // Errors only: npm on Node 20 warns of every package that wants the newer Node which is installed here, too.
  const { status } = spawnSync("npm", ["ci", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(mark, lock);
}
