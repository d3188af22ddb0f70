// The interface strings: every locale has every message that readers get, with the plural forms of its own language and the
// same variables, the code uses all of them and asks for no other, and they pass the language gate.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { DEFAULT_LOCALE, isLocale, type Locale, locales } from "../../i18n/locales.ts";
import { type Diagnostic, type Finding, fileDiagnostic, type Span } from "../diagnostics/diagnostic.ts";
import { SourceText } from "../diagnostics/source-text.ts";
import { readText } from "../files/read-files.ts";
import { parseYaml } from "../parse/front-matter/yaml.ts";
import { checkLanguage } from "../parse/language/check-language.ts";
import { OPAQUE, type Prose, proseOfYaml } from "../parse/text/prose.ts";

/**
 * Files are `{locale}.json` for what readers and clients get, `check.{locale}.json` for what editors do, and
 * `docs/{locale}.json` for the contract and its pages.
 */
const fileOf = (set: string, locale: Locale): string => `locales/${set}${locale}.json`;
const FILE = /^(check\.|docs\/|)([\w-]+)\.json$/;
/** Where the messages of a set are asked for; those of the contract are asked for by its own names. */
const CODE: Record<string, RegExp> = { "": /^src\/(?!publish\/)/, "check.": /^src\/publish\// };
/** Strings for readers are in their language; strings for others may be in English. */
const isOptional = (set: string): boolean => set !== "";
const PLURAL = /_(zero|one|two|few|many|other)$/;
/** Placeholders of values, and code. */
const NO_PROSE = /\{\{.*?\}\}|`[^`]+`/g;

/** One file of strings. */
interface Strings {
  file: string;
  locale: Locale;
  /** By dotted key. */
  texts: ReadonlyMap<string, string>;
  placeOf(key: string): Span;
}

/** Strings that a locale does not have, and may come without. */
export interface Untranslated {
  /** Path from the project's folder; there may be no such file. */
  file: string;
  locale: Locale;
  missing: number;
}

/** @param root the project's folder. @returns what comes in English instead, in the order of the files. */
export async function checkStrings(root: string, diagnostics: Diagnostic[]): Promise<Untranslated[]> {
  const sets = new Map<string, Strings[]>();
  for (const entry of (await readdir(join(root, "locales"), { recursive: true })).sort()) {
    const name = entry.replaceAll("\\", "/");
    if (!name.endsWith(".json")) continue;
    const [, set = "", locale = ""] = FILE.exec(name) ?? [];
    const file = `locales/${name}`;
    if (!isLocale(locale)) diagnostics.push(fileDiagnostic(file, "string_file"));
    else {
      const strings = await readStrings(root, file, locale, diagnostics);
      if (strings) sets.set(set, [...(sets.get(set) ?? []), strings]);
    }
  }
  const code = await readCode(root);
  /** Values that may stand for a part of a key. */
  const words = new Set(
    code.flatMap(({ text }) =>
      [...text.matchAll(/["'`]([\w-]+)["'`]|\b(\w+)\??:/g)].map(([, a, b]) => a ?? b),
    ),
  );
  const untranslated: Untranslated[] = [];
  for (const [set, files] of [...sets].sort()) {
    const original = files.find(({ locale }) => locale === DEFAULT_LOCALE);
    if (!original) continue;
    for (const strings of files) checkOwn(strings, original, diagnostics);
    for (const locale of locales) {
      const strings = files.find((each) => each.locale === locale);
      const file = fileOf(set, locale);
      const missing = missingKeys(original, strings?.texts ?? new Map(), locale);
      if (missing.length === 0) continue;
      if (isOptional(set)) untranslated.push({ file, locale, missing: missing.length });
      else if (strings) reportMissing(missing, strings, original, diagnostics);
    }
    const where = CODE[set];
    if (where) {
      const own = code.filter(({ file }) => where.test(file));
      checkUse(original, own, words, diagnostics);
    }
  }
  return untranslated;
}

async function readStrings(
  root: string,
  file: string,
  locale: Locale,
  diagnostics: Diagnostic[],
): Promise<Strings | null> {
  const source = await readText(join(root, file), file, diagnostics, root, 2 ** 20);
  const yaml = source && parseYaml(source, diagnostics);
  if (!source || !yaml) return null;
  const texts = new Map(yaml.texts().map(({ path, value }) => [path.join("."), value]));
  const prose = proseOfYaml(yaml.texts(), source, () => locale).map(withoutValues);
  const findings: Diagnostic[] = [];
  checkLanguage(prose, source, findings);
  // `check --fix` mends content, and nothing else.
  diagnostics.push(...findings.map(({ edits: _, ...diagnostic }) => diagnostic));
  return { file, locale, texts, placeOf: (key) => yaml.placeOf(key.split(".")) };
}

/** Values and code are one character each that is no prose. */
function withoutValues(prose: Prose): Prose {
  const kept: Prose = { ...prose, text: "", starts: [], ends: [] };
  const add = (text: string, from: number, to: number) => {
    kept.text += text;
    kept.starts.push(...prose.starts.slice(from, to));
    kept.ends.push(...prose.ends.slice(from, to));
  };
  let at = 0;
  for (const { 0: found, index } of prose.text.matchAll(NO_PROSE)) {
    add(prose.text.slice(at, index), at, index);
    add(OPAQUE, index, index + 1);
    at = index + found.length;
  }
  add(prose.text.slice(at), at, prose.text.length);
  return kept;
}

/** The messages of a set as a locale has to have them, in each plural form of its language, and their English. */
function wantedIn(locale: Locale, original: Strings): Map<string, string> {
  const plural = new Set([...original.texts.keys()].filter((key) => PLURAL.test(key)).map(baseOf));
  const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
  return new Map(
    [...original.texts].flatMap(([key, text]) => {
      const base = baseOf(key);
      const keys = plural.has(base) ? pluralCategories.map((category) => `${base}_${category}`) : [key];
      return keys.map((each): [string, string] => [each, text]);
    }),
  );
}

const missingKeys = (original: Strings, texts: ReadonlyMap<string, string>, locale: Locale): string[] =>
  [...wantedIn(locale, original).keys()].filter((key) => !texts.has(key));

function reportMissing(
  keys: readonly string[],
  { locale, placeOf }: Strings,
  original: Strings,
  diagnostics: Diagnostic[],
): void {
  const wanted = wantedIn(locale, original);
  for (const key of keys) {
    const values = { original: wanted.get(key) ?? "" };
    diagnostics.push({ ...placeOf(key), field: key, code: "string_missing", values });
  }
}

/** A locale's strings, possibly fewer than the original's. */
function checkOwn(strings: Strings, original: Strings, diagnostics: Diagnostic[]): void {
  const wanted = wantedIn(strings.locale, original);
  const report = (key: string, finding: Finding) =>
    diagnostics.push({ ...strings.placeOf(key), field: key, ...finding });
  for (const [key, own] of strings.texts) {
    const text = wanted.get(key);
    if (text === undefined) report(key, { code: "string_unknown", values: { original: original.file } });
    else if (own.trim() === "") report(key, { code: "string_empty" });
    else if (variablesOf(own, key) !== variablesOf(text, key)) {
      const variables = variablesOf(text, key);
      const values = { original: original.file, variables, ...(!variables && { context: "none" }) };
      report(key, { code: "string_variables", values });
    }
  }
}

const baseOf = (key: string): string => key.replace(PLURAL, "");

/** A plural form may say its number in words. */
const variablesOf = (text: string, key: string): string =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => `{{${name}}}`))]
    .filter((name) => name !== "{{count}}" || !PLURAL.test(key))
    .sort()
    .join(", ");

async function readCode(root: string): Promise<SourceText[]> {
  const names = (await readdir(join(root, "src"), { recursive: true })).filter((name) =>
    name.endsWith(".ts"),
  );
  return Promise.all(
    names.sort().map(async (name) => {
      const file = `src/${name.replaceAll("\\", "/")}`;
      return new SourceText(file, await readFile(join(root, file), "utf8"));
    }),
  );
}

/** A key in the code: written out, or with `${…}` for what is told by a table. */
const ASKED =
  /\b(?:(?:translate|reportWords)\(\s*[^"`;]{1,80}?,|new (?:CommandError|PublishConflict)\()\s*(?:"([^"]+)"|`([^`]+)`)/g;

function checkUse(
  { texts, placeOf }: Strings,
  code: readonly SourceText[],
  words: ReadonlySet<string | undefined>,
  diagnostics: Diagnostic[],
): void {
  const asked = code.flatMap((source) =>
    [...source.text.matchAll(ASKED)].map(({ 1: plain, 2: template, 0: whole, index }) => {
      const key = plain ?? template ?? "";
      const parts = key.split(/\$\{[^}]*\}/).map((part) => part.replaceAll(".", "\\."));
      return {
        key,
        source,
        from: index + whole.length - key.length - 1,
        pattern: RegExp(`^${parts.join("([\\w-]+)")}$`),
      };
    }),
  );
  // A wording for a context is asked for by its base.
  const bases = new Set([...texts.keys()].map((key) => key.replace(/_[^._]+(_[^._]+)?$/, "")));
  for (const base of bases) {
    const isUsed = asked.some(({ pattern }) =>
      pattern
        .exec(base)
        ?.slice(1)
        .every((word) => words.has(word)),
    );
    if (isUsed) continue;
    const key = [...texts.keys()].find((each) => each === base || each.startsWith(`${base}_`)) ?? base;
    diagnostics.push({ ...placeOf(key), field: key, code: "string_unused" });
  }
  for (const { key, source, from, pattern } of asked) {
    if ([...bases].some((base) => pattern.test(base))) continue;
    diagnostics.push({
      ...source.spanOf(from, from + key.length),
      code: "string_undefined",
      values: { key },
    });
  }
}
