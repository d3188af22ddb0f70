// npm run content -- …: the editor's commands, from code that Node has kept compiled since the last time.
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

enableCompileCache(fileURLToPath(new URL("../../.cache/node", import.meta.url)));
await import("./commands.ts");
