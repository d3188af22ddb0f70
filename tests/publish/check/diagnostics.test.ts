import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import english from "../../../locales/check.en.json" with { type: "json" };
import { locales } from "../../../src/i18n/locales.ts";
import { checkFolder, loadContent } from "../../../src/publish/content/load-content.ts";
import { type Diagnostic, severityOf } from "../../../src/publish/diagnostics/diagnostic.ts";
import {
  ContentError,
  diagnosticWords,
  formatDiagnostic,
  reportWords,
} from "../../../src/publish/diagnostics/messages.ts";
import { SourceText } from "../../../src/publish/diagnostics/source-text.ts";
import { checkStrings } from "../../../src/publish/editing/interface-strings.ts";
import { parseTranslation } from "../../../src/publish/parse/article-source.ts";
import { errors, expectWords, finding, findings, seen } from "../../support/node/findings.ts";
import { hostilePictures, picture } from "../../support/node/hostile-pictures.ts";
import { Newsroom, SVG } from "../../support/node/newsroom.ts";
import { headOf, slips } from "../../support/node/slips.ts";

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open("none");
});
afterEach(() => newsroom.remove("articles").then(() => newsroom.write("articles/.keep", "")));
afterAll(() => newsroom.close());

const FILE = "content/articles/a/en.md";
const found = () => findings(newsroom.folder);
/** What is found in the one text, without its name. */
const foundHere = async () =>
  (await found()).flatMap((finding) => (finding.startsWith(FILE) ? [finding.slice(FILE.length + 1)] : []));

/** Tested with its picture. */
const TOO_SLOW = { code: "picture_too_slow", values: { name: "a.svg", seconds: 60 } } as const;

const GOOD = `headline: A headline
description: A description
slug: a-headline
section: latest-news
author: newsroom
datePublished: 2025-01-01T10:00:00+02:00`;
const article = (frontMatter: string, body = "Text.") =>
  newsroom.write("articles/a/en.md", `---\n${frontMatter}\n---\n\n${body}\n`);

describe("a problem in the content", () => {
  it.each([
    ["no front matter", "Just text.", "1:1 no_front_matter"],
    ["executable front matter", "---js\n{ headline: process.exit() }\n---\nText.", "1:1 no_front_matter"],
    ["front matter without an end", "---\nheadline: x\n\nText.", "1:1 front_matter_open"],
    ["front matter of nothing", "---\n---\nText.", "2:1 no_fields"],
    ["front matter of one word", "---\nheadline\n---\nText.", "2:1 no_fields"],
    ["a list as front matter", "---\n- a\n- b\n---\nText.", "2:1 no_fields"],
    ["no text", `---\n${GOOD}\n---\n`, "9:1 no_text"],
  ])("is placed: %s", async (_, text, expected) => {
    await newsroom.write("articles/a/en.md", text);
    expect(await foundHere()).toContain(expected);
  });

  it.each([
    ["a colon in a value", "headline: One: two", "2:11 yaml_colon"],
    ["no colon", "headline One\nslug: x", "2:1 yaml_no_colon"],
    ["a quotation mark that is not closed", 'slug: x\nheadline: "One', "3:11 yaml_quotes"],
    ["text behind a quotation mark", 'headline: "One" two', "2:17 yaml_after_quotes"],
    ["a bracket that is not closed", "slug: x\nkeywords: [a, b\ndraft: true", "3:11 yaml_bracket"],
    ["a bracket that was not opened", "keywords: a, b]\nimage: }", "3:8 yaml_bracket"],
    ["a list on the line of its field", "keywords: - a", "2:11 yaml_bracket"],
    ["a tab", "image:\n\tsrc: x", "3:1 yaml_tab"],
    ["an indented field", "slug: x\n headline: y", "3:2 yaml_indent"],
    ["fields that do not line up", "image:\n  src: x\n alt: y", "4:2 yaml_indent"],
    ["a first field too far right", " slug: x\nheadline: y", "3:1 yaml_indent"],
    ["a reserved character", "headline: @one", "2:11 yaml_character"],
    ["an escape that is none", 'headline: "C:\\new\\qed"', "2:18 yaml_escape"],
    ["a field twice", "headline: a\nslug: x\nheadline: b", "4:1 yaml_duplicate_key"],
    ["a field of a field twice", "image:\n  alt: a\n  alt: b", "4:3 yaml_duplicate_key"],
    ["a tag", 'keywords: [!!js/function "x"]', "2:12 yaml_tag"],
    ["an alias bomb", "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]", "3:8 yaml_alias"],
    ["an anchor", "headline: &a x", "2:14 yaml_anchor"],
    ["a second document", "headline: x\n... \nslug: y", "4:1 yaml_document"],
    ["a key that is no text", "[a]: b", "2:1 yaml_syntax"],
    ["endless nesting", `a: ${"[".repeat(40_000)}`, "2:1 yaml_too_deep"],
    ["endless nesting of fields", `a: ${"{a: ".repeat(12_000)}`, "2:1 yaml_too_deep"],
    ["endless nesting of lists", `${"- ".repeat(20_000)}a`, "2:1 yaml_too_deep"],
  ])("in YAML is placed where it is to be mended: %s", async (_, yaml, expected) => {
    await article(yaml);
    const own = (await foundHere()).filter((finding) => finding.includes("yaml"));
    expect(own).toContain(expected);
  });

  it.each([
    ["a missing field", GOOD.replace("description: A description\n", ""), "2:1 description missing"],
    ["a missing shared field", GOOD.replace("section: latest-news\n", ""), "2:1 section missing_shared"],
    ["an unknown field", `${GOOD}\nauthors: newsroom`, "8:1 authors unknown_field"],
    ["an unknown nested field", `${GOOD}\nimage: {file: x.svg}`, "8:9 image.file unknown_field"],
    ["__proto__", `${GOOD}\n__proto__: {polluted: true}`, "8:1 __proto__ unknown_field"],
    ["a field without a value", GOOD.replace("A headline", ""), "2:1 headline empty_value"],
    ["a number for a text", GOOD.replace("A headline", "2025"), "2:11 headline not_text"],
    ["a list for a text", GOOD.replace("A headline", "[a, b]"), "2:11 headline not_one_text"],
    ["a text for true or false", `${GOOD}\ndraft: 3`, "8:8 draft not_boolean"],
    ["a text for a list", `${GOOD}\nkeywords: one`, "8:11 keywords not_list"],
    ["fields for a list", `${GOOD}\nkeywords: {a: b}`, "8:11 keywords not_list"],
    ["a number in a list of texts", `${GOOD}\nkeywords: [one, 2]`, "8:17 keywords.1 not_text"],
    ["a text for fields", `${GOOD}\nimage: a.svg`, "8:8 image not_fields"],
    ["a nested text for fields", `${GOOD}\nimage:\n  source: Wikipedia`, "9:11 image.source not_fields"],
    [
      "a nested date",
      `${GOOD}\nchanges:\n  - kind: correction\n    date: yesterday\n    text: x`,
      "10:11 changes.0.date bad_date",
    ],
    [
      "a second list entry",
      `${GOOD}\nchanges:\n  - kind: typo\n    date: 2025-01-01T10:00:00Z\n  - kind: typo`,
      "11:5 changes.1.date missing",
    ],
    [
      "an unknown kind of change",
      `${GOOD}\nchanges:\n  - kind: fix\n    date: 2025-01-01T10:00:00Z`,
      "9:11 changes.0.kind not_one_of",
    ],
    [
      "a correction without text",
      `${GOOD}\nchanges:\n  - kind: update\n    date: 2025-01-01T10:00:00Z`,
      "9:5 changes.0.text change_text_missing",
    ],
    [
      "a retraction without a reason",
      `${GOOD}\nchanges:\n  - kind: retraction\n    date: 2025-01-01T10:00:00Z`,
      "9:5 changes.0.text change_text_missing",
    ],
    [
      "two retractions",
      `${GOOD}\nretracted: {date: 2025-01-01T10:00:00Z, note: x}\nchanges:\n  - kind: retraction\n    date: 2025-01-01T10:00:00Z\n    text: x`,
      "10:5 changes.0 retracted_twice",
    ],
    [
      "a language that we do not have",
      `${GOOD}\ntranslatedFrom: {inLanguage: ru, revision: x}`,
      "8:30 translatedFrom.inLanguage not_one_of",
    ],
    ["a number for a date", GOOD.replace("2025-01-01T10:00:00+02:00", "2025"), "7:16 datePublished bad_date"],
    ["a date without zone", GOOD.replace("+02:00", ""), "7:16 datePublished date_no_zone"],
    ["a date without time", GOOD.replace("T10:00:00+02:00", ""), "7:16 datePublished date_no_time"],
    ["a day that is not", GOOD.replace("2025-01-01", "2025-02-30"), "7:16 datePublished no_such_time"],
    ["a time that is not", GOOD.replace("T10", "T25"), "7:16 datePublished no_such_time"],
    [
      "a year of five digits",
      GOOD.replace("2025-01-01T10:00:00+02:00", "9999-12-31T23:00:00-05:00"),
      "7:16 datePublished date_far",
    ],
    ["a year before all years", GOOD.replace("2025", "0000"), "7:16 datePublished date_far"],
    ["an unknown section", GOOD.replace("latest-news", "sport"), "5:10 section unknown_section"],
    ["an unknown author", GOOD.replace("newsroom", "nobody"), "6:9 author unknown_author"],
    ["an id that is none", `${GOOD}\nrelated: [X Y]`, "8:11 related.0 bad_id"],
    ["a section that is no id", GOOD.replace("latest-news", "Sport News"), "5:10 section unknown_section"],
    ["an author that is no id", GOOD.replace("newsroom", "X Y"), "6:9 author unknown_author"],
    ["an author of two lines", GOOD.replace("newsroom", '"a\\nb"'), "6:9 author line_break"],
    ["an author that is a number", GOOD.replace("newsroom", "3"), "6:9 author not_text"],
    [
      "a list of authors with one that is no id",
      GOOD.replace("newsroom", "[newsroom, X Y]"),
      "6:9 author unknown_author",
    ],
    ["no author in a list", GOOD.replace("newsroom", "[]"), "6:9 author too_few"],
    ["an author named twice", GOOD.replace("newsroom", "[newsroom, newsroom]"), "6:9 author repeated"],
    [
      "too many keywords",
      `${GOOD}\nkeywords: [${Array.from({ length: 31 }, (_, i) => `k${i}`)}]`,
      "8:11 keywords too_many",
    ],
    ["an unknown related article", `${GOOD}\nrelated: [b]`, "8:11 related.0 unknown_related"],
    ["itself as related", `${GOOD}\nrelated: [a]`, "8:11 related.0 related_itself"],
    ["a related article named twice", `${GOOD}\nrelated: [b, b]`, "8:10 related repeated"],
    ["a slug with a capital that is a number", GOOD.replace("a-headline", "part-Ⅷ"), "4:7 slug bad_slug"],
    ["a bad slug", GOOD.replace("a-headline", "Not A Slug"), "4:7 slug bad_slug"],
    ["a storage key as slug", GOOD.replace("a-headline", '"@a"'), "4:7 slug bad_slug"],
    ["a long slug", GOOD.replace("a-headline", "a".repeat(101)), "4:7 slug too_long"],
    ["an alias that is the slug", `${GOOD}\naliases: [a-headline]`, "8:11 aliases.0 slug_repeated"],
    ["no slug", GOOD.replace("slug: a-headline\n", ""), "2:11 slug slug_missing"],
    [
      "a headline that makes no slug",
      GOOD.replace("slug: a-headline\n", "").replace("A headline", "«…»"),
      "2:11 slug slug_impossible",
    ],
    [
      "a picture that is not there",
      `${GOOD}\nimage: {src: no.svg, alt: x}`,
      "8:14 image.src picture_missing",
    ],
    ["a path as picture", `${GOOD}\nimage: {src: ../../x.svg, alt: x}`, "8:14 image.src bad_file_name"],
    ["a picture without a file", `${GOOD}\nimage: {alt: x}`, "8:8 image picture_no_src"],
    [
      "a source that is no web address",
      `${GOOD}\nimage:\n  source: {name: x, url: example.com}`,
      "9:26 image.source.url bad_url",
    ],
    [
      "a web address without slashes",
      `${GOOD}\nimage:\n  source: {name: x, url: "https:evil.example"}`,
      "9:26 image.source.url bad_url",
    ],
    ["front matter of 120 KB", `${GOOD}\n${"# a\n".repeat(30_000)}`, "1:1 front_matter_too_long"],
    [
      "21 unknown fields",
      `${GOOD}\n${"fghijklmnopqrstuvwxyz".replace(/./g, "q$&: a\n")}`,
      "28:1 qz too_many_fields",
    ],
    ["an empty headline", GOOD.replace("A headline", '""'), "2:11 headline blank"],
    ["a headline of two lines", GOOD.replace("A headline", '"a\\nb"'), "2:11 headline line_break"],
    ["a text that ends at a #", GOOD.replace("A headline", "Library #1 reopens"), "2:19 headline text_cut"],
    ["a caption that ends at a #", `${GOOD}\nimage:\n  caption: Bus #8`, "9:16 image.caption text_cut"],
    ["the hour of summer in winter", GOOD.replace("+02:00", "+03:00"), "7:16 datePublished date_offset"],
    [
      "the hour of winter in summer",
      `${GOOD}\nchanges:\n  - kind: typo\n    date: 2025-07-01T10:00:00+02:00`,
      "10:11 changes.0.date date_offset",
    ],
    ["half a character", GOOD.replace("A headline", '"A \\uD800 b"'), "2:11 headline half_character"],
    ["a long headline", GOOD.replace("A headline", "a ".repeat(150)), "2:11 headline too_long"],
  ])("in a field is placed: %s", async (_, frontMatter, expected) => {
    await article(frontMatter);
    expect(await foundHere()).toContain(expected);
    expect({}).not.toHaveProperty("polluted");
  });

  it.each([
    ["raw HTML", "<script>alert(1)</script>", "10:1 html"],
    ["raw inline HTML", "a <b>b</b>", "10:3 html"],
    ["a script link", "[x](javascript:alert(1))", "10:1 link_nowhere"],
    ["a relative link", "Text.\n\nSee [x](x.html).", "12:5 link_nowhere"],
    ["a link to another host's root", "[x](//evil.example/)", "10:1 link_nowhere"],
    ["the same for a browser", "[x](/\\evil.example/)", "10:1 link_nowhere"],
    ["a web address without slashes", "[x](https:evil.example)", "10:1 link_nowhere"],
    ["a web address with three of them", "[x](https:///evil.example)", "10:1 link_nowhere"],
    ["a web address with one of them", "[x](https:/evil.example)", "10:1 link_nowhere"],
    ["a paragraph of 20,001 characters", `Text.\n\n${"a b ".repeat(5000)}.`, "12:1 paragraph_too_long"],
    ["a line of spaces", `Text.\n\n${" ".repeat(20_001)}\n\nText.`, "12:1 paragraph_too_long"],
    ["501 lines", `Text.\n\n${"a\n".repeat(501)}`, "12:1 too_many_lines"],
    ["501 marks", `Text.\n\n${"*a ".repeat(501)}`, "12:1 too_many_marks"],
    ["quotations that are nested deeply", `Text.\n\n${"> ".repeat(21)}a`, "12:1 text_too_deep"],
    ["lists that are nested deeply", `Text.\n\n${" ".repeat(41)}- a`, "12:1 text_too_deep"],
    ["a table", "| a | b |\n| - | - |\n| 1 | 2 |", "10:1 table"],
    ["code", "```js\nx\n```", "10:1 code_block"],
    ["a first-level heading", "# Title\n\nText.", "10:1 heading_level"],
    ["a nested list", "- a\n  - b", "10:1 nested_list"],
    ["a list in a quotation", "> A\n>\n> - Somebody", "12:3 quote_block"],
    ["a picture in a line", "Text ![x](a.svg) text.", "10:6 picture_in_line"],
    ["a picture that is not there", "![x](a.svg)", "10:1 picture_missing"],
    ["a task list", "- [x] done", "10:1 task_list"],
    ["a list that does not begin at 1", "Text.\n\n7. seven", "12:1 list_start"],
    ["a link's title", '[x](https://example.com "title")', "10:1 link_title"],
    ["an upper-case scheme", "[x](HTTPS://example.com)", "10:1 link_nowhere"],
    ["a scheme without slashes", "[x](https:example.com)", "10:1 link_nowhere"],
    ["an attribution with a link", "> A\n>\n> — [N](https://example.com)", "12:3 cite_markup"],
    ["an attribution to nobody", "> A\n>\n> —", "12:3 cite_nameless"],
    ["a quotation of nobody", "Text.\n\n> A quotation.", "12:1 quote_source_missing"],
    ["a heading without text", "Text.\n\n##", "12:1 empty_block"],
    ["a quotation without text", ">", "10:1 empty_block"],
    ["a paragraph of spaces", "&nbsp;", "10:1 empty_block"],
    ["a picture with blank alt text", "![ ](a.svg)", "10:1 picture_no_alt"],
    ["what `new` wrote", english.new.body, "12:4 example"],
    ["endless nesting", "> ".repeat(6000), "10:1 text_too_deep"],
    ["a footnote", "Text[^1].\n\n[^1]: Note.", "10:5 footnote"],
    ["a link reference", "[x][y]\n\n[y]: https://example.com", "10:1 link_reference"],
    ["a country for a language", "He said [так]{lang=ua}.", "10:9 bad_language"],
    ["no language", "He said [так]{lang=}.", "10:9 bad_language"],
    ["a language for nothing", "He said {lang=uk} *так*.", "10:9 language_mark"],
    ["a quotation in no language", "> {lang=x_y}\n> A\n>\n> — N", "10:3 bad_language"],
    ["a heading without a space", "Text.\n\n##Heading", "12:1 heading_mark"],
    ["a heading without a space in a paragraph", "Text.\n####Heading", "11:1 heading_mark"],
    ["a space within a link", "Text.\n\nSee [x *y*] (/en/articles/x).", "12:5 link_mark"],
    ["a space within a link to elsewhere", "See [x] (https://example.com).", "10:5 link_mark"],
    ["a link that is not closed", "See\n[x](/en/articles/x and more.", "11:1 link_mark"],
    ["a link to elsewhere that is not closed", "> See [x](https://example.com", "10:7 link_mark"],
    ["a link with a space in its address", "- [x](/en/articles/x y)", "10:3 link_mark"],
    ["a space within a picture", "![x] (a.svg)", "10:1 picture_mark"],
    ["a picture that is not closed", '![x](a.svg "x"', "10:1 picture_mark"],
    ["bold that is not closed", "Text and **bold.\n\nText** too.", "10:10 bold_mark"],
    ["bold with spaces", "Text and ** bold **.", "10:10 bold_mark"],
    ["bold that is not opened", "Text and bold**, too.", "10:14 bold_mark"],
    ["bold that ends before more letters", "**«Вісник»**у.", "10:11 bold_mark"],
    ["bold that begins behind letters", "Text**«so bold»**", "10:5 bold_mark"],
    ["a link to a file that is not closed", "See [x](example.com/a.html", "10:5 link_mark"],
    ["alt text that is a file's name", "![a.svg](a.svg)", "10:1 alt_file_name"],
    ["alt text that is another file's name", "![IMG_2034.JPG](a.svg)", "10:1 alt_file_name"],
    ["alt text that is most of a file's name", "![img-2034](img-2034.jpg)", "10:1 alt_file_name"],
    ["alt text with a mark of a file's name", "![eastern_pier](eastern_pier.jpg)", "10:1 alt_file_name"],
    ["alt text that a camera gave", "![DSC0001](DSC0001.jpg)", "10:1 alt_file_name"],
    ["alt text that a program gave", "![photo-2](photo-2.jpg)", "10:1 alt_file_name"],
    ["a link to the editor's computer", "[x](http://localhost:8787/en/articles/x)", "10:1 link_local"],
    ["a link to it by its number", "[x](https://127.0.0.1/)", "10:1 link_local"],
    ["an address of it", "See http://127.0.0.1:8787/en.", "10:5 local_address"],
    ["an address of it in brackets", "See <http://localhost:3000/>.", "10:5 local_address"],
    ["a link to it with emphasis", "[*x*](http://localhost/)", "10:1 link_local"],
  ])("in the text is placed as well: %s", async (_, body, expected) => {
    await article(GOOD, body);
    expect(await foundHere()).toContain(expected);
  });

  it.each([
    "[sic] (and so on) or [x] (p. 7), A/B [y] (A/B)",
    "#hashtag, №#2, C## or \\##Heading",
    "##1 in the world",
    "[:]( ok, [UPDATED](see below) or [x](p. 7)",
    "It was 2 ** 3, src/**/*.ts, x** 2, a**(b), a**-1, foo/**, **/foo and n**.ts",
    "It was char **argv, void f(int **x) and f(*args, **kwargs)",
    "100 ** a year.\n** This price is without tax.",
    "** This price is without tax.\n\nx ** y ** z",
    "f**k, *** and f***",
    "He said f**, and left",
    "\\*\\*not bold and \\[x\\](/en/articles/x)",
    "`**`, `[x] (/en)` and **bold**",
    '![The eastern pier](harbour.svg "x")\n\n![harbour](harbour.svg "x")',
    '![T-34](T-34.svg "x")\n\n![Covid-19](Covid-19.svg "x")',
  ])("is none where marks are meant as they stand: %j", async (body) => {
    await article(GOOD, body);
    await newsroom.write("articles/a/harbour.svg", SVG);
    expect((await foundHere()).filter((finding) => /_mark|alt_/.test(finding))).toEqual([]);
  });

  it("is placed by line and column of the file, whatever its line ends and however it writes its letters", async () => {
    const text = `---\n${GOOD}\ndraft: 3\n---\n\nТекст і <b>x</b>\n`;
    await newsroom.write("articles/a/en.md", `\ufeff${text.replaceAll("\n", "\r\n")}`);
    expect(await errors(newsroom.folder)).toEqual([`${FILE}:8:8 draft not_boolean`, `${FILE}:11:9 html`]);
    // й and ї in two pieces each: what follows stands two columns further right.
    await newsroom.write("articles/a/en.md", text.replace("Текст", "Її край".normalize("NFD")));
    expect(await found()).toEqual([
      `${FILE}:8:8 draft not_boolean`,
      `${FILE}:11:1 nfd`,
      `${FILE}:11:14 html`,
    ]);
  });

  it("is a folder or a file that cannot be read: it is never taken for an empty one", async () => {
    const own = await Newsroom.open("none");
    await own.article("linked", "en");
    await rename(join(own.folder, "articles"), join(own.folder, "elsewhere"));
    expect(await findings(own.folder)).toEqual(["content/articles:1:1 unreadable"]);
    await symlink("elsewhere", join(own.folder, "articles"));
    expect((await loadContent(own.folder)).articles.map(({ id }) => id)).toEqual(["linked"]);
    await symlink("nowhere", join(own.folder, "elsewhere/linked/uk.md"));
    expect(await findings(own.folder)).toEqual(["content/articles/linked/uk.md:1:1 unreadable"]);
    await own.close();
  });

  it("is not what is said behind a field that nobody reads, nor a # that is a part of the text", async () => {
    const example = /```markdown\n(---\n[\s\S]*?)```/.exec(
      await readFile(join(import.meta.dirname, "../../../docs/articles.md"), "utf8"),
    );
    const own: Diagnostic[] = [];
    parseTranslation(new SourceText(FILE, example?.[1] ?? ""), "en", own);
    expect(own.map(finding)).toEqual([]);
    for (const headline of ['"Library #1"', '"Library" # the new one', "Library#1", "Library №1"]) {
      await article(GOOD.replace("A headline", headline));
      expect([headline, await foundHere()]).toEqual([headline, []]);
    }
    await article(GOOD.replace("A headline", `Library # ${"one two ".repeat(9)}`));
    expect((await checkFolder(newsroom.folder)).diagnostics.map(({ values }) => values?.text)).toEqual([
      "# one two one two one two one two one …",
    ]);
  });

  it("in a date is one that the clock or another date is against", async () => {
    const now = Date.parse("2026-11-24T20:00:00+02:00");
    const at = async (id: string, fields: object, locale = "en") =>
      newsroom.article(id, locale, { ...fields });
    const change = (date: string) => ({ kind: "typo", date });
    const day = (time: string) => `2026-11-24T${time}+02:00`;
    await at("at-once", { datePublished: day("20:02:00") });
    await at("draft", { datePublished: day("20:02:00"), draft: true });
    await at("half", { datePublished: day("20:02:00"), draft: true });
    await at("half", {}, "uk");
    await at("just-now", { datePublished: day("20:00:59") });
    await at("withdrawn", {
      datePublished: day("20:02:00"),
      retracted: { date: day("19:00:00"), note: "x" },
    });
    await at("withdrawn-later", {
      datePublished: day("20:02:00"),
      publishAt: day("20:04:00"),
      retracted: { date: day("19:00:00"), note: "x" },
      changes: [change(day("09:00:00")), change(day("21:00:00"))],
    });
    await at("withdrawn-when", { changes: [{ kind: "retraction", date: day("20:05:00"), text: "x" }] });
    await at("later", { datePublished: day("20:02:00"), publishAt: "2026-11-24T18:02:00Z" });
    await at("later-than-said", { datePublished: day("20:02:00"), publishAt: day("20:03:01") });
    await at("long-ago", { datePublished: day("10:00:00"), publishAt: day("09:00:00") });
    await at("changed", {
      datePublished: day("10:00:00"),
      changes: [change(day("09:59:59")), change(day("10:00:00")), change(day("20:01:01"))],
    });
    await at("changed", { changes: [change(day("09:00:00"))] }, "uk");
    const { diagnostics } = await checkFolder(newsroom.folder, {}, now);
    expect(
      diagnostics.map((each) => [finding(each), severityOf(each), ...Object.values(each.values ?? {})]),
    ).toEqual([
      ["content/articles/at-once/en.md:7:16 datePublished date_future", "warning", day("20:02:00")],
      ["content/articles/changed/en.md:10:11 changes.0.date change_early", "warning", day("10:00:00")],
      ["content/articles/changed/en.md:14:11 changes.2.date change_future", "warning"],
      ["content/articles/changed/uk.md:7:11 changes.0.date change_early", "warning", day("10:00:00")],
      ["content/articles/half/en.md:7:16 datePublished date_future", "warning", day("20:02:00")],
      [
        "content/articles/later-than-said/en.md:7:16 datePublished date_before_live",
        "warning",
        day("20:03:01"),
      ],
      ["content/articles/withdrawn-when/en.md:10:11 changes.0.date change_future", "warning"],
    ]);
  });

  it("is a text that does not say why its article is withdrawn", async () => {
    const retracted = { date: "2025-06-01T10:00:00+03:00", note: "x" };
    const change = { kind: "retraction", date: retracted.date, text: "x" };
    for (const [id, there, here] of [
      ["a", { retracted }, {}],
      ["b", { changes: [change] }, { retracted }],
      ["c", { changes: [change] }, { draft: true }],
      ["d", { retracted }, { retracted: { ...retracted, note: 3 } }],
      ["e", {}, { retracted }],
    ] as const) {
      await newsroom.article(id, "en", { ...there });
      await newsroom.article(id, "uk", { ...here });
    }
    const { diagnostics } = await checkFolder(newsroom.folder);
    expect(diagnostics.map(finding)).toEqual([
      "content/articles/a/uk.md:2:1 retracted retraction_note_missing",
      "content/articles/d/uk.md:7:9 retracted.note not_text",
      "content/articles/e/en.md:2:1 retracted retraction_note_missing",
    ]);
    const [uk, , en] = diagnostics as [Diagnostic, Diagnostic, Diagnostic];
    expect(severityOf(uk)).toBe("warning");
    expect([diagnosticWords(uk, "en").fix, diagnosticWords(en, "uk").fix]).toEqual([
      'add the note in Ukrainian: `retracted: { date: 2025-06-01T10:00:00+03:00, note: "…" }`',
      'додайте пояснення англійською: `retracted: { date: 2025-06-01T10:00:00+03:00, note: "…" }`',
    ]);
  });

  it("with a section or an author has an id to write that there is", async () => {
    const fixes = {
      "section: Latest news": "write latest-news",
      "section: останні новини": "write latest-news",
      "section: Останні новин": "write latest-news, or add it to sections.yaml",
      "section: latest-new": "write latest-news, or add it to sections.yaml",
      "section: Sport News": "write latest-news or background, or add it to sections.yaml",
      "author: Редакція": "write newsroom",
      "author: [newsroom, Newsroom]": "write newsroom",
      "author: X Y": "write newsroom, or add it to authors.yaml",
    };
    for (const [line, fix] of Object.entries(fixes)) {
      const field = line.replace(/:.*/, "");
      await article(GOOD.replace(new RegExp(`^${field}: .*`, "m"), line));
      const { diagnostics } = await checkFolder(newsroom.folder);
      expect([line, diagnostics.map((each) => diagnosticWords(each, "en").fix)]).toEqual([line, [fix]]);
      diagnostics.forEach(expectWords);
    }
  });

  it("is told with what is right once it is followed", async () => {
    const date = (written: string) => GOOD.replace("2025-01-01T10:00:00+02:00", written);
    const like = "write it like 2025-06-29T12:00:00+03:00";
    const dates = {
      "24.11.2026 20:26": "write 2026-11-24T20:26+02:00",
      "4.7.2026, 8:05:09": "write 2026-07-04T08:05:09+03:00",
      "24.11.2026": "write 2026-11-24T12:00:00+02:00",
      "2026/11/24 20.26": "write 2026-11-24T20:26+02:00",
      "24/11/2026": "write 2026-11-24T12:00:00+02:00",
      "11/24/2026": "write 2026-11-24T12:00:00+02:00",
      "11/11/2026": "write 2026-11-11T12:00:00+02:00",
      "11/12/2026": like,
      "31.02.2026": like,
      "24.11.26": like,
      "2026-11-24 20:26 +02:00": "write 2026-11-24T20:26+02:00",
      "2026-11-24T20:26:00+0200": "write 2026-11-24T20:26:00+02:00",
      "2026-11-24T20:26:00+02": "write 2026-11-24T20:26:00+02:00",
      "2026-11-24 20:26Z": "write 2026-11-24T20:26Z",
      "2026-11-24 25:26Z": like,
      // An hour or two after the clock is changed, and before.
      "2025-10-26T02:30": "write 2025-10-26T02:30+03:00",
      "2025-10-26T04:30": "write 2025-10-26T04:30+02:00",
      "2025-03-30T02:30": "write 2025-03-30T02:30+02:00",
      "2025-03-30T04:30": "write 2025-03-30T04:30+03:00",
    };
    const why = '`retracted: { date: 2026-11-24T21:00:00+02:00, note: "Why" }`';
    const picture = "src: a.svg\nalt: x";
    const cases: [string, string[]][] = [
      ...Object.entries(dates).map(([written, fix]): [string, string[]] => [date(written), [fix]]),
      [GOOD.replace("A headline", ""), ["write it: readers need it"]],
      [`${GOOD}\nimage:\n  src: a.svg\n  alt:`, ["write it: readers need it"]],
      [GOOD.replace("A headline", "#1 reopens"), ["write it, in quotation marks if # belongs to it"]],
      [GOOD.replace("latest-news", "# latest-news"), ["write one, or take the line out"]],
      [`${GOOD}\nkeywords:`, ["write one, or take the line out"]],
      [`${GOOD}\nchanges: [{ kind: , date: 2025-02-01T10:00:00Z }]`, ["write one"]],
      [`${GOOD}\nimage:\n${picture}`, ["indent it by two spaces", "indent it by two spaces"]],
      [`${GOOD}\nalt: x`, ["write image: on the line above, and indent it by two spaces"]],
      [`${GOOD}\nchanges:\n  kind: typo\n  date: x`, ["begin each entry with a hyphen: `- kind: …`"]],
      [`${GOOD}\nkeywords: x`, ["write a list: [x]"]],
      [`${GOOD}\nretracted: true`, [`write ${why}`]],
      [`${GOOD}\nretracted: false`, ["take the line out"]],
      [`${GOOD}\ntranslatedFrom: en`, ["take it out, and run `npm run content -- status --mark a/en`"]],
      [`${GOOD}\nimage: a.svg`, ["write them below it: src, alt, caption, credit, source"]],
    ];
    await newsroom.write("articles/a/a.svg", SVG);
    for (const [frontMatter, fixes] of cases) {
      await article(frontMatter);
      const { diagnostics } = await checkFolder(newsroom.folder);
      diagnostics.forEach(expectWords);
      const own = diagnostics.filter((each) => severityOf(each) === "error" && each.file === FILE);
      expect([frontMatter, ...own.map((each) => diagnosticWords(each, "en").fix)]).toEqual([
        frontMatter,
        ...fixes,
      ]);
    }
  });

  it("is not a date of another zone, nor one in the hour that the clock leaves out", async () => {
    for (const written of ["2025-03-30T03:30+02:00", "2025-03-30T03:30+03:00"]) {
      await article(GOOD.replace("2025-01-01T10:00:00+02:00", written));
      expect([written, await foundHere()]).toEqual([written, []]);
    }
    for (const zone of ["Z", "+02:00", "+01:00", "-05:00", "+09:00"]) {
      await article(GOOD.replace("+02:00", zone));
      expect([zone, await foundHere()]).toEqual([zone, []]);
    }
    await article(GOOD.replace("10:00:00+02:00", "10:00+03:00"));
    expect((await checkFolder(newsroom.folder)).diagnostics.map(({ values }) => values)).toEqual([
      { suggestion: "2025-01-01T10:00+02:00" },
    ]);
  });

  it("between files is placed in the one to mend", async () => {
    await newsroom.article("a", "en", { slug: "same" });
    await newsroom.article("a", "uk", { section: "background", slug: "a-uk" });
    await newsroom.article("b", "en", { slug: "same", aliases: ["a-uk"] });
    await newsroom.article("c", "en", { image: { src: "c.svg", alt: "x", caption: "x", credit: "x" } });
    await newsroom.article("c", "uk", { image: { src: "C.svg" } });
    await newsroom.write("articles/c/c.svg", SVG);
    await newsroom.write("articles/c/notes.txt", "x");
    await newsroom.article("d", "en", { image: { src: "d.png", alt: "x", caption: "x", credit: "x" } });
    await newsroom.write("articles/d/d.png", SVG);
    await newsroom.write("articles/Bad Folder/en.md", "x");
    await newsroom.write("articles/e/fr.md", "x");
    await newsroom.write("articles/f/en.md", new Uint8Array([0xff, 0xfe, 0x00]));
    await newsroom.write("articles/g/g.svg", SVG);
    expect(await found()).toEqual([
      "content/articles/Bad Folder:1:1 bad_folder_name",
      "content/articles/a/uk.md:5:10 section differs",
      "content/articles/b/en.md:4:7 slug slug_taken",
      "content/articles/b/en.md:9:5 aliases.0 slug_taken",
      "content/articles/c/notes.txt:1:1 file_unused",
      "content/articles/c/uk.md:6:3 image.alt alt_missing",
      "content/articles/c/uk.md:6:3 image.caption caption_missing",
      "content/articles/c/uk.md:6:3 image.credit credit_missing",
      "content/articles/c/uk.md:6:8 image.src differs",
      "content/articles/d/en.md:9:8 image.src picture_extension",
      "content/articles/e/fr.md:1:1 bad_text_name",
      "content/articles/f/en.md:1:1 not_utf8",
      "content/articles/g:1:1 no_texts",
    ]);
  });

  it("is a text where none is looked for, or a file that is none", async () => {
    await newsroom.article("a", "en");
    await newsroom.write("articles/stray.md", "x");
    await newsroom.write("articles/a/uk.MD", "x");
    await newsroom.write("articles/a/en.markdown", "x");
    await newsroom.write("articles/b/uk.md/text.md", "x");
    await newsroom.article("b", "en");
    execFileSync("mkfifo", [join(newsroom.folder, "articles/a/a.svg")]);
    expect(await found()).toEqual([
      "content/articles/a/a.svg:1:1 not_file",
      "content/articles/a/en.markdown:1:1 bad_text_name",
      "content/articles/a/uk.MD:1:1 bad_text_name",
      "content/articles/b/uk.md:1:1 nested_folder",
      "content/articles/stray.md:1:1 stray_file",
    ]);
  });

  it("is alt text that is the file's name, also where the other text names the file", async () => {
    const image = { alt: "a.svg", caption: "x", credit: "x" };
    await newsroom.article("a", "en", { image: { ...image, src: "a.svg" } });
    await newsroom.article("a", "uk", { image });
    await newsroom.write("articles/a/a.svg", SVG);
    expect(await found()).toEqual([
      `${FILE}:9:8 image.alt alt_file_name`,
      "content/articles/a/uk.md:6:8 image.alt alt_file_name",
    ]);
  });

  it("is a file beside a text that is neither a text nor a picture, but not what systems leave there", async () => {
    await newsroom.article("a", "en");
    for (const name of [".DS_Store", "Thumbs.db", "desktop.ini", "~$en.md", "en.md.bak", "notes.txt"])
      await newsroom.write(`articles/a/${name}`, "x");
    await newsroom.write("articles/a/en.md.txt", "x");
    await newsroom.write("articles/a/UA.MD.TXT", "x");
    for (const name of ["en 2.md", "en (1).md", "en copy.md"])
      await newsroom.write(`articles/a/${name}`, "x");
    await newsroom.write("articles/c/en 2.md", "x");
    await newsroom.write("articles/a/harbour.svg", SVG);
    await newsroom.write("articles/a/Порт (2).SVG", SVG);
    await newsroom.article("b", "uk", { section: "background" });
    await rename(join(newsroom.folder, "articles/b/uk.md"), join(newsroom.folder, "articles/b/uk.md.txt"));
    await newsroom.write("articles/b/harbour.svg", SVG);
    await newsroom.write("articles/c/uk.MD", "x");
    await newsroom.write("articles/c/notes.md.txt", "x");
    await newsroom.write("articles/Thumbs.db", "x");
    const texts = locales.map((locale) => `${locale}.md`);
    const anyText = new Intl.ListFormat("en", { type: "disjunction" }).format(texts);
    const told = async () =>
      (await checkFolder(newsroom.folder)).diagnostics.map((diagnostic) => {
        expectWords(diagnostic);
        return formatDiagnostic(diagnostic).replace(/^content\/articles\/|:1:1 /g, "");
      });
    expect(await told()).toEqual([
      "a/UA.MD.TXT a text is named for its language → rename it uk.md",
      ...["en (1).md", "en 2.md", "en copy.md", "en.md.txt"].map(
        (name) => `a/${name} a text is named for its language → take it out: en.md is there as well`,
      ),
      "b/uk.md.txt a text is named for its language → rename it uk.md",
      "c/en 2.md a text is named for its language → rename it en.md",
      `c/notes.md.txt a text is named for its language → name it ${anyText}`,
      "c/uk.MD a text is named for its language → rename it uk.md",
    ]);
    await newsroom.remove("articles/a/UA.MD.TXT");
    for (const name of ["en 2.md", "en (1).md", "en copy.md"]) await newsroom.remove(`articles/a/${name}`);
    expect((await told()).slice(0, 5)).toEqual([
      "a/en.md.bak nothing in the article uses this file → take it out",
      "a/en.md.txt a text is named for its language → take it out: en.md is there as well",
      "a/harbour.svg nothing in the article uses this file → take it out, or show it: ![what is to be seen](harbour.svg)",
      "a/notes.txt nothing in the article uses this file → take it out",
      "a/Порт (2).SVG nothing in the article uses this file → take it out, or rename it port-2.svg and show it: ![what is to be seen](port-2.svg)",
    ]);
  });

  it("in a field does not hide what else is wrong, nor make right things look wrong", async () => {
    await newsroom.article("a", "en", { slug: "same", foo: 1, related: ["nope"] }, "![x](nope.svg)");
    await newsroom.article("b", "en", { slug: "same", section: 3 });
    await newsroom.article("c", "en", { section: undefined, author: undefined, datePublished: undefined });
    await newsroom.article("c", "uk", { section: "background", foo: 1, image: { alt: 3 } });
    expect(await errors(newsroom.folder)).toEqual([
      "content/articles/a/en.md:8:1 foo unknown_field",
      "content/articles/a/en.md:10:5 related.0 unknown_related",
      "content/articles/a/en.md:13:1 picture_missing",
      "content/articles/b/en.md:4:7 slug slug_taken",
      "content/articles/b/en.md:5:10 section not_text",
      "content/articles/c/uk.md:8:1 foo unknown_field",
      "content/articles/c/uk.md:10:8 image.alt not_text",
    ]);
  });

  it("of a file that cannot be read says nothing about what may stand in it", async () => {
    const image = { src: "a.svg", alt: "x", caption: "x", credit: "x" };
    const texts = { alt: "х", caption: "х", credit: "х" };
    await newsroom.article("a", "en", { image, foo: "[" });
    await newsroom.article("a", "uk", { image: texts });
    await newsroom.write("articles/a/a.svg", SVG);
    expect(await found()).toEqual(["content/articles/a/en.md:13:1 foo unknown_field"]);
    await newsroom.article("a", "en", { image });
    const right = await readFile(join(newsroom.folder, "articles/a/en.md"), "utf8");
    await newsroom.write("articles/a/en.md", right.replace("a (en)", "One: two"));
    await newsroom.article("b", "en", {}, "[x](/en/articles/a-en)\n\n[y](/en/articles/nowhere-at-all)");
    expect(await found()).toEqual([
      "content/articles/a/en.md:2:11 yaml_colon",
      "content/articles/b/en.md:12:1 link_broken",
    ]);
    await newsroom.remove("articles/b");
    await newsroom.write("articles/a/en.md", right.replace("image:\n", "").replace(/^ {2}(?=\w)/gm, ""));
    expect(await found()).toEqual(
      ["8:1 src", "9:1 alt", "10:1 caption", "11:1 credit"].map(
        (place) => `content/articles/a/en.md:${place} unknown_field`,
      ),
    );
    await newsroom.remove("articles/a/en.md");
    await newsroom.write("articles/a/EN.md", right);
    expect(await found()).toEqual(["content/articles/a/EN.md:1:1 bad_text_name"]);
  });

  it("with a slug is placed where it is easier to choose another, and names where else it stands", async () => {
    await newsroom.article("a", "en", { slug: "one", draft: true });
    await newsroom.article("a", "uk", { slug: "two", aliases: ["three"], datePublished: undefined });
    await newsroom.article("b", "en", { slug: "one", datePublished: "2025-03-01T10:00:00+02:00" });
    await newsroom.article("c", "en", { slug: "two", datePublished: "2024-12-31T10:00:00+02:00" });
    await newsroom.article("d", "en", { slug: "three" });
    await newsroom.article("e", "en", { slug: "three", datePublished: undefined });
    const { diagnostics } = await checkFolder(newsroom.folder);
    expect(diagnostics.map(finding)).toEqual([
      "content/articles/a/en.md:4:7 slug slug_taken",
      "content/articles/a/uk.md:4:7 slug slug_taken",
      "content/articles/d/en.md:4:7 slug slug_taken",
      "content/articles/e/en.md:2:1 datePublished missing_shared",
      "content/articles/e/en.md:4:7 slug slug_taken",
    ]);
    expect(diagnostics.flatMap(({ values }) => values?.other ?? [])).toEqual([
      "content/articles/b/en.md",
      "content/articles/c/en.md",
      "content/articles/a/uk.md",
      "content/articles/a/uk.md",
    ]);
  });

  it("is a misspelled field, and not another one that is missing", async () => {
    await article(GOOD.replace("headline:", "headlin:").replace("author:", "authors:"));
    expect(await errors(newsroom.folder)).toEqual([
      `${FILE}:2:1 headlin unknown_field`,
      `${FILE}:6:1 authors unknown_field`,
    ]);
    await newsroom.article("b", "en", { image: { src: "pictur.svg", alt: "x", caption: "x", credit: "x" } });
    await newsroom.write("articles/b/picture.svg", SVG);
    expect((await found()).filter((finding) => finding.includes("/b/"))).toEqual([
      "content/articles/b/en.md:9:8 image.src picture_missing",
    ]);
  });

  const IMAGE = "image:\n  src: a.svg\n  alt: x\n  caption: x\n  credit: x";
  const DATE = "date: 2025-02-01T10:00:00Z";
  it.each<[string, string, string[], string[]?]>([
    ["section", GOOD.replace("section: l", "section:l"), ["5:1 yaml_no_space"]],
    ["headline", GOOD.replace("headline: ", "headline:"), ["2:1 yaml_no_space"]],
    ["datePublished", GOOD.replace("datePublished: ", "datePublished:"), ["7:1 yaml_no_space"]],
    ["src", `${GOOD}\n${IMAGE.replace("src: ", "src:")}`, ["9:3 yaml_no_space"]],
    [
      "src alone",
      `${GOOD}\nimage:\n  src:a.svg`,
      ["9:3 yaml_no_space"],
      ["image.alt", "image.caption", "image.credit"],
    ],
    ["alt", `${GOOD}\n${IMAGE.replace("alt: ", "alt:")}`, ["10:3 yaml_no_space"]],
    ["indentation", `${GOOD}\n${IMAGE.replaceAll("  ", "\u00a0\u00a0")}`, ["9:1 yaml_nbsp"]],
    ["one indentation", `${GOOD}\n${IMAGE.replace("  alt", " \u00a0alt")}`, ["10:2 yaml_nbsp"]],
    ["a no-break space", GOOD.replace("section: ", "section:\u00a0"), ["5:9 yaml_nbsp"]],
    ["one behind a space", GOOD.replace("section: ", "section: \u00a0"), ["5:10 yaml_nbsp"]],
    ["one before a text", GOOD.replace("headline: ", "headline:\u00a0"), ["2:10 yaml_nbsp"]],
    ["one before a mark", GOOD.replace("A headline", '\u00a0"A headline"'), ["2:11 yaml_nbsp"]],
    ["one in each line", `${GOOD}\n${IMAGE.replaceAll(": ", ":\u00a0")}`, ["9:7 yaml_nbsp"]],
    ["a list", `${GOOD}\nkeywords:\n  -one\n  -two`, ["9:3 yaml_hyphen", "10:3 yaml_hyphen"]],
    ["a list far left", GOOD.replace("author: ", "author:\n-"), ["7:1 yaml_hyphen"]],
    [
      "a list below a remark",
      `${GOOD}\nkeywords: # two\n  -one\n  -two`,
      ["9:3 yaml_hyphen", "10:3 yaml_hyphen"],
    ],
    ["a second entry", `${GOOD}\nkeywords:\n  - one\n  -two`, ["10:3 yaml_hyphen"]],
    [
      "a text beside it",
      `${GOOD.replace("A desc", "\n  -5 desc")}\nkeywords:\n  - one\n  -two`,
      ["11:3 yaml_hyphen"],
    ],
    ["a change", `${GOOD}\nchanges:\n  -kind: typo\n    ${DATE}`, ["9:3 yaml_hyphen"]],
    ["image", `${GOOD}\n${IMAGE.replace("\n  src:", "")}`, ["8:8 yaml_value_above"]],
    ["source", `${GOOD}\n${IMAGE}\n  source: W\n    url: https://example.com`, ["13:11 yaml_value_above"]],
    ["tabs", `${GOOD}\n${IMAGE.replaceAll("  ", "\t")}`, ["9:1 yaml_tab"]],
    ["a tab", `${GOOD}\n${IMAGE.replace("  alt", "\talt")}`, ["10:1 yaml_tab"]],
    ["a tab before spaces", `${GOOD}\nimage:\n\tsrc: a.svg\n  alt: x`, ["9:1 yaml_tab"]],
    ["tabs far in", `${GOOD}\n${IMAGE}\n  source:\n\t\tname: x`, ["14:1 yaml_tab"]],
    [
      "another slip",
      `${GOOD.replace("section: l", "section:l")}\nkeywords: [a`,
      ["5:1 yaml_no_space", "8:11 yaml_bracket"],
    ],
    [
      "what else is wrong",
      GOOD.replace("section: l", "section:l").replace("A h", "A # h"),
      ["2:13 headline text_cut", "5:1 yaml_no_space"],
    ],
  ])(
    "that YAML takes for another is told once, as what it is: %s",
    async (_, yaml, expected, missing = []) => {
      await article(yaml);
      await newsroom.write("articles/a/a.svg", SVG);
      const own = (await foundHere()).filter((each) => !missing.some((field) => each.includes(field)));
      expect(own).toEqual(expected);
    },
  );

  it("that YAML takes for another is none where it is meant as it stands", async () => {
    const texts = [
      '"One:\n  -two\n  note:three"',
      ">-\n  One:\n  -two\n  note:three",
      "One\n  -two\n  see:three",
      "One\n  https://example.com",
      "One\n  something:\u00a0else",
      "\n  -5 degrees in Kyiv tonight.",
      "\n  -5 degrees\n  see:three\n  something:\u00a0else",
      "\n  something:\u00a0else",
      "\n  see:three",
      "\u00a0One",
    ];
    for (const text of texts) {
      await article(`${GOOD.replace("A description", text)}\nkeywords: [\n  a\n  ]`);
      expect([text, await foundHere()]).toEqual([text, []]);
    }
  });

  it("is a mark of two versions, and nothing else then", async () => {
    const versions = (one: string, two: string) => `<<<<<<< HEAD\n${one}\n=======\n${two}\n>>>>>>> theirs`;
    await article(versions(GOOD, GOOD));
    expect(await foundHere()).toEqual(["2:1 conflict_marks"]);
    await article(GOOD, versions("One.", "Two <b>."));
    expect(await foundHere()).toEqual(["10:1 conflict_marks"]);
    for (const left of [">>>>>>> theirs", "<<<<<<< HEAD", "||||||| base"]) {
      await article(`${GOOD}\n${left}`);
      expect([left, await foundHere()]).toEqual([left, ["8:1 conflict_marks"]]);
      await article(GOOD, `Text.\n\n${left}\n\nText.`);
      expect([left, await foundHere()]).toEqual([left, ["12:1 conflict_marks"]]);
    }
    await article(GOOD, "One.\n\n=======\n\nTwo.\n\n>>>>>>> theirs");
    expect(await foundHere()).toEqual(["12:1 conflict_marks"]);
    await article(GOOD, "Text.\n\n=======\n\nText.");
    expect(await foundHere()).toEqual([]);
    await article(`${GOOD}\n=======`);
    expect(await foundHere()).toEqual(["8:1 yaml_no_colon"]);
    await article(GOOD, "Kharkiv\n=======\n\nText.");
    expect(await foundHere()).toEqual(["10:1 heading_level"]);
    const own = await Newsroom.open("none");
    await own.write("authors.yaml", versions("newsroom: 1", "newsroom: 2").replaceAll("\n", "\r\n"));
    expect(await findings(own.folder)).toEqual(["content/authors.yaml:1:1 conflict_marks"]);
    await own.close();
  });

  it("is told once, also where a parser stumbles over it again and again", async () => {
    await article("keywords: [a]]\nslug: x\nimage: y");
    expect(await foundHere()).toEqual(["2:11 yaml_bracket"]);
  });

  it("does not hide another: all are reported at once, in order", async () => {
    await article(
      `${GOOD.replace("A headline", '""').replace("+02:00", "")}\ndraft: 3\naliases: [X]`,
      "<b>x</b>",
    );
    const lines = (await foundHere()).map((finding) => Number(finding.split(":")[0]));
    expect(lines).toEqual([2, 7, 8, 9, 12]);
  });

  it("is reported for sections and authors, too", async () => {
    const own = await Newsroom.open("none");
    /** But for names in a third language, which none of these files has. */
    const foundInOwn = async () =>
      (await findings(own.folder)).filter((each) => !/\.(?!en|uk)[a-z]+ missing$/.test(each));
    await own.write("sections.yaml", "latest-news: {en: Latest news}\nBad: {en: x, uk: х}\n");
    await own.write("authors.yaml", "newsroom: {type: Robot, name: {en: x, uk: «Вісник}}\n");
    await own.remove("site.yaml");
    expect(await foundInOwn()).toEqual([
      "content/authors.yaml:1:18 newsroom.type not_one_of",
      "content/authors.yaml:1:43 newsroom.name.uk quote_unpaired",
      "content/sections.yaml:1:14 latest-news.uk missing",
      "content/sections.yaml:2:1 Bad bad_id",
      "content/site.yaml:1:1 file_missing",
    ]);
    await own.article("a", "en");
    await own.write("sections.yaml", "");
    await own.write("authors.yaml", "__proto__: {type: Person, name: {en: x, uk: x}}\n");
    await own.write(
      "site.yaml",
      "name: {en: x, uk: x}\ndescription: {en: x, uk: x}\ntaggingEntity: https://news.example.com\n",
    );
    expect(await foundInOwn()).toEqual([
      "content/authors.yaml:1:1 __proto__ unknown_field",
      "content/sections.yaml:1:1 not_entries",
      "content/site.yaml:3:16 taggingEntity bad_tagging_entity",
    ]);
    await own.close();
  });
});

/** What is said about one text, without its place. */
async function said(body: string): Promise<string[]> {
  await article(GOOD, body);
  return (await checkFolder(newsroom.folder)).diagnostics.map((diagnostic) => {
    expectWords(diagnostic);
    return formatDiagnostic(diagnostic).replace(/^\S+ +/, "");
  });
}

describe("what is said about", () => {
  it.each([
    ["##Heading", "this looks like a heading → put a space behind ##"],
    ["[x] (/en)", "this looks like a link → take out the space between ] and ("],
    ["[x](/en and [y](/en)", "this looks like a link → close it with ) behind the address"],
    [
      "[x](/en y)",
      "this looks like a link → write it like [text](/en/articles/…), without spaces in the address",
    ],
    [
      "[x](http://localhost:8787/uk/articles/x#y)",
      "this link leads to your own computer → write /uk/articles/x#y",
    ],
    [
      "At http://localhost:8787/uk/articles/x",
      "this address leads to your own computer → put it into backticks if it is an example, or write [text](/uk/articles/x)",
    ],
    [
      "At http://localhost:3000/",
      "this address leads to your own computer → put it into backticks if it is an example, or write [text](/en/articles/…)",
    ],
    ["[x](http://localhost:8787/v1/en)", "this link leads to your own computer → write /en/articles/…"],
    ["![x](harbour.svg)", 'the caption is missing → say what the picture means: ![x](harbour.svg "…")'],
    [
      '![](harbour.svg "x")',
      "the picture is lost on those who cannot see it → say what is to be seen: ![what is to be seen](harbour.svg)",
    ],
    [
      "![ ](harbour.svg)",
      'the picture is lost on those who cannot see it → say what is to be seen and, as a caption, what it means: `![what is to be seen](harbour.svg "what it means")`',
      'the caption is missing → say what the picture means: ![…](harbour.svg "…")',
    ],
    [
      "Is <b>so</b> <EM>and\nso</EM>.",
      "HTML is not read here → write **so**",
      "HTML is not read here → write *and so*",
    ],
    ["<i><strong>So</strong></i>", "HTML is not read here → write ***So***"],
    [
      `<b>${"so ".repeat(30)}</b>`,
      "HTML is not read here → write **so so so so so so so so so so so so so s…**",
    ],
    ['<a class="x" href="/en">so</a>', "HTML is not read here → write [so](/en)"],
    ["<a href='https://example.com/'>so</a>", "HTML is not read here → write [so](https://example.com/)"],
    [
      '<a href="javascript:x()">so</a>',
      "HTML is not read here → write it in Markdown",
      "HTML is not read here → write it in Markdown",
    ],
    ["<b>so", "HTML is not read here → write it in Markdown"],
    [
      "<u>so</u>",
      "HTML is not read here → write it in Markdown",
      "HTML is not read here → write it in Markdown",
    ],
  ])("%s", async (body, ...words) => {
    await newsroom.write("articles/a/harbour.svg", SVG);
    const told = await said(body);
    const own = body.includes("harbour") ? told : told.filter((each) => !each.includes("this file"));
    expect(own).toEqual(words);
  });
});

describe("a picture whose file has a name that cannot be written", () => {
  const words = (name: string) =>
    `the file of a picture cannot have this name → rename the file with Latin letters, digits and hyphens, like ${name}, and write that here`;
  it.each([
    ["читальна зала.jpg", "chytalna-zala.jpg"],
    ["My Photo (1).JPG", "my-photo-1.jpg"],
    ["«».png", "picture.png"],
  ])("is told in front matter how to name it: %s", async (name, right) => {
    await newsroom.write(`articles/a/${name}`, SVG);
    await newsroom.article("a", "en", { image: { src: name, alt: "x", caption: "x", credit: "x" } });
    expect((await checkFolder(newsroom.folder)).diagnostics.map((each) => formatDiagnostic(each))).toEqual([
      `${FILE}:9:8  image.src  ${words(right)}`,
    ]);
  });

  it.each([
    ["![x](читальна зала.jpg)", "10:6", "chytalna-zala.jpg"],
    ["Text.\n![x](читальна  зала.jpg) text.", "11:6", "chytalna-zala.jpg"],
    ['![x](читальна%20зала.jpg "x")', "10:1", "chytalna-zala.jpg"],
    ['![x](нова%20читальна%20зала.jpg "x")', "10:1", "nova-chytalna-zala.jpg"],
    ['![x](читальна-зала.jpg "x")', "10:1", "chytalna-zala.jpg"],
  ])("is told in the text how to name it: %j", async (body, place, right) => {
    await newsroom.write(`articles/a/${right.startsWith("nova") ? "нова " : ""}читальна зала.jpg`, SVG);
    await article(GOOD, body);
    const told = (await checkFolder(newsroom.folder)).diagnostics.filter(
      // What Markdown takes for no picture at all shows no file.
      ({ code }) => code !== "file_unused" || body.includes("%"),
    );
    expect(told.map((each) => formatDiagnostic(each))).toEqual([`${FILE}:${place}  ${words(right)}`]);
  });

  it("is told what it is where it is none beside the text", async () => {
    await article(`${GOOD}\nimage: {src: ../b c/x y.jpg, alt: x}`);
    const [diagnostic] = (await checkFolder(newsroom.folder)).diagnostics;
    expect(diagnostic && diagnosticWords(diagnostic, "en").fix).toBe(
      "write the name alone, like picture.svg",
    );
  });
});

describe("a picture that cannot be shown", () => {
  /** Problems with pictures that are not about what is in their files. */
  const OUTER = [
    "picture_too_slow",
    "picture_no_src",
    "picture_missing",
    "picture_no_alt",
    "picture_in_line",
    "picture_mark",
  ];
  /** Formats, also as names of files end. */
  const FORMATS = "SVG XML HTML UTF-8 PNG JPEG EXIF XMP svg png jpg jpeg webp avif gif tiff".split(" ");
  /** Names of the files, and what stands in them. */
  const QUOTED = /picture-\d+\.\w+|`[^`]+`|<\w+>|\bon(click|load)\b/g;

  let diagnostics: Diagnostic[];
  beforeAll(async () => {
    const own = await Newsroom.open("none");
    const uses: string[] = [];
    for (const [i, { extension, bytes }] of (await hostilePictures()).entries()) {
      const name = `picture-${i}.${extension}`;
      uses.push(`![x](${name} "x")`);
      await own.write(`articles/a/${name}`, bytes);
    }
    await own.article("a", "en", {}, uses.join("\n\n"));
    diagnostics = (await checkFolder(own.folder)).diagnostics;
    await own.close();
    expect(diagnostics.map(({ line }) => line)).toEqual(uses.map((_, i) => 10 + 2 * i));
  });

  it("gets every wording that there is for one", () => {
    diagnostics.forEach(expectWords);
    const wordings = Object.values(english.diagnostic)
      .flatMap(Object.entries<object>)
      .flatMap(([code, words]) =>
        /^(picture|svg)_/.test(code) && !OUTER.includes(code)
          ? Object.keys(words).flatMap((part) => (part.startsWith("message") ? `${code} ${part}` : []))
          : [],
      );
    const said = diagnostics.map(({ code, values: { context } = {} }) =>
      context === undefined ? `${code} message` : `${code} message_${context}`,
    );
    expect([...new Set(said)].sort()).toEqual(wordings.sort());
  });

  it("is told of in Ukrainian without a word of English", () => {
    const texts = diagnostics.flatMap((diagnostic) => Object.values(diagnosticWords(diagnostic, "uk")));
    const latin = texts.flatMap((text) => text.replace(QUOTED, "").match(/[a-z][\w-]*/gi) ?? []);
    expect(latin.filter((word) => !FORMATS.includes(word))).toEqual([]);
  });

  it("is shown in the documentation as it is told of", async () => {
    await newsroom.write("articles/a/photo.jpg", await picture("png"));
    await newsroom.article("a", "en", { image: { src: "photo.jpg", alt: "x", caption: "x", credit: "x" } });
    await newsroom.write(
      "articles/b/map.svg",
      SVG.replace("<rect", '\n<title/>\n<text x="1" y="20">Word</text><rect'),
    );
    await newsroom.article("b", "en", {}, 'Text.\n\n![x](map.svg "x")');
    const told = (await checkFolder(newsroom.folder)).diagnostics.map((diagnostic) =>
      formatDiagnostic(diagnostic),
    );
    const guide = await readFile(join(import.meta.dirname, "../../../docs/pictures.md"), "utf8");
    expect(guide).toContain(`\n${told.join("\n")}\n`);
  });
});

describe("publishing", () => {
  const picture = { src: "a.svg", alt: "x", caption: "x", credit: "x" };
  it.each([
    ["stops", "at a picture that some cannot see", { image: { ...picture, alt: undefined } }, "Text."],
    ["stops", "at a link that leads nowhere", { image: picture }, "[x](/en/articles/nowhere)"],
    ["stops", "at a word that cannot be found", { image: picture }, "The wоrd."],
    ["goes on", "without a caption or a credit", { image: { src: "a.svg", alt: "x" } }, "Text."],
    ["goes on", "with a slip of the language", { image: picture }, 'It\'s "so" - or not.'],
    ["goes on", "with a quotation of nobody", { image: picture }, "> “So.”"],
    ["stops", "at a link to the editor's computer", { image: picture }, "[x](http://localhost:3000/)"],
    ["goes on", "with an address of the editor's computer", { image: picture }, "At http://localhost:3000/"],
    ["goes on", "with a link to a draft", { image: picture }, "[x](/en/articles/drafted-en)"],
  ])("%s %s", async (what, _, fields, body) => {
    await newsroom.article("drafted", "en", { draft: true });
    await newsroom.article("a", "en", fields, body);
    await newsroom.write("articles/a/a.svg", SVG);
    expect(await foundHere()).not.toEqual([]);
    const loaded = loadContent(newsroom.folder);
    if (what === "stops") await expect(loaded).rejects.toThrow(ContentError);
    else expect((await loaded).articles.map(({ id }) => id)).toContain("a");
  });
});

describe("a link within the site", () => {
  it("leads to what readers get, at its own address", async () => {
    const links = {
      "/en/articles/target-en": null,
      "/en/articles/target-en.md": null,
      "/uk/articles/target-uk#part": null,
      "/uk/articles/only-en?x=1": null,
      "/en/articles/%D0%BA%D0%B8%D1%97%D0%B2": null,
      "/en/sections/background": null,
      "/uk/authors/newsroom": null,
      "/en": null,
      "/uk/articles/target-en": "link_moved",
      "/en/articles/old-target": "link_moved",
      "/en/articles/Target-EN": "link_moved",
      "/ua/articles/target-uk": "link_moved",
      "/en/": "link_moved",
      "/en/articles/targat-en": "link_broken",
      "/en/articles/something-else-altogether": "link_broken",
      "/en/sections/sport": "link_broken",
      "/en/sections/backround": "link_broken",
      "/en/authors/nobody": "link_broken",
      "/en/articles/drafted-en": "link_unpublished",
      "/en/articles/later-en": "link_unpublished",
      "/en/articles/gone-en": "link_unpublished",
      "/fr/articles/target-en": "link_unknown",
      "/v1/en/articles/target-en": "link_unknown",
      "/en/articles": "link_unknown",
      "/en/articles/target-en/more": "link_unknown",
      "/": "link_unknown",
      "/en/articles/%": "link_broken",
    };
    const withdrawn = { date: "2025-06-01T10:00:00+03:00", note: "A note." };
    await newsroom.article("target", "en", { aliases: ["old-target"] });
    await newsroom.article("target", "uk");
    await newsroom.article("cyrillic", "en", { slug: "київ" });
    await newsroom.article("only", "en");
    await newsroom.article("drafted", "en", { draft: true });
    await newsroom.article("later", "en", { publishAt: "2999-01-01T10:00:00Z" });
    await newsroom.article("gone", "en", { retracted: withdrawn });
    const body = Object.keys(links).map((path) => `[x](${path})`);
    await newsroom.article("a", "en", {}, body.join("\n\n"));
    const byLine = new Map((await foundHere()).map((finding) => [Number(finding.split(":")[0]), finding]));
    Object.entries(links).forEach(([path, code], i) => {
      expect([
        path,
        byLine
          .get(10 + 2 * i)
          ?.split(" ")
          .at(-1) ?? null,
      ]).toEqual([path, code]);
    });
    // Together with what it leads to, a link may be scheduled.
    const later = { datePublished: "2999-01-01T10:00:00Z", publishAt: "2999-01-01T10:00:00Z" };
    await newsroom.article("b", "en", later, "[x](/en/articles/later-en)");
    expect((await found()).filter((finding) => finding.includes("/b/"))).toEqual([]);
  });
});

describe("a link within the site that leads nowhere", () => {
  it.each([
    ["/uk/articles/vyisla-z-uhod", "/uk/articles/vyishla-z-uhody"],
    ["/uk/articles/left-the-treaty-then", "/uk/articles/vyishla-z-uhody"],
    ["/en/articles/exit", "/en/articles/left-the-treaty"],
    ["/uk/articles/exit.md", "/uk/articles/vyishla-z-uhody.md"],
    ["/uk/articles/only", "/uk/articles/only-en"],
    ["/uk/articles/vyishla", "/uk/articles/vyishla-z-uhody"],
    ["/en/articles/left", "/en/articles/left-the-treaty"],
    ["/en/articles/two", undefined],
    ["/en/articles/drafted", undefined],
    ["/en/articles/something-else", undefined],
    ["/uk/sections/bakground", "/uk/sections/background"],
    ["/uk/authors/news-room", "/uk/authors/newsroom"],
    ["/en/articles/київ", "/en/articles/київ-уночі"],
  ])("is told with the nearest address that there is: %s", async (path, nearest) => {
    await newsroom.article("exit", "en", { slug: "left-the-treaty", aliases: ["left-the-treaty-them"] });
    await newsroom.article("exit", "uk", { slug: "vyishla-z-uhody" });
    await newsroom.article("only", "en");
    await newsroom.article("two-a", "en", { slug: "two-lives" });
    await newsroom.article("two-b", "en", { slug: "two-ways" });
    await newsroom.article("drafted", "en", { slug: "not-ready", draft: true });
    await newsroom.article("night", "en", { slug: "київ-уночі" });
    const fix = nearest
      ? `write ${nearest}, or take the link out`
      : "check the address, or take the link out";
    expect(await said(`[x](${path})`)).toEqual([`there is nothing at ${path} → ${fix}`]);
  });
});

describe("links within the site that lead nowhere", () => {
  it("are each told of what there is when it is read", async () => {
    const date = "2999-01-01T10:00:00Z";
    const later = { datePublished: date, publishAt: date };
    const body = "[x](/en/articles/harbour-em)\n\n[x](/en/articles/bridge-em)";
    await newsroom.article("a", "en", {}, body);
    await newsroom.article("b", "en", later, body);
    await newsroom.article("c", "en", {}, body);
    await newsroom.article("harbour", "en");
    await newsroom.article("bridge", "en", later);
    const { diagnostics } = await checkFolder(newsroom.folder);
    expect(diagnostics.map(({ values }) => values?.suggestion)).toEqual([
      ...["/en/articles/harbour-en", undefined],
      ...["/en/articles/harbour-en", "/en/articles/bridge-en"],
      ...["/en/articles/harbour-en", undefined],
    ]);
  });
});

describe("the words", () => {
  it("of a text that is not read, and of a picture that takes too long", async () => {
    await newsroom.write("articles/large/en.md", "a".repeat(200 * 1024 + 1));
    await newsroom.write("articles/marks/en.md", `a${"\u0301".repeat(31)}`);
    await symlink(tmpdir(), join(newsroom.folder, "articles/outside"));
    expect(await found()).toEqual([
      "content/articles/large/en.md:1:1 file_too_large",
      "content/articles/marks/en.md:1:2 marks_in_row",
      "content/articles/outside:1:1 link_outside",
    ]);
    expectWords({ ...TOO_SLOW, file: FILE, line: 1, column: 1 });
  });

  it("of every problem are said by these tests, in every language", async () => {
    for (const { locale, written } of slips) {
      const diagnostics: Diagnostic[] = [];
      parseTranslation(new SourceText("x.md", headOf(locale) + written), locale, diagnostics);
      diagnostics.forEach(expectWords);
    }
    const project = await mkdtemp(join(tmpdir(), "visnyk-strings-"));
    const files = {
      "locales/en.json": '{"a": "x", "b": "{{v}}", "c": "x", "d": "x", "e": "x"}',
      "locales/uk.json": '{"b": "х", "c": " ", "d": "{{v}}", "e": "х", "f": "х"}',
      "locales/fr.json": "{}",
      "src/code.ts": `say("b", "c", "d"); translate(locale, "a"); translate(locale, \`$\{key}\`); translate(locale, "g.h");`,
    };
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(project, name)), { recursive: true });
      await writeFile(join(project, name), text);
    }
    const diagnostics: Diagnostic[] = [];
    await checkStrings(project, diagnostics);
    diagnostics.forEach(expectWords);
    await rm(project, { recursive: true });
    expect([...seen].sort()).toEqual(Object.values(english.diagnostic).flatMap(Object.keys).sort());
  });

  const stringsOf = (locale: string) => join(import.meta.dirname, `../../../locales/check.${locale}.json`);

  it.each(locales.filter((locale) => existsSync(stringsOf(locale))))(
    "are whole in every form of %s",
    async (locale) => {
      const text = await readFile(stringsOf(locale), "utf8");
      const variables = [...text.matchAll(/\{\{(\w+)(, number)?\}\}/g)];
      const values = Object.fromEntries(
        variables.map(([, name, number]) => [name, number ? 3 : `‹${name}›`]),
      );
      const { diagnostic } = JSON.parse(text) as typeof english;
      const all = Object.entries(diagnostic).flatMap(([severity, codes]) =>
        Object.entries<object>(codes).map(([code, words]) => [`${severity}.${code}`, words] as const),
      );
      for (const [code, words] of all) {
        for (const part of Object.keys(words)) {
          const said = reportWords(locale, `diagnostic.${code}.${part}`, values);
          expect([code, part, said]).toEqual([
            code,
            part,
            expect.not.stringMatching(/^problem\.|[{}]{2}|NaN|^$/),
          ]);
        }
      }
    },
  );

  it.each(locales)("of reports have the plural forms of %s", (locale) => {
    const plural = Object.keys(english.report).filter((key) => key.endsWith("_other"));
    for (const key of plural.map((each) => each.replace("_other", ""))) {
      const words = [0, 1, 2, 5, 11, 21, 22, 25, 1.5].map((count) =>
        reportWords(locale, `report.${key}`, { count, file: "locales/check.json" }),
      );
      expect(words).toEqual(words.map(() => expect.not.stringMatching(/^report\.|\{\{/)));
    }
    if (locale === "uk")
      expect([1, 3, 5, 21].map((count) => reportWords("uk", "report.errors", { count }))).toEqual([
        "1 помилка",
        "3 помилки",
        "5 помилок",
        "21 помилка",
      ]);
  });

  it("of the content itself are never read as anything else", () => {
    const values = {
      name: "{{name}} $t(problem.html.message) <b>",
      suggestion: "{{x}}",
      context: "suggestion",
    };
    expect(diagnosticWords({ code: "picture_missing", values }, "en")).toEqual({
      message: "there is no file {{name}} $t(problem.html.message) <b> beside the text",
      fix: "write {{x}}, or put the file there",
    });
  });
});
