// Names of files beside a text: which of them are pictures, and how they should be called.
import { PICTURE_TYPES } from "../article/paths.ts";
import type { Fault } from "./problem.ts";
import { slugify } from "./slug.ts";
import { suggesting } from "./suggest.ts";

/** What systems and programs keep for themselves: hidden files, thumbnails, locks of what is open in an office. */
const OWN_FILE = /^(\..*|~\$.*|thumbs\.db|desktop\.ini)$/i;

export const isOwnFile = (name: string): boolean => OWN_FILE.test(name);

const PICTURE = new RegExp(`\\.(${Object.keys(PICTURE_TYPES).join("|")})$`, "i");

/** What nobody has named: a camera, a phone or a program has, by a word and a number, or by the time. */
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

export const isPictureName = (name: string): boolean => PICTURE.test(name);

/** What front matter and Markdown take as the name of a file. */
export const FILE_NAME = /^[\p{L}\p{N}_-][\p{L}\p{N}._-]*$/u;

export const isAwkward = (name: string): boolean => !FILE_NAME.test(name);

/** @returns a name that is taken everywhere, or `undefined` if this is none of a picture beside the text. */
export function betterName(name: string): string | undefined {
  const [extension = ""] = PICTURE.exec(name) ?? [];
  if (!extension || /[/\\]/.test(name)) return undefined;
  const stem = name.slice(0, -extension.length);
  const latin = slugify(stem, /\p{sc=Cyrl}/u.test(stem) ? "uk" : "en") || "picture";
  return latin + extension.toLowerCase();
}

/** @param name which is not taken as it is. */
export const nameFault = (name: string): Fault => ({
  code: "bad_file_name",
  values: suggesting({}, betterName(name)),
});

/** Editors that put a picture into a text write spaces and letters of its name as they stand in addresses. */
export function nameMeant(src: string): string {
  try {
    return decodeURI(src).normalize("NFC");
  } catch {
    return src;
  }
}
