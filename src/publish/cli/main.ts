// npm run content -- …: the editor's commands, from code that Node has kept compiled since the last time.
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

const compiled = fileURLToPath(new URL("../../../.cache/node", import.meta.url));
enableCompileCache(compiled);
// For the processes that a command starts.
process.env.NODE_COMPILE_CACHE = compiled;
await import("./commands.ts");
