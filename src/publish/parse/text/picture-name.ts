// Names of pictures as writers give them: what they should be called, and texts that are no more than a file's name.

import type { Finding } from "../../diagnostics/diagnostic.ts";
import { suggesting } from "../../diagnostics/suggest.ts";
import { PICTURE } from "../../files/file-name.ts";
import { localeOfLetters } from "../../languages/languages.ts";
import { slugify } from "./slug.ts";

/** File names given by a camera, a phone or a program: a word and a number, or the time. */
const GIVEN =
  /^(img|image|dscn?|dscf|pxl|mvimg|pic|picture|photo|foto|scan|screenshot|фото|зображення|знімок)[-_]?\d|\d{5}/i;

/** Whether a text is no more than what the file is called, unless it says as well what is to be seen: "T-34". */
export function isNameOf(text: string, file = ""): boolean {
  const words = text.trim();
  const stem = file.replace(PICTURE, "");
  return (
    (PICTURE.test(words) && (words === file || !/\s/.test(words))) ||
    (words === stem && (stem.includes("_") || GIVEN.test(stem)))
  );
}

/** @returns a name that is taken everywhere, or `undefined` if this is none of a picture beside the text. */
export function betterName(name: string): string | undefined {
  const [extension = ""] = PICTURE.exec(name) ?? [];
  if (!extension || /[/\\]/.test(name)) return undefined;
  const stem = name.slice(0, -extension.length);
  const latin = slugify(stem, localeOfLetters(stem)) || "picture";
  return latin + extension.toLowerCase();
}

/** @param name which is not taken as it is. */
export const nameFinding = (name: string): Finding => ({
  code: "bad_file_name",
  values: suggesting({}, betterName(name)),
});
