// Imported by a process that is measured: when it ends, it says on descriptor 3 how much memory it had at most, in KB.
import { writeSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

if (isMainThread) process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));
