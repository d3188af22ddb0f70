// Seeds of the tests in workerd: the writes of a newsroom's publishes, one after the other.

/** One KV write; the value in base64, since it crosses from Node to workerd. */
export interface SeedWrite {
  key: string;
  value: string;
  metadata?: object;
}

/** When the newsroom of the tests publishes, and about when its readers read (milliseconds since 1970). */
export const NOW = Date.parse("2025-07-01T12:00:00Z");
/** When the article that step `scheduled` prepares becomes public. */
export const EMBARGO = Date.parse("2025-07-01T13:00:00Z");

export type Step = "first" | "edited" | "removed" | "scheduled";
export type History = Record<Step, SeedWrite[]>;

/** A preview of everything, drafts included, made after the last step. */
export interface PreviewSeed {
  writes: SeedWrite[];
  token: string;
}

declare module "vitest" {
  interface ProvidedContext {
    history: History;
    preview: PreviewSeed;
  }
}
