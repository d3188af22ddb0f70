// npm run contract: whether the contract is well made and keeps what it promised. With --lock, what was added is
// promised from now on.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { OPENAPI_PATH } from "../src/article/paths.ts";
import { type Contract, compareContracts, contractOf } from "../src/contract/lock.ts";
import type { OpenApi } from "../src/contract/openapi.ts";
import { checkShapes } from "../src/contract/rules.ts";
import { buildDocuments } from "../src/docs/documents.ts";
import { ROOT } from "../src/publish/files/root.ts";

const LOCK = "docs/openapi.lock.json";

const { values } = parseArgs({ options: { lock: { type: "boolean", default: false } } });
const document = (await buildDocuments(Date.now())).find(({ path }) => path === OPENAPI_PATH);
if (!document) throw new Error(`nothing is built for ${OPENAPI_PATH}`);
const openapi = JSON.parse(document.text) as OpenApi;

fail("Client generators would stumble over this:", checkShapes(openapi));
fail("By the rules of OpenAPI (Redocly):", await lint(document.text));

const is = contractOf(openapi);
const { breaking, additive } = compareContracts(readLock(), is);
fail(
  `This breaks programs that use /v1, which may only be added to (docs/api-policy.md). Keep what was promised, and offer
the new thing beside it under another name. If it has to go, deprecate it first (src/http/deprecations.ts).`,
  breaking,
);
if (values.lock) {
  writeFileSync(join(ROOT, LOCK), `${JSON.stringify(is, null, 2)}\n`);
} else {
  fail(
    `The contract promises more than ${LOCK} says. If that is meant: npm run contract -- --lock`,
    additive,
  );
}
console.log(
  `${Object.keys(openapi.paths).length} operations, ${Object.keys(is.promises).length} promises kept.`,
);

function readLock(): Contract {
  return JSON.parse(readFileSync(join(ROOT, LOCK), "utf8"));
}

async function lint(source: string): Promise<string[]> {
  const config = await createConfig({
    extends: ["recommended-strict"],
    // `/v1/{locale}/articles` and `/v1/articles/{slug}`: no language is called articles.
    rules: { "no-ambiguous-paths": "off" },
  });
  const problems = await lintFromString({ source, absoluteRef: "openapi.json", config });
  return problems.map(
    ({ ruleId, message, location }) =>
      `${location[0]?.pointer ?? ""} ${ruleId}: ${message.split("\n", 1)[0]}`,
  );
}

function fail(heading: string, faults: readonly string[]): void {
  if (faults.length === 0) return;
  console.error(`${heading}\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
  process.exit(1);
}
