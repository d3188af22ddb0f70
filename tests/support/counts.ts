// Fuzzers and simulated worlds: as much as fits into four minutes in `npm test`, the full count in `npm run test:long`.

/** Set by `npm run test:long`. */
const LONG = process.env.VISNYK_TEST_LONG === "1";

/** @param fixed the seed in `npm test`, which never fails by chance; the night has a printed one. */
export const seedOf = (fixed: number): number => Number(process.env.VISNYK_TEST_SEED ?? fixed);

/** The seed of every fuzzer that needs none of its own. */
export const SEED = seedOf(20250629);

/** @param full in `npm run test:long`. @param short in `npm test`. */
export const count = (full: number, short: number): number => (LONG ? full : short);

/**
 * Cases of two factors with two values each: all four in `npm run test:long`; in `npm test` two, in which each value of
 * each factor comes once (pairwise testing).
 */
export const pairwise = <T>(cases: readonly [T, T, T, T]): T[] => (LONG ? [...cases] : [cases[1], cases[2]]);

/** Of many alike: all in `npm run test:long`, every `n`th in `npm test`. */
export const everyNth = <T>(all: readonly T[], n: number): T[] => all.filter((_, i) => LONG || i % n === 0);

/** The same for every second, beginning with the first or the second. */
export const everySecond = <T>(all: readonly T[], first: number): T[] =>
  all.filter((_, i) => LONG || i % 2 === first % 2);

/** Seeds of simulated worlds: `full` of them, or the first `short`. */
export const seeds = (full: number, short: number): number[] =>
  Array.from({ length: count(full, short) }, (_, i) => (LONG ? SEED + i : i + 1));
