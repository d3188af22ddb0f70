// Names of files beside a text: which of them are pictures, and which are the system's own.
import { PICTURE_TYPES } from "../../article/paths.ts";

/** Files that systems and programs keep for themselves: hidden files, thumbnails, locks of open documents. */
const OWN_FILE = /^(\..*|~\$.*|thumbs\.db|desktop\.ini)$/i;

export const isOwnFile = (name: string): boolean => OWN_FILE.test(name);

/** The extension of a picture. */
export const PICTURE = new RegExp(`\\.(${Object.keys(PICTURE_TYPES).join("|")})$`, "i");

export const isPictureName = (name: string): boolean => PICTURE.test(name);

/** File names that front matter and Markdown accept. */
export const FILE_NAME = /^[\p{L}\p{N}_-][\p{L}\p{N}._-]*$/u;

export const isAwkward = (name: string): boolean => !FILE_NAME.test(name);

/** Editors that put a picture into a text write spaces and letters of its name as they stand in addresses. */
export function nameMeant(src: string): string {
  try {
    return decodeURI(src).normalize("NFC");
  } catch {
    return src;
  }
}
