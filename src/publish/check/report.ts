// Reports a problem at the place of a front matter field.
import type { DiagnosticCode, DiagnosticValues } from "../diagnostics/diagnostic.ts";
import type { TranslationSource } from "../parse/source.ts";

export type Report = (
  file: TranslationSource,
  field: string,
  code: DiagnosticCode,
  values?: DiagnosticValues,
) => void;
