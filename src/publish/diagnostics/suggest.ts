// "Did you mean": the nearest of what there is.
import { closestMatch } from "leven";
import type { DiagnosticValues } from "./diagnostic.ts";

/** A third of the letters may be wrong, at most three of them. */
export const suggest = (word: string, known: Iterable<string>): string | undefined =>
  closestMatch(word, [...known], { maxDistance: Math.min(3, Math.ceil(word.length / 3)) });

/** Values with the wording that names the suggestion, if there is one. */
export const suggesting = (values: DiagnosticValues, suggestion: string | undefined): DiagnosticValues =>
  suggestion === undefined ? values : { ...values, suggestion, context: "suggestion" };
