// Shows the progress of a command.
import cliProgress from "cli-progress";
import type { Locale } from "../../i18n/locales.ts";
import { reportWords } from "../diagnostics/messages.ts";
import type { Progress } from "../kv/kv.ts";

/** Milliseconds between two lines. */
const PATIENCE = 5000;

/** Says now and then how many pictures and cards have been made: nobody knows beforehand how many there will be. */
export function countMade(lang: Locale, print: (line: string) => void): () => void {
  let made = 0;
  let said = Date.now();
  return () => {
    made++;
    if (Date.now() - said < PATIENCE) return;
    said = Date.now();
    print(reportWords(lang, "publish.made", { count: made }));
  };
}

/** A bar in a terminal, a line now and then elsewhere. @param total how many values will be written. */
export function openProgress(total: number, lang: Locale): { onProgress: Progress; close: () => void } {
  const bar = new cliProgress.SingleBar(
    {
      format: `${reportWords(lang, "publish.writing")} {bar} {value}/{total}`,
      noTTYOutput: true,
      notTTYSchedule: PATIENCE,
      hideCursor: true,
      clearOnComplete: true,
    },
    cliProgress.Presets.shades_classic,
  );
  // So few are written before anybody has read it.
  if (total < 100) return { onProgress: () => {}, close: () => {} };
  bar.start(total, 0);
  return { onProgress: (written) => bar.update(written), close: () => bar.stop() };
}
