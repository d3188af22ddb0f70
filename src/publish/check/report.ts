// Reports a problem at the place of a front matter field.
import type { ProblemCode, ProblemValues } from "../diagnostics/diagnostic.ts";
import type { TranslationSource } from "../parse/source.ts";

export type Report = (
  file: TranslationSource,
  field: string,
  code: ProblemCode,
  values?: ProblemValues,
) => void;
