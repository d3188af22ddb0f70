// api.d.ts from an OpenAPI document: node generate.ts URL
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";

const types = await openapiTS(new URL(process.argv[2] ?? ""));
await writeFile(join(import.meta.dirname, "api.d.ts"), astToString(types));
