// A finding of the language checks.
import type { Finding } from "./diagnostic.ts";

/** Something in a text that is not as it should be; offsets are into the text. */
export interface TextFinding extends Finding {
  from: number;
  to: number;
  /** What to write in its place, if that is certain. */
  correct?: string;
}
