// The output of releases, rollback and gc.
import type { Locale } from "../../i18n/locales.ts";
import type { TimelineEntry } from "../../store/format.ts";
import type { Hash } from "../../store/keys.ts";
import type { Sweep } from "../commit/gc.ts";
import type { ReleaseLine } from "../commit/releases.ts";
import type { Rollback } from "../commit/rollback.ts";
import { reportWords } from "../diagnostics/messages.ts";
import { shortMoment } from "../parse/front-matter/dates.ts";
import { changeLines, lostLines, someOf } from "./publish.ts";

const CHANGES_SHOWN = 3;

export function rollbackLines(
  { to, isLive, changes, impact, lost, dropped, pointer }: Rollback,
  lang: Locale,
): string[] {
  const { sequence, release } = to;
  if (!pointer) return [reportWords(lang, "publish.backToSame", { sequence })];
  return [
    ...(isLive
      ? [reportWords(lang, "publish.backToLive", { sequence })]
      : [
          reportWords(lang, "publish.back", { sequence, release }),
          ...changeLines(changes, impact, lang),
          ...lostLines(lost, "rollback", lang),
        ]),
    ...dropped.map(
      (from) => `  ${reportWords(lang, "publish.unscheduled", { time: shortMoment(from, lang) })}`,
    ),
    reportWords(lang, "publish.contentStays"),
  ];
}

/** Newest first, what is scheduled before all. */
export function releaseLines(
  releases: readonly ReleaseLine[],
  { live, previous, upcoming }: { live: Hash; previous: Hash | null; upcoming: readonly TimelineEntry[] },
  lang: Locale,
): string[] {
  const pending = new Set(upcoming.map(({ release }) => release));
  const markOf = (hash: Hash) => {
    if (pending.has(hash)) return reportWords(lang, "publish.releases.pending");
    if (hash === live) return reportWords(lang, "publish.releases.live");
    return hash === previous ? reportWords(lang, "publish.releases.previous") : "";
  };
  const rows = releases.map(({ hash, sequence, at, written, lost }) => {
    const changes = [...written.map((id) => `~ ${id}`), ...lost.map((id) => `- ${id}`)];
    const moment = at === undefined ? "" : shortMoment(at, lang);
    return [hash, String(sequence), moment, markOf(hash), someOf(changes, CHANGES_SHOWN, lang)];
  });
  const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map(([hash = "", sequence = "", at = "", mark = "", what = ""]) =>
    [hash, sequence.padStart(widths[1] ?? 0), at.padEnd(widths[2] ?? 0), mark.padEnd(widths[3] ?? 0), what]
      .join("  ")
      .trimEnd(),
  );
}

/** @param done whether it has been deleted already. */
export function sweepLines({ kept, unneeded, needed }: Sweep, done: boolean, lang: Locale): string[] {
  const releases = reportWords(lang, "publish.keptReleases", { count: kept.length });
  const values = reportWords(lang, "publish.values", { count: needed });
  const count = unneeded.length;
  return [
    reportWords(lang, "publish.kept", { releases, values }),
    done ? reportWords(lang, "publish.cleared", { count }) : reportWords(lang, "publish.unneeded", { count }),
  ];
}
