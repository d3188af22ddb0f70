// The texts among YAML fields that readers read.
import { type Locale, locales } from "../../../i18n/locales.ts";
import type { SourceText } from "../../diagnostics/source-text.ts";
import { type Prose, proseOfYaml } from "../text/prose.ts";
import { isProse } from "./field-lists.ts";
import type { YamlData } from "./yaml.ts";

/** The fields of front matter that readers read. */
export const proseOfFrontMatter = (yaml: YamlData, source: SourceText, locale: Locale): Prose[] =>
  proseOfYaml(yaml.texts(), source, (path) => (isProse(path) ? locale : null));

/** Names of the site, its sections and authors: each stands under its locale. */
export const proseOfNames = (yaml: YamlData, source: SourceText): Prose[] =>
  proseOfYaml(yaml.texts(), source, (path) => locales.find((locale) => locale === path.at(-1)) ?? null);
