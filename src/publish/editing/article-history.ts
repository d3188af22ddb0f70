// Earlier texts of an article, revision by revision, as far as KV has them. A revision's name also changes for other
// reasons (a renamed section, a new translation), so the words are compared.
import type { Block, StoredArticle } from "../../article/article.ts";
import type { TextName } from "../../article/texts.ts";
import type { Locale } from "../../i18n/locales.ts";
import { type ArticleEntry, REVISIONS_MAX } from "../../store/format.ts";
import { HASH_PATTERN, type Hash } from "../../store/keys.ts";
import { parseObject } from "../../store/objects.ts";
import type { CheckedArticle, Content, ObjectReader } from "../model.ts";
import { TRANSLATED } from "../parse/front-matter/field-lists.ts";

/** The words of an article in one language: what a translator has to translate. */
export type Wording = string;

interface Version {
  wording: Wording;
  /** The first revision that said so; `null` for a text that is not published yet. */
  revision: Hash | null;
}

export interface Age {
  /** How often the original has changed since. */
  edits: number;
  /** Whether it has changed more often than that: the revision is older than those that are kept. */
  more: boolean;
  /** The revision that the first of these edits made; `null` if it is not known or not published. */
  firstEdit: Hash | null;
}

export class ArticleHistory {
  readonly #read: ObjectReader;

  constructor(read: ObjectReader) {
    this.#read = read;
  }

  /**
   * How old a translation is.
   * @param entry the article as it is published. @param working what the original says now.
   * @param basis what the translation says that it was made from.
   * @returns `null` if it is not known what that revision said: it is none of this article, or was never kept.
   */
  async age(
    entry: ArticleEntry,
    working: Wording,
    { inLanguage, revision }: { inLanguage: Locale; revision: Hash },
  ): Promise<Age | null> {
    const [versions, article] = await Promise.all([
      this.#versions(entry, inLanguage, working),
      this.#stored(revision),
    ]);
    if (article && (article.id !== entry.id || article.inLanguage !== inLanguage)) return null;
    const wording = article && wordingOf(article);
    const at = versions.findLastIndex((version) => version.wording === wording);
    const last = versions.length - 1;
    if (at !== -1) return { edits: last - at, more: false, firstEdit: versions[at + 1]?.revision ?? null };
    const isOlder = article !== null || entry.past?.[inLanguage]?.length === REVISIONS_MAX;
    return isOlder ? { edits: last, more: true, firstEdit: null } : null;
  }

  /** The name under which `wording` is live; `null` if it is not. */
  async liveRevision(
    entry: ArticleEntry | undefined,
    locale: Locale,
    wording: Wording,
  ): Promise<Hash | null> {
    const [, revision] = entry?.[locale] ?? [];
    const article = revision === undefined ? null : await this.#stored(revision);
    return article?.inLanguage === locale && wordingOf(article) === wording ? (revision ?? null) : null;
  }

  /** The successive texts in one language, oldest first; `working` is the last. */
  async #versions(entry: ArticleEntry, locale: Locale, working: Wording): Promise<Version[]> {
    const versions: Version[] = [];
    for (const { revision, article } of await this.#published(entry, locale)) {
      const wording = wordingOf(article);
      if (versions.at(-1)?.wording !== wording) versions.push({ wording, revision });
    }
    if (versions.at(-1)?.wording !== working) versions.push({ wording: working, revision: null });
    return versions;
  }

  /** Revisions in the language itself, oldest first. */
  async #published(entry: ArticleEntry, locale: Locale) {
    const past = [...(entry.past?.[locale] ?? [])].reverse();
    const [, current] = entry[locale] ?? [];
    // A past revision that was a fallback has its language behind its name.
    const names = [...past, ...(current ? [current] : [])].map((name) => name.split(".")[0] ?? "");
    const articles = await Promise.all(names.map((name) => this.#stored(name)));
    return names.flatMap((revision, i) => {
      const article = articles[i];
      return article?.inLanguage === locale ? [{ revision, article }] : [];
    });
  }

  /** @returns `null` for what KV does not have whole. */
  async #stored(revision: Hash): Promise<StoredArticle | null> {
    if (!HASH_PATTERN.test(revision)) return null;
    const bytes = await this.#read(revision).catch(() => null);
    return bytes && parseObject<StoredArticle>(bytes);
  }
}

/** The current content; `null` for a language that it lacks. */
export function workingWording({ bodies }: Content, article: CheckedArticle, locale: Locale): Wording | null {
  const text = article.translations[locale];
  if (!text) return null;
  return wordingOf({ ...text, body: JSON.parse(bodies.get(article.id, locale)) });
}

type Worded = Pick<StoredArticle, TextName> & {
  image?: Caption | undefined;
  body: Block[];
};
type Caption = { alt: string; caption?: string | undefined };

const wordingOf = ({ image, body, ...texts }: Worded): Wording =>
  JSON.stringify([TRANSLATED.map((name) => texts[name]), captionOf(image), body.map(wordsOfBlock)]);

const captionOf = (image: Caption | undefined) => image && [image.alt, image.caption];

const wordsOfBlock = ({ type, level, text, cite, items, image }: Block) => [
  type,
  level,
  text,
  cite,
  items?.map((item) => item.text),
  captionOf(image),
];
