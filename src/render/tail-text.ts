// A text that grows at its end, of which only the last characters are asked for: as one string it would be copied anew
// each time.

export class TailText {
  readonly #parts: string[] = [];

  append(text: string): void {
    if (text !== "") this.#parts.push(text);
  }

  isEmpty(): boolean {
    return this.#parts.length === 0;
  }

  /** The last character, both halves of it; empty if there is none. */
  last(): string {
    return [...this.#tail(2)].at(-1) ?? "";
  }

  endsWith(text: string): boolean {
    return this.#tail(text.length) === text;
  }

  replaceLast(by: string): void {
    for (let left = this.last().length; left > 0; ) {
      const part = this.#parts.pop() ?? "";
      this.append(part.slice(0, -left));
      left -= Math.min(left, part.length);
    }
    this.append(by);
  }

  toString(): string {
    return this.#parts.join("");
  }

  /** @param length UTF-16 units. */
  #tail(length: number): string {
    let tail = "";
    for (let i = this.#parts.length - 1; i >= 0 && tail.length < length; i--)
      tail = (this.#parts[i] as string).slice(-length) + tail;
    return tail.slice(-length);
  }
}
