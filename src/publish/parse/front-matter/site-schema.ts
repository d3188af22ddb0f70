// The schemas of the three YAML files: field names, what each is for, and the code of the problem where a value is not
// right. The JSON Schemas for editors are made of them.
import * as z from "zod/mini";
import { locales } from "../../../i18n/locales.ts";
import { about, choice, id, line, says } from "./field.ts";

/** RFC 4151 §2.1: a host or an e-mail address, and a day or year when it was the newsroom's. */
const TAGGING_ENTITY = /^([a-z0-9._-]+@)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-\d\d(-\d\d)?)?$/;

const languageNames = new Intl.DisplayNames("en", { type: "language" });
const names = (description: string) =>
  about(
    z.strictObject(
      Object.fromEntries(
        locales.map((locale) => [locale, line(100, `In ${languageNames.of(locale)}.`).schema]),
      ),
    ),
    description,
  );

export const SectionsSchema = about(
  z.record(id("A section’s id.").schema, names("Its name in every language.")),
  "Sections by id, in the order of the menu.",
);
export const AuthorsSchema = about(
  z.record(
    id("An author’s id.").schema,
    z.strictObject({
      type: choice(["Person", "Organization"], "What the author is.").schema,
      name: names("The name in every language."),
    }),
  ),
  "Authors by id.",
);
export const SiteSchema = about(
  z.strictObject({
    name: names("What the site is called."),
    description: names("What it is, in one sentence."),
    taggingEntity: z.optional(
      about(
        z.string().check(z.regex(TAGGING_ENTITY, says("bad_tagging_entity"))),
        "A host, and a year in which it was the newsroom’s, like news.example.com,2026. Ids in feeds begin with it.",
      ),
    ),
    socialCards: z.optional(
      about(
        z.boolean(says("not_boolean")),
        "Whether each article gets a card with its headline, for where it is shared. It does if not said.",
      ),
    ),
  }),
  "The site as a whole.",
);
