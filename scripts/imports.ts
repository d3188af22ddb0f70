// Checks which way imports go, by import-rules.ts. TypeScript is parsed by swc; the library's own report would ask for
// a compiler older than ours.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { OPTIONS, RULES } from "./import-rules.ts";

const SRC = "src";

/** @returns every violation as a line; empty where there is none. */
export async function checkImports(root: string): Promise<string[]> {
  const { output } = await cruise([SRC], {
    ...OPTIONS,
    baseDir: root,
    ruleSet: { forbidden: RULES },
    validate: true,
    outputType: "json",
  });
  const { modules, summary }: ICruiseResult = JSON.parse(String(output));
  const seen = new Set(modules.map(({ source }) => source));
  const files = readdirSync(join(root, SRC), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `${SRC}/${file.replaceAll("\\", "/")}`);
  return [
    ...summary.violations.map(({ from, to, rule, cycle }) => {
      const { comment = rule.name } = RULES.find(({ name }) => name === rule.name) ?? {};
      const target = cycle ? cycle.map(({ name }) => name).join(" → ") : to;
      return `${from} → ${target}: ${comment}`;
    }),
    ...files.filter((file) => !seen.has(file)).map((file) => `${file} was not parsed`),
  ];
}
