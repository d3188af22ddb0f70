// The text of one file as it is read: in NFC, with the way back to the places and the bytes of the file.
import type { Edit, Place, Span } from "./diagnostic.ts";

/** Sequences that NFC may join: a character with its marks, or Hangul letters that make a syllable. */
const COMPOSABLE = /[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]+|\P{M}\p{M}*|\p{M}+/gu;

const CHANGED = 1;
const INSERTED = 2;

export class SourceText {
  /** Path to name in problems. */
  readonly file: string;
  /** In NFC; all offsets are into it. */
  readonly text: string;
  /** As the file has it, but for a byte order mark. */
  readonly raw: string;
  #lines: number[] | null = null;
  #rawOffsets: Int32Array | null = null;

  constructor(file: string, raw: string) {
    this.file = file;
    this.raw = raw;
    this.text = raw.normalize("NFC");
  }

  /** Where the character at `offset` is in the file. */
  placeOf(offset: number): Place {
    const at = this.rawOffset(offset);
    this.#lines ??= [0, ...[...this.raw.matchAll(/\n/g)].map(({ index }) => index + 1)];
    let [low, high] = [0, this.#lines.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#lines[middle] as number) <= at) low = middle;
      else high = middle;
    }
    return { file: this.file, line: low + 1, column: at - (this.#lines[low] as number) + 1 };
  }

  spanOf(from: number, to: number): Span {
    const { line: endLine, column: endColumn } = this.placeOf(to);
    return { ...this.placeOf(from), endLine, endColumn };
  }

  /** @param place in the text in NFC. @returns the same place in the file. */
  inFile(place: Place): Place {
    if (this.raw === this.text) return place;
    let start = 0;
    for (let line = 1; line < place.line; line++) start = this.text.indexOf("\n", start) + 1;
    return this.placeOf(start + place.column - 1);
  }

  /** Where the character at `offset` begins in `raw`. */
  rawOffset(offset: number): number {
    if (this.raw === this.text) return offset;
    this.#rawOffsets ??= mapOffsets(this.raw, this.text.length);
    return this.#rawOffsets[offset] ?? this.raw.length;
  }

  /**
   * Makes changes of which some belong together. Those that overlap others are left out: they are right no more.
   * Everything else stays as the file has it.
   */
  apply(groups: readonly (readonly Edit[])[]): { raw: string; made: (readonly Edit[])[] } {
    const made: (readonly Edit[])[] = [];
    /** One for each character, and between them one for each place: CHANGED or INSERTED already. */
    const changed = new Uint8Array(2 * this.text.length + 2);
    for (const group of groups) {
      const parts = group.map(({ from, to }) =>
        from === to
          ? { inserts: true, part: changed.subarray(2 * from, 2 * from + 1) }
          : { inserts: false, part: changed.subarray(2 * from + 1, 2 * to) },
      );
      const overlaps = parts.some(
        ({ inserts, part }) => part.includes(CHANGED) || (!inserts && part.includes(INSERTED)),
      );
      if (overlaps) continue;
      for (const { inserts, part } of parts) part.fill(inserts ? INSERTED : CHANGED);
      made.push(group);
    }
    let raw = "";
    let at = 0;
    for (const { from, to, text } of made.flat().sort((a, b) => a.from - b.from)) {
      raw += this.raw.slice(at, this.rawOffset(from)) + text;
      at = this.rawOffset(to);
    }
    return { raw: raw + this.raw.slice(at), made };
  }
}

/** For each UTF-16 unit of the NFC text, and its end, the offset in `raw`. */
function mapOffsets(raw: string, length: number): Int32Array {
  const offsets = new Int32Array(length + 1).fill(raw.length);
  let at = 0;
  for (const { 0: chunk, index } of raw.matchAll(COMPOSABLE)) {
    const composed = chunk.normalize("NFC");
    // Within what was joined there is no more exact place than its beginning.
    for (let i = 0; i < composed.length; i++) {
      offsets[at + i] = index + (composed === chunk ? i : 0);
    }
    at += composed.length;
  }
  return offsets;
}
