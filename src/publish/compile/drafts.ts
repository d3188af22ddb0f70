// Finds the texts that are drafts.
import { type Locale, locales } from "../../i18n/locales.ts";
import type { Content } from "../model.ts";

export interface Draft {
  id: string;
  languages: Locale[];
}

/** Articles of which a text is marked as a draft. */
export const draftsOf = ({ articles }: Pick<Content, "articles">): Draft[] =>
  articles.flatMap(({ id, translations }) => {
    const languages = locales.filter((locale) => translations[locale]?.draft);
    return languages.length > 0 ? [{ id, languages }] : [];
  });
