// A problem in the content, with the place to mend it.

export interface Place {
  /** Path from the content folder's parent, with forward slashes. */
  file: string;
  /** 1-based. */
  line: number;
  column: number;
}

export interface ContentProblem extends Place {
  /** Dotted path of the front matter field; absent for the text itself. */
  field?: string;
  /** What is wrong, and what to write instead. */
  message: string;
}

/** What a file that was read once keeps of its places. */
export interface Placed {
  file: string;
  /** By dotted path of the field. */
  places: Record<string, [line: number, column: number]>;
}

/** @param field one that `places` has. */
export function problemAt({ file, places }: Placed, field: string, message: string): ContentProblem {
  const [line, column] = places[field] ?? [1, 1];
  return { file, line, column, field, message };
}

export const formatProblem = ({ file, line, column, field, message }: ContentProblem): string =>
  `${file}:${line}:${column} ${field ? `${field}: ` : ""}${message}`;

/** The content has problems: nothing is published. */
export class ContentError extends Error {
  override name = "ContentError";
  readonly problems: readonly ContentProblem[];

  constructor(problems: readonly ContentProblem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.problems = problems;
  }
}

/** Says what is wrong with a file, and what to do: whoever knows where it is named makes a problem of it. */
export class Refusal extends Error {
  override name = "Refusal";
}

export class Damaged extends Refusal {
  constructor() {
    super("is damaged or cut short: export it again");
  }
}
