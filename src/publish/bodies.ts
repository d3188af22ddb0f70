// Bodies of the articles' texts as JSON, which wait until they are written.
import type { Block } from "../article/article.ts";
import { type Locale, locales, type PerLocale } from "../i18n/locales.ts";

export class Bodies {
  readonly #texts = new Map<string, string>();

  /** @param bodies by the language that they are written in. */
  add(id: string, bodies: PerLocale<Block[]>): void {
    for (const locale of locales) {
      if (bodies[locale]) this.#texts.set(`${id} ${locale}`, JSON.stringify(bodies[locale]));
    }
  }

  get(id: string, locale: Locale): string {
    const text = this.#texts.get(`${id} ${locale}`);
    if (text === undefined) throw new Error(`${id} has no text in ${locale}`);
    return text;
  }
}
