// A finding of the language checks.
import type { Finding } from "./diagnostic.ts";

/** Something in a text that is not as it should be; offsets are into the text. */
export interface TextFinding extends Finding {
  from: number;
  to: number;
  /** The replacement, if it is certain. */
  correct?: string;
}
