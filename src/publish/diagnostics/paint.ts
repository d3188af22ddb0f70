// Colors of the terminal.
import { styleText } from "node:util";

/** Colours as the stream can show them; none where it is no terminal, or NO_COLOR is set. */
export type Paint = (format: Parameters<typeof styleText>[0], text: string) => string;

export const paintFor =
  (stream: NodeJS.WriteStream): Paint =>
  (format, text) =>
    styleText(format, text, { stream });
