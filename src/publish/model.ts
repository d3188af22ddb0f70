// Types that more than one stage of a publish speaks of, and the arguments through which the stages reach files,
// pictures and caches. No code: whatever does something belongs to a stage.
import type { Sizes, SummaryRow } from "../article/summary.ts";
import type { Texts } from "../article/texts.ts";
import type { Locale, PerLocale } from "../i18n/locales.ts";
import type { MediaFile, Site, SlugShard } from "../store/format.ts";
import type { Hash } from "../store/keys.ts";
import type { Finding, Placed, Span } from "./diagnostics/diagnostic.ts";
import type { SourceText } from "./diagnostics/source-text.ts";

/** The files of one article: the input of `parse`. */
export interface ArticleFolder {
  id: string;
  /** By language; `null` for one that cannot be read. */
  texts: Map<Locale, SourceText | null>;
  /** Paths of the files beside the texts, by name. */
  files: ReadonlyMap<string, string>;
  /** Whether a text is there under a name that is not a text's. */
  incomplete: boolean;
}

/** A file that publishing made, as it lies in the media cache. */
export interface MadeFile {
  /** Of its bytes. */
  hash: Hash;
  extension: string;
  /** Bytes. */
  size: number;
  path: string;
}

export interface SizedFile extends MadeFile {
  /** Pixels. */
  width: number;
  height: number;
}

export interface Variants {
  /** By type, the most economical first, then by width. */
  variants: SizedFile[];
  /** thumbhash, base64. */
  placeholder: string;
  /** The picture in a few pixels: WebP, base64. Absent for a transparent picture, behind which it would stay visible. */
  preview?: string;
}

/** Files in the cache; the picture's own has all of its pixels, and none of its metadata. */
export interface Picture extends SizedFile, Variants {
  /** Media type (RFC 6838). */
  type: string;
  /** Path of the file beside the article. */
  source: string;
}

/** The text of a social card. */
export interface CardWords {
  headline: string;
  section: string;
  site: string;
}

/** PNG. */
export interface SocialCard extends MadeFile {
  words: CardWords;
}

/** A made file, and the way to make it again should the cache have lost it. */
export interface Medium {
  file: MadeFile;
  remake: () => Promise<unknown>;
}

/** Pictures and social cards, wherever and by whatever they are made. */
export interface MediaMaker {
  /**
   * @param source path of the file beside the article.
   * @returns the picture, or what is wrong with the file; its words want the `name` that the file goes by as well.
   */
  picture(source: string): Promise<Picture | Finding>;
  card(words: CardWords): Promise<SocialCard>;
}

/** A link to a page of this site, `[text](/uk/articles/slug)`. */
export interface SiteLink {
  path: string;
  place: Span;
}

export interface ArticleChange {
  kind: "typo" | "correction" | "update" | "retraction";
  /** UTC, to the second; so are all dates of the content. */
  date: string;
  text?: string | undefined;
}

/** The article is withdrawn, in every language. */
export interface Retraction {
  date: string;
  note: PerLocale<string>;
  /** Every slug and former slug of the article, drafts' included: none of them may lead to a 404. */
  slugs: string[];
}

/** One language of an article, but for its body; `places` are those that other articles may be in conflict with. */
export interface Translation extends Placed, Texts {
  draft: boolean;
  slug: string;
  aliases: string[];
  image?: { alt: string; caption?: string; credit?: string; source?: { name: string; url?: string } };
  changes: ArticleChange[];
  /** The revision that the text says it was translated from. */
  translatedFrom?: { inLanguage: Locale; revision: string };
  /** Number of words in the body. */
  words: number;
  /** In the text. */
  pictures: Picture[];
  /** The picture for social networks and messengers. */
  socialCard?: SocialCard;
  links: SiteLink[];
}

/** The content of an article's files, but for the bodies of its texts. Plain data, so that it can be stored. */
export interface CheckedArticle {
  id: string;
  /** Empty, like the date, while a problem says that it is missing. */
  section: string;
  author: string[];
  datePublished: string;
  publishAt?: string;
  related: string[];
  picture?: Picture;
  retracted?: Retraction;
  translations: PerLocale<Translation>;
  /** Slugs of texts that could not be read. */
  unread?: string[];
}

/** Facts about an article object, known without having it. */
export interface ObjectFacts {
  revision: Hash;
  sizes: Sizes;
}

/** Article bodies as JSON. */
export interface Bodies {
  /** Makes sure that those of these articles are at hand. */
  load(ids: readonly string[]): Promise<void>;
  /** @throws unless the article was loaded. */
  get(id: string, locale: Locale): string;
}

/** Facts about objects that were compiled before, by the article and every input from elsewhere, as JSON. */
export interface ObjectFactsCache {
  /** @returns `null` if they are not known. */
  getObject(id: string, inputs: string): ObjectFacts | null;
  setObject(id: string, inputs: string, facts: ObjectFacts): void;
}

/** The content folder, parsed and checked: the input of `compile`. */
export interface Content {
  site: Site;
  articles: CheckedArticle[];
  bodies: Bodies;
  cache: ObjectFactsCache;
  media: MediaMaker;
}

/** Gives the same bytes each time. */
export type Encode = () => Promise<Uint8Array>;

export interface CompiledArticle {
  row: SummaryRow;
  /** Former slugs, each with the slug that took its place. */
  aliases: [slug: string, to: string][];
  /** Files of the pictures that it shows, variants and social cards among them. */
  media: MediaFile[];
}

/** The public content at one moment: the input of `build`. */
export interface Compiled {
  site: Site;
  /** Newest first. */
  articles: CompiledArticle[];
  /** Article objects by name, but for those that are stored. */
  objects: Map<Hash, Encode>;
  /** Their files, by hash. */
  media: Map<Hash, Medium>;
  /** Files of the articles whose time has not come. */
  withheld: Hash[];
  retracted: { id: string; slugs: string[]; gone: string; note: PerLocale<string> }[];
}

/** The slug shards of a release, as they are stored, by prefix. */
export type Shards = ReadonlyMap<string, { hash: Hash; entries: SlugShard }>;

/**
 * Reads an object by its name, each once. What is asked for in the same turn is read together.
 * It throws if an object is not there whole: a publish never builds on what it cannot read.
 */
export type ObjectReader = (hash: Hash) => Promise<Uint8Array>;
