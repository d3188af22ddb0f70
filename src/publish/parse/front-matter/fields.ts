// The fields of front matter, one row each, in the order of the guide: all that is known of a field. From the rows come
// the schema, the lists of the checks (field-lists.ts), what `new` writes, the editors' JSON Schema, the guide's table.
import * as z from "zod/mini";
import type { TextName } from "../../../article/texts.ts";
import { locales } from "../../../i18n/locales.ts";
import {
  about,
  choice,
  date,
  entry,
  type GuideField,
  group,
  id,
  line,
  nameOf,
  optional,
  several,
  slug,
  text,
  unique,
  words,
} from "./field.ts";
import { PICTURE_FIELDS } from "./picture-fields.ts";

const AUTHOR = "An author’s id, from content/authors.yaml";

export const FIELDS = {
  headline: {
    ...text(200, "The article’s headline."),
    shown: "as written",
    written: "each",
    required: "yes",
    new: "example",
    guide: {
      en: "the headline, up to 200 characters",
      uk: "заголовок, до 200 знаків",
      example: { en: "A Day in Zghorany", uk: "День у Згоранах" },
    },
  },
  description: {
    ...text(400, "One sentence for lists and previews."),
    shown: "as written",
    written: "each",
    required: "yes",
    new: "example",
    guide: {
      en: "one sentence for lists and previews, up to 400",
      uk: "одне речення для списків і анонсів, до 400 знаків",
      example: { en: "What changed in one day.", uk: "Що змінилося за один день." },
    },
  },
  slug: {
    ...optional(
      slug("The end of the article’s address. Left out, it is made of the headline, and changes with it."),
    ),
    placed: true,
    written: "each",
    required: "warned",
    new: "value",
    guide: {
      en: "the end of the address; left out, it is made of the headline",
      uk: "кінець адреси; якщо його немає, адресу складено із заголовка",
      example: { en: "a-day-in-zghorany", uk: "den-u-zghoranakh" },
    },
  },
  aliases: {
    ...several(50, "Former slugs: links to them lead to the article.", slug("A former slug.")),
    placed: true,
    written: "each",
    required: "no",
    guide: {
      en: "former slugs: they lead to the article",
      uk: "колишні адреси: вони ведуть на статтю",
      example: { en: "[a-day-in-zgorany]", uk: "[den-u-zgoranah]" },
    },
  },
  section: {
    ...optional(nameOf("A section’s id, from content/sections.yaml. In one of the article’s files.")),
    placed: true,
    written: "one",
    required: "yes",
    new: "value",
    guide: {
      en: "a section, by its id in `content/sections.yaml`",
      uk: "рубрика: її ідентифікатор із `content/sections.yaml`",
      example: "latest-news",
    },
  },
  author: {
    schema: z.optional(
      about(
        z.union([nameOf(`${AUTHOR}.`).schema, unique(1, "Several authors.", nameOf(`${AUTHOR}.`)).schema]),
        `${AUTHOR}, or a list of them. In one of the article’s files.`,
      ),
    ),
    list: "or one",
    placed: true,
    written: "one",
    required: "yes",
    new: "value",
    guide: {
      en: "an author by the id in `content/authors.yaml`, or up to ten",
      uk: "автор: ідентифікатор із `content/authors.yaml`, або список до десяти",
      example: "newsroom",
    },
  },
  datePublished: {
    ...optional(date("When it was published first. In one of the article’s files.")),
    placed: true,
    written: "one",
    required: "yes",
    new: "value",
    guide: {
      en: "the date that readers see, with time and zone",
      uk: "дата, яку бачать читачі, з часом і часовим поясом",
      example: "2026-11-30T09:00:00+02:00",
    },
  },
  image: {
    ...optional(group("The lead picture.", PICTURE_FIELDS)),
    short: "src",
    written: "below",
    required: "no",
    guide: {
      en: "the lead picture; below it, indented:",
      uk: "головне зображення; під ним, із відступом:",
      example: "",
    },
  },
  keywords: {
    ...several(30, "What the article is about, for machines.", words(80, "A keyword.")),
    shown: "as written",
    written: "each",
    required: "no",
    guide: {
      en: "what it is about, for machines; up to 30",
      uk: "ключові слова для пошукових машин, до 30",
      example: { en: "[Zghorany, villages]", uk: "[Згорани, села]" },
    },
  },
  related: {
    ...optional(
      unique(
        0,
        "Ids of related articles, in one of the article’s files.",
        id("The name of an article’s folder."),
      ),
    ),
    placed: true,
    written: "one",
    required: "no",
    guide: {
      en: "articles to read next, by their folders; up to ten",
      uk: "що читати далі: назви тек інших статей, до десяти",
      example: "[ottawa-convention]",
    },
  },
  draft: {
    schema: z._default(about(z.boolean(), "true: this text is not published yet."), false),
    written: "each",
    required: "no",
    guide: {
      en: "`true`: this text is not published",
      uk: "`true`: цей текст не публікувати",
      example: "true",
    },
  },
  publishAt: {
    ...optional(date("When it goes live by itself. In one of the article’s files.")),
    written: "one",
    required: "no",
    guide: {
      en: "when it goes live [by itself](#at-a-time-to-come)",
      uk: "коли статті вийти [самій](#у-призначений-час)",
      example: "2026-12-01T07:00:00+02:00",
    },
  },
  // A typo is for the record; a correction and an update are notes that readers see, and make it an article of that
  // date; a retraction withdraws it and says why.
  changes: {
    ...several(
      100,
      "What was changed after publishing.",
      entry({
        kind: choice(
          ["typo", "correction", "update", "retraction"],
          "typo: readers are not told. correction: something was wrong. update: something is new. retraction: the article is withdrawn.",
        ),
        date: { ...date("When it was changed."), placed: true },
        text: optional(text(1000, "What was changed, or why it is withdrawn. Readers see it.")),
      }),
    ),
    written: "concerned",
    required: "no",
    guide: {
      en: "corrections, updates, a retraction ([editing.md](editing.md))",
      uk: "виправлення, оновлення, відкликання ([editing.md](editing.md))",
      remark: { en: "see there", uk: "див. там" },
    },
  },
  /** The same as a retraction among the changes. */
  retracted: {
    ...optional(
      group("The article is withdrawn, in every language.", {
        date: date("When it was withdrawn."),
        note: text(1000, "Why. Readers see it in place of the article."),
      }),
    ),
    short: "note",
    written: "agreed",
    required: "no",
    guide: {
      en: "a retraction, written shorter",
      uk: "відкликання, записане коротше",
      example: "{ date: …, note: … }",
    },
  },
  translatedFrom: {
    ...optional(
      group("What this text was translated from.", {
        inLanguage: choice(locales, "The language of the original."),
        revision: line(22, "The name of the revision that was translated."),
      }),
    ),
    short: "inLanguage",
    written: "translation",
    required: "no",
    guide: {
      en: "which revision was translated; `status --mark` writes it",
      uk: "яку версію перекладено; записує `status --mark`",
      remark: { en: "leave it to the command", uk: "залиште це команді" },
    },
  },
} as const satisfies Record<string, GuideField> & Record<TextName, GuideField & { shown: "as written" }>;
