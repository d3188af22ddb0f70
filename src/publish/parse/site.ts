// The site's own files, site.yaml, sections.yaml and authors.yaml → the site.
import type { Site } from "../../store/format.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceText } from "../diagnostics/source-text.ts";
import { proseOfNames } from "./front-matter/prose.ts";
import { checkYaml } from "./front-matter/schema.ts";
import { AuthorsSchema, SectionsSchema, SiteSchema } from "./front-matter/site-schema.ts";
import { parseYaml } from "./front-matter/yaml.ts";
import { checkLanguage } from "./language/check-language.ts";

/** Base names of the files. */
export const SITE_FILES = ["site", "sections", "authors"] as const;

/** By base name; `null` for a file that cannot be read. */
export type SiteTexts = Record<(typeof SITE_FILES)[number], SourceText | null>;

/** @returns what could be parsed, even when `diagnostics` has something to say about it. */
export function parseSite(texts: SiteTexts, diagnostics: Diagnostic[]): Site {
  const parse = <T>(text: SourceText | null, schema: Parameters<typeof checkYaml<T>>[0]): T | null => {
    const data = text && parseYaml(text, diagnostics);
    if (data) checkLanguage(proseOfNames(data, text), text, diagnostics);
    return data && checkYaml(schema, data, diagnostics);
  };
  const about = parse(texts.site, SiteSchema);
  const sections = parse(texts.sections, SectionsSchema);
  const authors = parse(texts.authors, AuthorsSchema);
  return {
    name: about?.name ?? {},
    description: about?.description ?? {},
    ...(about?.taggingEntity !== undefined && { taggingEntity: about.taggingEntity }),
    ...(about?.socialCards === false && { socialCards: false }),
    sections: sections ?? {},
    authors: authors ?? {},
  };
}
