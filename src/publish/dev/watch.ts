// Tells when something in the content folder has been saved.
import { basename } from "node:path";
import { watch } from "chokidar";

/** Milliseconds without another change: a save is often several of them, and a checkout many. */
const QUIET = 25;
/** Files that editors and systems keep for themselves. */
const OWN_FILE = /^\.|~$|^#.*#$|^4913$/;

export interface Watched {
  /** Resolves after the first call. */
  first: Promise<void>;
  close(): Promise<void>;
}

/**
 * @param changed is called at once, and then after every save, with the moment of its first change (milliseconds,
 * `performance.now`). Never twice at a time: what changes meanwhile is another call. It must not throw.
 */
export function watchFolder(folder: string, changed: (since: number) => Promise<void>): Watched {
  let since: number | null = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let working = false;
  const work = async () => {
    if (working || since === null) return;
    const from = since;
    since = null;
    working = true;
    await changed(from);
    working = false;
    if (since !== null) soon();
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(work, QUIET);
  };
  // Files that are put in the place of others, as editors save them, new folders, links: it knows of all of them.
  const watcher = watch(folder, { ignoreInitial: true, ignored: (path) => OWN_FILE.test(basename(path)) });
  watcher.on("all", () => {
    since ??= performance.now();
    soon();
  });
  return {
    first: work(),
    close() {
      clearTimeout(timer);
      return watcher.close();
    },
  };
}
