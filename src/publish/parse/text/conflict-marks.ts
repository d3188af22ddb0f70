// Marks that Git leaves where two versions of a file do not go together.

export interface Mark {
  from: number;
  to: number;
}

const MARK = /^(?:(?:<{7}|>{7}|\|{7})(?: [^\r\n]*)?|={7})(?=\r?$)/m;
/** A line of = alone may be Markdown’s underline of a heading, or a rule that somebody drew. */
const CERTAIN = /^(?:<{7}|>{7}|\|{7})(?= |\r?$)/m;

/** @returns the first mark, or `null`. */
export function conflictIn(text: string): Mark | null {
  if (!CERTAIN.test(text)) return null;
  const found = MARK.exec(text);
  return found && { from: found.index, to: found.index + found[0].length };
}
