// The folder of the project.
import { fileURLToPath } from "node:url";

/** The folder of wrangler.toml. */
export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
