// Files that nobody should be able to publish: each is an article with something in it that is certainly wrong, and
// some would like to run.
import fc from "fast-check";

/** Would be seen if anything of it ran. */
const PAYLOAD = "globalThis.__pwned=1";

const FIELDS: readonly [name: string, value: string][] = [
  ["headline", "A headline"],
  ["description", "A description"],
  ["slug", "a-slug-of-its-own"],
  ["section", "latest-news"],
  ["author", "newsroom"],
  ["keywords", "[one, two]"],
  ["datePublished", "2025-01-01T10:00:00+02:00"],
];
const BODY = [
  "A first paragraph.",
  "> “A quotation.”\n>\n> — Somebody",
  "- one\n- two",
  "## A heading",
  "The end.",
];

const fileOf = (fields: readonly (readonly [string, string])[], body: readonly string[] = BODY): string =>
  `---\n${fields.map(([name, value]) => `${name}: ${value}`).join("\n")}\n---\n\n${body.join("\n\n")}\n`;

/** The same article with other lines among its fields. */
const withFields = (...lines: string[]): string => {
  const names = lines.map((line) => line.split(":")[0]);
  const kept = FIELDS.filter(([name]) => !names.includes(name)).map(([name, value]) => `${name}: ${value}`);
  return `---\n${[...kept, ...lines].join("\n")}\n---\n\n${BODY.join("\n\n")}\n`;
};

const DATES = [
  "yesterday",
  "2025-06-29",
  "2025-06-29T12:00",
  "2025-02-30T10:00:00Z",
  "2025-01-01T25:00:00Z",
  "12/31/2025",
  "0000-01-01T00:00:00Z",
  "2025-01-01T10:00:00+02",
  "1e9",
];
const NO_TEXT = [
  "3",
  "true",
  "null",
  "[]",
  "{}",
  "1e999",
  "-.inf",
  '""',
  '" "',
  '"a\\nb"',
  '"\\u0000"',
  '"\\ud800"',
  `"${"x".repeat(2000)}"`,
];
/** For each field, values that it cannot have. */
export const WRONG: Record<string, readonly string[]> = {
  headline: NO_TEXT,
  description: NO_TEXT,
  slug: [
    "3",
    "Not A Slug",
    '"@a"',
    "../../etc/passwd",
    "a--b",
    '"object/x"',
    '"a b"',
    '"%2e%2e"',
    '""',
    "x".repeat(101),
  ],
  aliases: ["a", "{}", "[A]", "[[a]]", "[a-slug-of-its-own]", "3"],
  keywords: ["one", "[1]", "[[a]]", "{a: b}", '[""]'],
  draft: ["yes", "3", '"true"', "[]"],
  changes: [
    "x",
    "[x]",
    "[{kind: fix, date: 2025-01-01T10:00:00Z}]",
    "[{kind: typo}]",
    "[{kind: update, date: 2025-01-01T10:00:00Z}]",
  ],
  translatedFrom: ["en", "{inLanguage: ru, revision: x}", "{}", "[]"],
  image: [
    "x.svg",
    "[]",
    "{}",
    "{src: ../x.svg}",
    "{src: nowhere.svg}",
    "{src: /etc/passwd}",
    "{alt: 3}",
    "{source: Wikipedia}",
    "{__proto__: {a: 1}}",
  ],
  section: ["sport", "3", "Latest News", "[]", '"__proto__"', "constructor", "toString"],
  author: ["nobody", "3", "[]", "{}", "[newsroom, newsroom]", "constructor", "[hasOwnProperty]"],
  datePublished: DATES,
  publishAt: DATES,
  related: ["x", "[nowhere]", "[[a]]", "[a, a]", "[__proto__]"],
  retracted: ["true", "{}", "{date: 2025-01-01T10:00:00Z}", "{note: x}", "2025"],
};

const YAML = [
  "headline: One: two",
  "headline One",
  'headline: "One',
  'headline: "One" two',
  "keywords: [a, b",
  "keywords: a, b]",
  "image:\n\tsrc: x",
  "image:\n  src: x\n alt: y",
  "headline: @one",
  'headline: "\\q"',
  "description: a\ndescription: b",
  "headline: *x",
  "headline: &x y",
  "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]",
  `headline: !!js/function "function () { ${PAYLOAD} }"`,
  `headline: !!js/regexp /x/\nkeywords: [!!js/undefined ""]`,
  `headline: !<tag:yaml.org,2002:js/function> "() => { ${PAYLOAD} }"`,
  `headline: !!python/object/apply:os.system ["${PAYLOAD}"]`,
  "? [a, b]\n: c",
  "%YAML 1.1",
  "... \nx: y",
  `a: ${"[".repeat(30_000)}`,
  `a: ${"{a: ".repeat(10_000)}`,
  `__proto__: {__pwned: 1}`,
  `"__proto__": {"toString": 1}`,
  `constructor: {prototype: {__pwned: 1}}`,
  `prototype: ${PAYLOAD}`,
  `image:\n  __proto__:\n    __pwned: 1`,
  "<<: {headline: x}",
];

const BLOCKS = [
  `<script>${PAYLOAD}</script>`,
  `<img src=x onerror="${PAYLOAD}">`,
  `A <b onclick="${PAYLOAD}">word</b>.`,
  `<!-- ${PAYLOAD} -->`,
  `<?php ${PAYLOAD} ?>`,
  `<![CDATA[${PAYLOAD}]]>`,
  `<svg onload=${PAYLOAD}>`,
  `<iframe srcdoc="<script>parent.${PAYLOAD}</script>"></iframe>`,
  `[x](javascript:${PAYLOAD})`,
  `[x](JaVaScRiPt:${PAYLOAD})`,
  `[x](data:text/html,<script>${PAYLOAD}</script>)`,
  "[x](vbscript:x)",
  "[x](//evil.example/)",
  "[x](/\\\\evil.example/)",
  "[x](relative.html)",
  "[x](/en/articles/nowhere)",
  "[x](/v1/en/articles)",
  "![x](nowhere.svg)",
  "![x](https://evil.example/x.png)",
  "![ ](x.svg)",
  "Text ![x](a.svg) text.",
  "# A first-level heading",
  "| a | b |\n| - | - |\n| 1 | 2 |",
  `\`\`\`js\n${PAYLOAD}\n\`\`\``,
  "A note[^1].\n\n[^1]: Here.",
  "[x][y]\n\n[y]: https://example.com",
  "- a\n  - b",
  "- [x] done",
  "7. seven",
  "> # A\n>\n> — B",
  "##",
  "&nbsp;",
  "The wоrd has a Cyrillic letter.",
  "[так]{lang=ua}",
  "{lang=ru}",
  "> ".repeat(3000),
  `${"*".repeat(3)}[x](javascript:${PAYLOAD})`,
];

/** A file of its own kind of wrong; where it is no text, its bytes. */
export const malformedFile: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  fc
    .constantFrom(...Object.keys(WRONG))
    .chain((field) =>
      fc.constantFrom(...(WRONG[field] as string[])).map((value) => withFields(`${field}: ${value}`)),
    ),
  fc.constantFrom(...YAML).map((yaml) => withFields(...yaml.split("\n"))),
  fc
    .tuple(fc.constantFrom(...BLOCKS), fc.nat(BODY.length))
    .map(([block, at]) => fileOf(FIELDS, [...BODY.slice(0, at), block, ...BODY.slice(at)])),
  // A field that there is not.
  fc
    .stringMatching(/^[a-z][A-Za-z]{2,12}$/)
    .filter((name) => !Object.hasOwn(WRONG, name))
    .map((name) => withFields(`${name}: x`)),
  // A field that has to be there is not.
  fc
    .constantFrom("headline", "description", "section", "author", "datePublished")
    .map((missing) => fileOf(FIELDS.filter(([name]) => name !== missing))),
  // What the editor's machine did not save.
  fc.nat(fileOf(FIELDS).indexOf("\n---\n")).map((end) => fileOf(FIELDS).slice(0, end)),
  fc.constantFrom(
    "",
    "Only text.",
    fileOf(FIELDS).replace("---\n", "---js\n"),
    fileOf(FIELDS).replace("---\n", `---js\n${PAYLOAD};\n`),
    fileOf(FIELDS).replace("---\n", "+++\n"),
    fileOf(FIELDS, []),
  ),
  fc.tuple(fc.nat(fileOf(FIELDS).length), fc.constantFrom(0xc3, 0xff, 0xfe, 0x80, 0xed)).map(([at, byte]) => {
    const bytes = new TextEncoder().encode(fileOf(FIELDS));
    return Uint8Array.of(...bytes.slice(0, at), byte, ...bytes.slice(at));
  }),
);
