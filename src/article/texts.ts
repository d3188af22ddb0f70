// Text fields that front matter, lists and articles share under one name, as they are written. Their JSON schemas are
// in article.ts, their rows in publish/parse/front-matter/fields.ts.

/** How often each is there, in the order of the JSON. */
export const TEXTS = { headline: "one", description: "one", keywords: "many" } as const satisfies Record<
  string,
  "one" | "many" | "optional"
>;

export type TextName = keyof typeof TEXTS;
type NameOf<Count> = { [Name in TextName]: (typeof TEXTS)[Name] extends Count ? Name : never }[TextName];
export type Texts = { [Name in NameOf<"one">]: string } & { [Name in NameOf<"many">]: string[] } & {
  [Name in NameOf<"optional">]?: string | undefined;
};

const NAMES = Object.keys(TEXTS) as TextName[];

/** These fields of something that has others as well. */
export const textsOf = (from: Texts): Texts =>
  Object.fromEntries(
    NAMES.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])),
  ) as Texts;
