// npm run content -- …: the editor's commands, from code that Node has kept compiled since the last time.
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

const compiled = fileURLToPath(new URL("../../../.cache/node", import.meta.url));
enableCompileCache(compiled);
// For the processes that a command starts.
process.env.NODE_COMPILE_CACHE = compiled;
await import("./v8-flags.ts");
const [{ run }, { processTerminal }] = await Promise.all([import("./commands.ts"), import("./terminal.ts")]);

// A reader such as `head` may close the pipe early.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

process.exitCode = await run(process.argv.slice(2), processTerminal());
