// The source of an article: its texts, parsed, and the files beside them.
import type { Locale, PerLocale } from "../../i18n/locales.ts";
import type { Span } from "../diagnostics/diagnostic.ts";
import type { FrontMatter } from "./front-matter/schema.ts";
import type { FieldPath } from "./front-matter/yaml.ts";
import type { MarkdownBody } from "./markdown/markdown.ts";

/** One language of one article, as written. */
export interface TranslationSource {
  file: string;
  locale: Locale;
  frontMatter: FrontMatter;
  /** Fields of the front matter that were left out, because something is wrong with them. */
  faulty: ReadonlySet<string>;
  body: MarkdownBody;
  placeOf(path: FieldPath): Span;
}

export interface ArticleSource {
  id: string;
  translations: PerLocale<TranslationSource>;
  /** Whether one of its texts could not be read at all. */
  incomplete: boolean;
  /** The slugs of such texts, as far as they can be told. */
  unread: string[];
  /** Paths of the files beside the texts, by name. */
  files: ReadonlyMap<string, string>;
}
