// npm run schemas: writes what editors complete fields from. With --check it writes nothing, and fails if that is not
// what the schema in src/publish/parse/front-matter/schema.ts says.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { editorFiles } from "../src/publish/editing/editor-schemas.ts";

const ROOT = join(import.meta.dirname, "..");
const isCheck = process.argv.includes("--check");

for (const [path, text] of editorFiles()) {
  const file = join(ROOT, path);
  if (read(file) === text) continue;
  if (isCheck) {
    console.error(`${path} is not current: npm run schemas`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(path);
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8").replaceAll("\r\n", "\n");
  } catch {
    return null;
  }
}
