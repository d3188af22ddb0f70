// The bodies of texts as JSON, which wait until article objects are made of them. Those of articles that were not read
// this time, because they have not changed, are read when they are asked for.

import type { Locale, PerLocale } from "../../i18n/locales.ts";
import type { Span, Spool } from "../files/spool.ts";
import type { Bodies } from "../model.ts";

type ArticleBodies = [id: string, bodies: PerLocale<string>];

export class SpooledBodies implements Bodies {
  readonly #spans = new Map<string, PerLocale<Span>>();
  readonly #spool: Spool;
  readonly #read: (ids: readonly string[]) => AsyncIterable<ArticleBodies>;

  /** @param read articles whose bodies are not here. */
  constructor(spool: Spool, read: (ids: readonly string[]) => AsyncIterable<ArticleBodies>) {
    this.#spool = spool;
    this.#read = read;
  }

  /** @param bodies by the language that they are written in. */
  add(id: string, bodies: PerLocale<string>): void {
    const spans = Object.entries(bodies).map(([locale, body]) => [locale, this.#spool.add(body)]);
    this.#spans.set(id, { ...this.#spans.get(id), ...Object.fromEntries(spans) });
  }

  /** Makes sure that those of these articles are here. */
  async load(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.#spans.has(id));
    for await (const [id, bodies] of this.#read(missing)) this.add(id, bodies);
  }

  /** @throws unless it was added or loaded. */
  get(id: string, locale: Locale): string {
    const span = this.#spans.get(id)?.[locale];
    if (!span) throw new Error(`the text of ${id} in ${locale} is not at hand`);
    return this.#spool.get(span);
  }
}
