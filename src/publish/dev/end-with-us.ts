// Preloaded into a server that we start in a process group of its own: ends the group when we are gone.
import { whenOrphaned } from "./orphaned.ts";

whenOrphaned(() => process.kill(0, "SIGTERM"));
