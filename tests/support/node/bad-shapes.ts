// Texts that cost a parser more than they should: each is one short thing over and over, at any length.

/** What stands in the body, over and over, in one block. */
const INLINE: Record<string, string> = {
  "emphasis of two marks": "*a_ ",
  "deletions that do not end": "~~a",
  "deletions of one mark": "~a ~~b",
  "bold that does not end": "**a ",
  "bold that does not begin": "a** ",
  "emphasis within words": "a*b_c",
  "runs of stars": "a***** ",
  "opening brackets": "[",
  "closing brackets": "]",
  "brackets in pairs": "[a] ",
  "nested links": "[a](",
  "links without an end": "[a](<b",
  "links with titles without an end": '[a](b "',
  pictures: "![a](b",
  "picture marks": "![",
  footnotes: "[^a] ",
  "footnotes without an end": "[^",
  code: "`a ",
  "code of all lengths": "",
  autolinks: "<https://a",
  tags: "<a ",
  "tags with attributes": '<a b="',
  comments: "<!-- ",
  declarations: "<!a ",
  instructions: "<? ",
  cdata: "<![CDATA[ ",
  elements: "<b>a</b> ",
  "elements without an end": "<b>a ",
  "nested elements": "<b><i>",
  entities: "&amp;",
  "entities without an end": "&a",
  "numeric entities": "&#x26",
  backslashes: "\\",
  "escaped marks": "\\*",
  "line breaks": "a\\\n",
  "line breaks of spaces": "a  \n",
  spaces: " ",
  "spaces and a letter": "a                ",
  tabs: "a\t\t\t\t",
  "no-break spaces": "a\u00a0\u00a0",
  lines: "a\n",
  "carriage returns": "a\r\n",
  addresses: "www.a.b ",
  "addresses in a row": "http://a",
  "addresses with brackets": "http://a.b/((",
  "addresses with closing brackets": "http://a.b/))",
  "addresses with points": "http://a.b/....",
  "addresses with entities": "http://a.b/&amp;",
  "mail addresses": "a@b.c ",
  "mail signs": "a@",
  "mail addresses in a row": "a.b-c@d",
  "letters and points": "a.",
  "letters and hyphens": "a-",
  underscores: "a_",
  letters: "a",
  digits: "1",
  "languages without an end": "[a]{lang=",
  "language marks": "{lang=ru} ",
  "marked words": "[a]{lang=ru} ",
  "marked words beside brackets": "[a]{lang=ru}[",
  "quotation marks": '"a ',
  "closing quotation marks": 'a" ',
  "single quotation marks": "'a ",
  apostrophes: "a'b ",
  "apostrophes alone": "'",
  "apostrophes in a row": "a'",
  "quotation marks of every kind": "«„“‘\"'",
  "closing quotation marks of every kind": "»”’›",
  "opening quotation marks": "«a ",
  "pairs of quotation marks with spaces": "« a » ",
  "a mark in a long word": "aaaaaaaaaaaaaaaa'aaaaaaaaaaaaaaaa'",
  hyphens: "a - b ",
  "many hyphens": "a -- b--c ",
  dashes: "a —b– c",
  "spaces before dashes": "a          -",
  numbers: "1 000 000 ",
  "numbers with points": "1.000,000 ",
  "thousands without an end": "1 000",
  "look-alikes": "аb ",
  "look-alikes with hyphens": "а-bc ",
  "Cyrillic letters": "я",
  "Cyrillic words": "як ",
  "Roman numerals": "ХІХ ",
  "words of two alphabets": "aя’",
  "letters and marks": "e\u0301",
  marks: "\u0301",
  "surrogate halves": "\ud800",
  emoji: "😀",
  "headings without a space": "##a\n",
  "file names": "![a](b c.jpg) ",
  "link marks with a space": "[a] (http",
  "link marks": "[a] (",
  "dollars and stars": "a ** b **",
  "stars and letters": "** a",
  strikes: "~~a~~ ",
};

/** What begins a line, so that what is below is nested in it; or a block of its own. */
const BLOCKS: Record<string, string> = {
  paragraphs: "a\n\n",
  "paragraphs of spaces": "a\n                \n",
  "empty lines": "\n",
  headings: "## a\n",
  "underlined headings": "a\n---\n",
  dividers: "---\n\n",
  "bullet lists": "- a\n",
  "loose lists": "- a\n\n",
  "numbered lists": "1. a\n",
  "lists of other marks": "- a\n+ b\n* c\n",
  "empty items": "-\n",
  "items that go on": "- a\n\n  b\n\n",
  "task lists": "- [ ] a\n",
  quotations: "> a\n\n",
  "lines of a quotation": "> a\n",
  "paragraphs of a quotation": "> a\n>\n",
  "quotations that go on": "> a\nb\n",
  "quotations of many paragraphs": "«a\n\n",
  tables: "| a | b |\n",
  "tables with heads": "| a |\n|---|\n| b |\n\n",
  "long table rows": "| a ",
  "long table delimiters": "|-",
  "code blocks": "    a\n\n",
  fences: "```\na\n```\n",
  "fences without an end": "```\na\n\n",
  "HTML blocks": "<div>\n\n",
  definitions: "[a]: b\n",
  "different definitions": "",
  "definitions without an end": "[a]: <b\n",
  "footnote definitions": "[^a]: b\n\n",
  "pictures without a file": "![a](b.jpg)\n\n",
  "pictures with captions": '![a](b.jpg "c")\n\n',
  "links to pages": "[a](/en/articles/b) ",
  "conflict marks": "=======\n",
  "deep indents": "\t",
  "front matter": "---\n",
};

/** What is nested ever deeper. */
const NESTED: Record<string, string> = {
  "nested quotations": "> ",
  "nested quotations without spaces": ">",
  "nested bullets": "- ",
  "nested numbers": "1. ",
  "nested quotations and bullets": "> - ",
};

/** What stands in front matter, over and over. */
const FIELDS: Record<string, (i: number) => string> = {
  "unknown fields": (i) => `field${i}: a\n`,
  "misspelled fields": (i) => `keyword${i}: a\n`,
  "the same field": () => "slug: a\n",
  "fields without a value": (i) => `f${i}:\n`,
  "fields without a colon": () => "a\n",
  "tabs before fields": () => "\ta: b\n",
  "no-break spaces": () => "\u00a0a: b\n",
  "missing spaces": () => "a:b\n",
  "hyphens without spaces": () => "-a\n",
  comments: () => "# a\n",
  "empty lines": () => "\n",
  "spaces and lines": () => "        \n",
  anchors: (i) => `a${i}: &b${i} c\n`,
  aliases: (i) => `a${i}: *b\n`,
  tags: (i) => `a${i}: !b c\n`,
  documents: () => "---\na: b\n",
  "quotation marks": (i) => `a${i}: "b\n`,
  escapes: (i) => `a${i}: "\\q"\n`,
  brackets: () => "a: [\n",
  "closing brackets": () => "a: ]\n",
  directives: () => "%a\n",
  "block scalars": (i) => `a${i}: |\n  b\n`,
  "colons in values": () => "a: b: c\n",
  "colons behind lines": () => "a\n b: c\n",
  "values above fields": (i) => `image: a${i}\n  src: b\n`,
  "comments in texts": (i) => `headline${i}: a # b\n`,
  prototypes: () => "__proto__: a\n",
};

/** What stands in one value of front matter, over and over. */
const VALUES: Record<string, { before: string; each: (i: number) => string; after?: string }> = {
  keywords: { before: "keywords: [", each: (i) => `k${i}, `, after: "a]" },
  "the same keyword": { before: "keywords: [", each: () => "k, ", after: "a]" },
  "keywords of numbers": { before: "keywords: [", each: (i) => `${i}, `, after: "1]" },
  "keywords below each other": { before: "keywords:\n", each: (i) => `  - k${i}\n` },
  "keywords with apostrophes": { before: "keywords:\n", each: (i) => `  - k'k${i}\n` },
  "empty keywords": { before: "keywords: [", each: () => ",", after: "]" },
  aliases: { before: "aliases: [", each: (i) => `a-${i}, `, after: "a]" },
  "aliases that are none": { before: "aliases: [", each: (i) => `A ${i}, `, after: "a]" },
  related: { before: "related: [", each: (i) => `a-${i}, `, after: "a]" },
  "the same related": { before: "related: [", each: () => "a, ", after: "a]" },
  authors: { before: "author: [", each: (i) => `a-${i}, `, after: "a]" },
  "different authors": { before: "author:\n", each: (i) => `  - a-${i}\n` },
  changes: { before: "changes:\n", each: () => "  - kind: typo\n    date: 2025-01-01T10:00:00Z\n" },
  "changes with texts": {
    before: "changes:\n",
    each: () => "  - kind: update\n    date: 2025-01-01T10:00:00Z\n    text: It's so.\n",
  },
  "changes that are none": { before: "changes:\n", each: () => "  - a: b\n" },
  "texts of changes": { before: "changes:\n  - kind: typo\n", each: (i) => `    t${i}: b\n` },
  "fields of the picture": { before: "image:\n", each: (i) => `  f${i}: a\n` },
  "fields of the picture in brackets": { before: "image: {", each: (i) => `f${i}: a, `, after: "}" },
  headline: { before: "headline: ", each: () => "a " },
  "headline of spaces": { before: 'headline: "a', each: () => " ", after: 'b"' },
  "headline of apostrophes": { before: 'headline: "', each: () => "a'", after: '"' },
  "headline of escapes": { before: 'headline: "', each: () => "\\u0041", after: '"' },
  "headline of lines": { before: "headline: >\n", each: () => "  a\n" },
  "headline of empty lines": { before: "headline: |\n", each: () => "\n", after: "  a" },
  "headline over lines": { before: "headline: a\n", each: () => "  b\n" },
  "headline and a comment": { before: "headline: a # ", each: () => "b " },
  "headline and spaces": { before: "headline: a", each: () => " ", after: "# b" },
  "slug of hyphens": { before: "slug: a", each: () => "-a" },
  "slug of hyphens alone": { before: "slug: a", each: () => "-" },
  date: { before: "datePublished: ", each: () => "1" },
  "date of spaces": { before: 'datePublished: "1.1.2020', each: () => " ", after: 'x"' },
  url: { before: "image:\n  source:\n    name: a\n    url: https://a/", each: () => "a" },
  "url of dots": { before: "image:\n  source:\n    name: a\n    url: https://a", each: () => "/.." },
  "file name": { before: "image:\n  src: ", each: () => "a b" },
  "brackets in brackets": { before: "keywords: ", each: () => "[" },
  "braces in braces": { before: "keywords: ", each: () => "{a: " },
  "lists in lists": { before: "keywords:\n ", each: () => "- " },
  "quotation mark without an end": { before: 'headline: "', each: () => "a: b\n" },
  "question marks": { before: "keywords:\n ", each: () => "? " },
  colons: { before: "headline: a", each: () => ":" },
};

const HEAD = `headline: A headline
description: A description
slug: a-headline
section: latest-news
author: newsroom
datePublished: 2025-01-01T10:00:00+02:00
`;

export interface Shape {
  name: string;
  /** @param length of what is wrong in it, in UTF-16 units. @returns a text of an article. */
  make: (length: number) => string;
}

const repeat = (each: (i: number) => string, length: number): string => {
  const parts: string[] = [];
  for (let i = 0, all = 0; all < length; i++) {
    const part = each(i);
    parts.push(part);
    all += part.length;
  }
  return parts.join("");
};
const article = (body: string, fields = HEAD): string => `---\n${fields}---\n\n${body}\n`;

/** @param block how long one is at most. */
const blocks = (content: (length: number) => string, length: number, block: number): string => {
  const parts: string[] = [];
  for (let left = length; left > 0; left -= block) parts.push(content(Math.min(left, block)));
  return parts.join("\n\n");
};

const GROWING: Record<string, (i: number) => string> = {
  "code of all lengths": (i) => `${"`".repeat(i + 1)} a `,
  "different definitions": (i) => `[a${i}]: b\n`,
  "different footnotes": (i) => `[^a${i}]: b\n\n[^a${i}] `,
  "different links": (i) => `[a${i}](/en/articles/b${i}) `,
};

/** Every bad shape: as one block, and as many blocks as long as one may be. @param block the latter, in UTF-16 units. */
export const badShapes = (block: number): Shape[] => [
  ...Object.entries({ ...INLINE, ...BLOCKS }).flatMap(([name, part]): Shape[] => {
    const content = (length: number) => repeat(GROWING[name] ?? (() => part), length);
    return part === "" && !GROWING[name]
      ? []
      : [
          { name: `${name}, in one block`, make: (length) => article(content(length)) },
          { name: `${name}, in blocks`, make: (length) => article(blocks(content, length, block)) },
        ];
  }),
  ...Object.entries(NESTED).flatMap(([name, part]): Shape[] => [
    { name: `${name}, on one line`, make: (length) => article(`${repeat(() => part, length)}a`) },
    {
      name: `${name}, on lines of ten`,
      make: (length) => article(repeat(() => `${part.repeat(10)}a\n`, length)),
    },
    {
      name: `${name}, ever deeper`,
      make: (length) => article(repeat((i) => `${part.repeat(i + 1)}a\n`, length)),
    },
  ]),
  {
    name: "bullets that are indented ever deeper",
    make: (length) => article(repeat((i) => `${"  ".repeat(i)}- a\n`, length)),
  },
  ...Object.entries(FIELDS).map(
    ([name, each]): Shape => ({
      name: `${name}, in front matter`,
      make: (length) => article("Text.", HEAD + repeat(each, length)),
    }),
  ),
  ...Object.entries(VALUES).map(
    ([name, { before, each, after = "" }]): Shape => ({
      name: `${name}, in a value`,
      make: (length) => {
        const field = before.slice(0, before.indexOf(":"));
        const others = HEAD.replace(new RegExp(`^${field}: .*\\n`, "m"), "");
        return article("Text.", `${others}${before}${repeat(each, length)}${after}\n`);
      },
    }),
  ),
];

/** Files of authors. */
export const badNames: Shape[] = Object.entries({
  "fields without a value": (i) => `f${i}:\n`,
  "the same name": () => "a:\n",
  "aliases of YAML": (i) => `a${i}: *b\n`,
  "anchors of YAML": (i) => `a${i}: &b${i} c\n`,
  "lists in one line": () => "- ",
  "missing spaces": () => "a:b\n",
  tabs: () => "\ta: b\n",
  "authors with slips": (i) => `a-${i}:\n  type: Person\n  name:\n    en: Na'me\n    uk: Ім'я\n`,
} satisfies Record<string, (i: number) => string> as Record<string, (i: number) => string>).map(
  ([name, each]) => ({ name, make: (length) => repeat(each, length) }),
);

/** Inline HTML, as articles have it. */
export const badTexts: Shape[] = Object.entries({
  spaces: " ",
  "spaces and a letter": "a                ",
  "spaces before line breaks": "a            \n",
  "spaces without a line break": "                a",
  tabs: "\t\t\t\t",
  "carriage returns": "\r",
  "line breaks": "\n",
  "lines that break": "a<br>\n",
  emphasis: "<em>a</em> ",
  "emphasis beside letters": "<em>a</em>b",
  "emphasis of spaces": "<strong> </strong>",
  "nested emphasis": "<em><strong>a</strong></em>",
  "emphasis that does not end": "<em>a",
  links: '<a href="https://a.b/">a</a> ',
  "links that are addresses": '<a href="https://a.b/c">https://a.b/c</a> ',
  "mail addresses": '<a href="mailto:a@b.c">a@b.c</a> ',
  languages: '<span lang="ru">a</span> ',
  code: "<code>`a`</code> ",
  "code of spaces": "<code>           </code>",
  "code marks": "`",
  references: "&amp;",
  "references without an end": "&amp",
  ampersands: "&#",
  tags: "<",
  digits: "1",
  marks: "*_~[]\\",
  "exclamation marks": "!",
  letters: "a",
  addresses: "https://",
  signs: "@",
  "numbers of lists": "1. ",
  "languages without an end": "{lang=",
}).map(([name, part]) => ({ name, make: (length) => repeat(() => part, length) }));
