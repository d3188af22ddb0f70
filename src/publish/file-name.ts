// Names of pictures' files, as they are written and as they should be.
import { PICTURE_TYPES } from "../article/paths.ts";

const PICTURE = new RegExp(`\\.(${Object.keys(PICTURE_TYPES).join("|")})$`, "i");

/** Whether a text is no more than what the file is called; a name of letters alone may be what is to be seen. */
export function isNameOf(text: string, file = ""): boolean {
  const words = text.trim();
  const stem = file.replace(PICTURE, "");
  return (
    words === file || (PICTURE.test(words) && !/\s/.test(words)) || (words === stem && /[-_\d]/.test(stem))
  );
}
