// Builds the Worker's documents: run by wrangler before it bundles (see wrangler.toml), and by the tests.
import { join } from "node:path";
import { writeDocuments } from "../src/docs/documents.ts";
import { ROOT } from "../src/publish/files/root.ts";

await writeDocuments(join(ROOT, "dist/assets"));
