// npm run schemas: writes what editors complete fields from, and the table of fields in their guide. With --check it
// writes nothing, and fails if that is not what src/publish/parse/front-matter/fields.ts says.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Locale } from "../src/i18n/locales.ts";
import { editorFiles } from "../src/publish/editing/editor-schemas.ts";
import { GUIDES, withGuideTable } from "../src/publish/editing/guide-table.ts";

const ROOT = join(import.meta.dirname, "..");
const isCheck = process.argv.includes("--check");

const guides = Object.entries(GUIDES).map(([locale, path]): [string, string] => [
  path,
  withGuideTable(read(join(ROOT, path)) ?? "", locale as Locale),
]);

for (const [path, text] of [...editorFiles(), ...guides]) {
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
