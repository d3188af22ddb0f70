// Builds the documents that the Worker serves, as wrangler does before it bundles.
import { join } from "node:path";
import { writeDocuments } from "../../../src/docs/documents.ts";
import { ROOT } from "../../../src/publish/files/root.ts";

export default (): Promise<void> => writeDocuments(join(ROOT, "dist/assets"));
