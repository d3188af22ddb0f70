// The fields of the lead picture.
import * as z from "zod/mini";
import { FILE_NAME } from "../../files/file-name.ts";
import { about, type GuideField, group, optional, says, text, webUrl, words } from "./field.ts";

const fileName = z.string().check(z.regex(FILE_NAME, says("bad_file_name")));

export const PICTURE_FIELDS = {
  src: {
    ...optional({
      schema: about(fileName, "The picture’s file, beside this one. In one of the article’s files."),
    }),
    written: "one",
    required: "picture",
    new: "remark",
    guide: {
      en: "its file, beside the texts",
      uk: "його файл, що лежить поруч із текстами",
      example: "village.jpg",
    },
  },
  alt: {
    ...optional(text(500, "What is to be seen, for those who cannot see it.")),
    written: "each",
    required: "picture",
    new: "remark",
    guide: {
      en: "what is to be seen, for those who cannot see it",
      uk: "що зображено, для незрячих читачів",
      example: { en: "A street with a well.", uk: "Вулиця з колодязем." },
    },
  },
  caption: {
    ...optional(text(500, "What the picture means. Shown below it.")),
    written: "each",
    required: "warned",
    new: "remark",
    guide: {
      en: "what the picture means; shown below it",
      uk: "підпис: що зображення означає",
      example: { en: "Zghorany in November.", uk: "Згорани в листопаді." },
    },
  },
  credit: {
    ...optional(text(200, "Who made the picture.")),
    written: "each",
    required: "warned",
    new: "remark",
    guide: {
      en: "who made it",
      uk: "хто його створив",
      example: { en: "Olena Shevchuk", uk: "Олена Шевчук" },
    },
  },
  source: {
    ...optional(
      group("Where the facts of the caption come from.", {
        name: words(200, "Its name."),
        url: optional(webUrl("Its web address, with https://.")),
      }),
    ),
    short: "name",
    written: "each",
    required: "no",
    guide: {
      en: "where the caption’s facts come from",
      uk: "звідки факти в підписі",
      example: {
        en: "{ name: Wikipedia, url: https://… }",
        uk: "{ name: Вікіпедія, url: https://… }",
      },
    },
  },
} as const satisfies Record<string, GuideField>;
