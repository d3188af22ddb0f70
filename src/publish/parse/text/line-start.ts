// The characters before an offset, read from the offset backwards, so that no search begins at the start of the text.

/** @returns the last character before `offset` that is neither a space nor a tab; `undefined` at the beginning. */
export function characterBefore(text: string, offset: number): string | undefined {
  let at = offset - 1;
  while (text[at] === " " || text[at] === "\t") at--;
  return text[at];
}

/** Whether only spaces and tabs stand before `offset` on its line. */
export const isLineStart = (text: string, offset: number): boolean => {
  const before = characterBefore(text, offset);
  return before === undefined || before === "\n";
};
