// Samples → text for people: medians, ratios of the same round and their spread.
import type { Samples } from "./measure.ts";
import type { Comparison } from "./probes.ts";

/** Of a list that is not empty. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** Ours, bare, and the ratio of the two: median (min–max) over the rounds. */
export function compareCells(samples: Samples, { ours, bare }: Comparison, digits: number): string[] {
  const mine = samples.get(ours) ?? [];
  const theirs = samples.get(bare) ?? [];
  const ratios = mine.map((value, round) => value / (theirs[round] ?? Number.NaN));
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)];
  return [
    median(mine).toFixed(digits),
    median(theirs).toFixed(digits),
    `${median(ratios).toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`,
  ];
}

/** The first column to the left, all others to the right. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
