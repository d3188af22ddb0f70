// llms.txt (llmstxt.org): what there is for a language model to read, and in which form.
import { docsPath, feedPath, listApiPath, markdownPath, sectionPagePath } from "../../article/paths.ts";
import { DEFAULT_LOCALE, LOCALES, type Locale, locales } from "../../i18n/locales.ts";
import { translate } from "../../i18n/messages.ts";
import { destination, textMarkdown } from "../inline-markdown.ts";
import { siteName } from "../problem-view.ts";
import type { RowsView } from "../view.ts";

/** Of each language. */
const NEWEST = 10;

export function renderLlms({ rows, site, origin }: RowsView): string {
  const link = (name: string, path: string, about?: string) =>
    `- [${textMarkdown(name, false)}](${destination(origin + path)})${about ? `: ${textMarkdown(about, false)}` : ""}`;
  const inLanguage = (locale: Locale): string => {
    const say = (key: string) => translate(locale, `llms.${key}`);
    const newest = rows.flatMap(({ editions }) => {
      const edition = editions[locale];
      return edition?.inLanguage === locale ? [edition] : [];
    });
    return [
      `## ${LOCALES[locale].name}\n`,
      ...Object.entries(site.sections).map(([id, names]) =>
        link(names[locale] ?? id, sectionPagePath(locale, id)),
      ),
      link("JSON Feed", feedPath(locale, "json"), say("feed")),
      link("API", listApiPath(locale), say("api")),
      link(say("docsName"), docsPath(locale), say("docs")),
      ...newest
        .slice(0, NEWEST)
        .map(({ headline, slug, description }) => link(headline, markdownPath(locale, slug), description)),
    ].join("\n");
  };
  return `${[
    `# ${textMarkdown(siteName(site, DEFAULT_LOCALE), false)}`,
    `> ${textMarkdown(site.description[DEFAULT_LOCALE] ?? "", false)}`,
    ...locales.map((locale) => translate(locale, "llms.about")),
    ...locales.map(inLanguage),
  ].join("\n\n")}\n`;
}
