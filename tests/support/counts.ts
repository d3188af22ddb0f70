// Fuzzers and simulated worlds: as much as fits into four minutes in `npm test`, the full count in `npm run test:long`.

/** Set by `npm run test:long`. */
const LONG = process.env.VISNYK_TEST_LONG === "1";

/** @param fixed the seed in `npm test`, which never fails by chance; the night has a printed one. */
export const seedOf = (fixed: number): number => Number(process.env.VISNYK_TEST_SEED || fixed);

/** The seed of every fuzzer that needs none of its own. */
export const SEED = seedOf(20250629);

/** @param full in `npm run test:long`. @param short in `npm test`. */
export const count = (full: number, short: number): number => (LONG ? full : short);

/**
 * Cases of two factors with two values each: all four in `npm run test:long`; in `npm test` one, the other values of
 * which come in the next turn, so that two subjects show every value.
 */
export const inTurn = <T>(cases: readonly [T, T, T, T], turn: number): T[] =>
  LONG ? [...cases] : [turn % 2 === 0 ? cases[1] : cases[2]];

/** Of many alike: all in `npm run test:long`; in `npm test` every `n`th, beginning with `first`, modulo `n`. */
export const everyNth = <T>(all: readonly T[], n: number, first = 0): T[] =>
  all.filter((_, i) => LONG || i % n === first % n);

/** Seeds of simulated worlds: `full` of them, or the first `short`. */
export const seeds = (full: number, short: number): number[] =>
  Array.from({ length: count(full, short) }, (_, i) => (LONG ? SEED + i : i + 1));
